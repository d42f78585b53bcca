"""Support lines of a schedule file."""

import re
from collections.abc import Mapping

import yaml

from routing.holidays import holiday_name
from routing.lines import Line, LineKind
from routing.opening_days import MINUTES_IN_A_DAY, OpenHours, Week
from routing.schedule_days import LIST_RIGHT, optional_date, read_yearly_closures
from routing.schedule_mistakes import Mistakes, shown
from routing.schedule_nodes import fields, items, words
from routing.schedule_values import read_choice, read_switch
from routing.schedule_week import read_week

HOLIDAY_RULES = ("open", "closed")

_ALWAYS: Week = ((OpenHours(opens_minute=0, closes_minute=MINUTES_IN_A_DAY),),) * 7
_OPTIONAL = (
    *("weekly", "always", "holidays", "yearly_closures"),
    *("valid_from", "valid_until", "checked_on", "example"),
)
_LONGEST_NAME = 24
_LONGEST_CONTACT = 100
_CONTACT = re.compile(r"#?[0-9]+(-[0-9]+)*|https://[!-~]+", re.ASCII)
_CONTACT_RIGHT = "a number like 0120-000-000, or an address that begins with https://"


def read_lines(node: yaml.Node | None, mistakes: Mistakes) -> tuple[Line, ...]:
    """The support lines in the file's order."""
    read = (_line(item, mistakes) for item in items(node, mistakes, LIST_RIGHT))
    return tuple(line for line in read if line is not None)


def is_closed_on_holidays(node: yaml.Node | None, mistakes: Mistakes) -> bool:
    """``open`` or ``closed``; holidays nobody speaks of are open."""
    return node is not None and read_choice(node, mistakes, HOLIDAY_RULES) == "closed"


def _line(node: yaml.Node, mistakes: Mistakes) -> Line | None:
    values = fields(node, mistakes, required=("name", "kind", "contact"), optional=_OPTIONAL)
    name = words(values["name"], mistakes, longest=_LONGEST_NAME) if "name" in values else None
    kind = read_choice(values["kind"], mistakes, tuple(LineKind)) if "kind" in values else None
    contact = _contact(values.get("contact"), mistakes)
    weekly = _week(node, values, mistakes)
    is_closed = is_closed_on_holidays(values.get("holidays"), mistakes)
    line = Line(
        name=name or "",
        kind=LineKind(kind or LineKind.TEXT),
        contact=contact or "",
        weekly=weekly,
        closing_holiday=holiday_name if is_closed else None,
        yearly_closures=read_yearly_closures(values.get("yearly_closures"), mistakes),
        valid_from=optional_date(values.get("valid_from"), mistakes),
        valid_until=optional_date(values.get("valid_until"), mistakes),
        checked_on=optional_date(values.get("checked_on"), mistakes),
        is_example="example" in values and read_switch(values["example"], mistakes),
    )
    _check_validity(line, values, mistakes)
    return line if name and kind and contact else None


def _week(node: yaml.Node, values: Mapping[str, yaml.Node], mistakes: Mistakes) -> Week:
    is_always = "always" in values and read_switch(values["always"], mistakes)
    if "weekly" in values and is_always:
        mistakes.add(values["always"], "always and weekly hours", "one of the two")
    if "weekly" in values:
        return read_week(values["weekly"], mistakes)
    if not is_always:
        mistakes.add(node, "no hours", "weekly hours, or always: true")
    return _ALWAYS


def _contact(node: yaml.Node | None, mistakes: Mistakes) -> str | None:
    contact = None if node is None else words(node, mistakes, longest=_LONGEST_CONTACT)
    if node is None or contact is None or _CONTACT.fullmatch(contact):
        return contact
    mistakes.add(node, shown(contact), _CONTACT_RIGHT)
    return None


def _check_validity(line: Line, values: Mapping[str, yaml.Node], mistakes: Mistakes) -> None:
    first, last = line.valid_from, line.valid_until
    if first is not None and last is not None and last < first:
        right = f"{first.isoformat()} or later"
        mistakes.add(values["valid_until"], shown(last.isoformat()), right)
