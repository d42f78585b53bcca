"""Single days of a schedule file: closures, closures of every year, extra openings."""

from datetime import date
from typing import NamedTuple

import yaml

from routing.opening_days import Closure, ExtraOpening, MonthDay, YearlyClosure
from routing.schedule_mistakes import Mistakes, shown
from routing.schedule_nodes import fields, items, words
from routing.schedule_values import read_choice, read_date, read_month_day
from routing.schedule_week import read_day

LIST_RIGHT = "a list, [] for none"
HOLIDAY_RULES = ("open", "closed")

_LONGEST_REASON = 60


class PlacedOpening(NamedTuple):
    """An extra opening and where it stands."""

    node: yaml.Node
    opening: ExtraOpening


def read_closures(node: yaml.Node | None, mistakes: Mistakes) -> tuple[Closure, ...]:
    """Closures of single days or of a stretch of days."""
    read = (_closure(item, mistakes) for item in items(node, mistakes, LIST_RIGHT))
    return tuple(closure for closure in read if closure is not None)


def read_yearly_closures(node: yaml.Node | None, mistakes: Mistakes) -> tuple[YearlyClosure, ...]:
    """Closures of every year."""
    read = (_yearly(item, mistakes) for item in items(node, mistakes, LIST_RIGHT))
    return tuple(closure for closure in read if closure is not None)


def read_openings(node: yaml.Node | None, mistakes: Mistakes) -> tuple[PlacedOpening, ...]:
    """Days with hours of their own, each day once."""
    read: list[PlacedOpening] = []
    for item in items(node, mistakes, LIST_RIGHT):
        opening = _opening(item, mistakes)
        if opening is None:
            continue
        if any(opening.on == other.opening.on for other in read):
            mistakes.add(item, f"{opening.on.isoformat()} again", "each day once")
        read.append(PlacedOpening(item, opening))
    return tuple(read)


def optional_date(node: yaml.Node | None, mistakes: Mistakes) -> date | None:
    """A date, None where none is written or it is a mistake."""
    return None if node is None else read_date(node, mistakes)


def _closure(node: yaml.Node, mistakes: Mistakes) -> Closure | None:
    values = fields(node, mistakes, required=("on", "reason"), optional=("until",))
    first = optional_date(values.get("on"), mistakes)
    last = optional_date(values["until"], mistakes) if "until" in values else first
    reason = _reason(values.get("reason"), mistakes)
    if first is None or last is None:
        return None
    if last < first:
        mistakes.add(values["until"], shown(last.isoformat()), f"{first.isoformat()} or later")
    return None if reason is None else Closure(first_on=first, last_on=last, reason=reason)


def _yearly(node: yaml.Node, mistakes: Mistakes) -> YearlyClosure | None:
    values = fields(node, mistakes, required=("from", "until", "reason"))
    first = _month_day(values.get("from"), mistakes)
    last = _month_day(values.get("until"), mistakes)
    reason = _reason(values.get("reason"), mistakes)
    if first is None or last is None or reason is None:
        return None
    return YearlyClosure(first=first, last=last, reason=reason)


def _opening(node: yaml.Node, mistakes: Mistakes) -> ExtraOpening | None:
    values = fields(node, mistakes, required=("on", "hours", "reason"))
    on = optional_date(values.get("on"), mistakes)
    noted = len(mistakes.found)
    hours = read_day(values["hours"], mistakes) if "hours" in values else ()
    if "hours" in values and not hours and len(mistakes.found) == noted:
        mistakes.add(values["hours"], "an opening without hours", "hours like 16:00-21:00")
    reason = _reason(values.get("reason"), mistakes)
    if on is None or reason is None or not hours:
        return None
    return ExtraOpening(on=on, hours=hours, reason=reason)


def _month_day(node: yaml.Node | None, mistakes: Mistakes) -> MonthDay | None:
    return None if node is None else read_month_day(node, mistakes)


def _reason(node: yaml.Node | None, mistakes: Mistakes) -> str | None:
    return None if node is None else words(node, mistakes, longest=_LONGEST_REASON)


def is_closed_on_holidays(node: yaml.Node | None, mistakes: Mistakes) -> bool:
    """``open`` or ``closed``; holidays nobody speaks of are open."""
    return node is not None and read_choice(node, mistakes, HOLIDAY_RULES) == "closed"
