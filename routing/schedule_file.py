"""The schedule file: read whole or refused whole, every mistake with its line and column."""

from datetime import date
from pathlib import Path

import yaml

from routing.schedule import Closure, MonthDay, OpenHours, Schedule, YearlyClosure
from routing.schedule_mistakes import Mistakes, ScheduleFileError, shown
from routing.schedule_nodes import MAX_CHARACTERS, fields, items, read_root, words, written
from routing.schedule_values import HOURS_RIGHT, read_date, read_hours, read_month_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIMEZONE = "Asia/Tokyo"

_LONGEST_PLACE = 12
_LONGEST_REASON = 60
_BYTES_PER_CHARACTER = 4
_DAY_RIGHT = f"a list of {HOURS_RIGHT}, [] for a closed day"
_LIST_RIGHT = "a list, [] for none"


def load_schedule(path: Path) -> Schedule:
    """The schedule in a UTF-8 file.

    Raises:
        ScheduleFileError: the file cannot be read, or has at least one mistake.
    """
    name, mistakes = str(path), Mistakes()
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_CHARACTERS * _BYTES_PER_CHARACTER + 1)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        mistakes.add_at(before.count(b"\n") + 1, column, "bytes that are not UTF-8", "UTF-8 text")
    except OSError as error:
        problem = error.strerror or "it cannot be opened"
        mistakes.add_at(1, 1, f"no readable file ({problem})", "a schedule file at this path")
    else:
        return read_schedule(text, name=name)
    raise ScheduleFileError(name, mistakes.found)


def read_schedule(text: str, *, name: str) -> Schedule:
    """The schedule in ``text``; ``name`` is what messages call it.

    Raises:
        ScheduleFileError: there is at least one mistake.
    """
    mistakes = Mistakes()
    root = read_root(text, mistakes)
    schedule = None if root is None else _schedule(root, mistakes)
    if schedule is None or mistakes.found:
        raise ScheduleFileError(name, mistakes.found)
    return schedule


def _schedule(root: yaml.Node, mistakes: Mistakes) -> Schedule:
    values = fields(
        root,
        mistakes,
        required=("timezone", "place", "weekly"),
        optional=("closures", "yearly_closures"),
    )
    if "timezone" in values:
        _check_timezone(values["timezone"], mistakes)
    place = words(values["place"], mistakes, longest=_LONGEST_PLACE) if "place" in values else None
    weekly = _weekly(values["weekly"], mistakes) if "weekly" in values else ()
    closures = items(values.get("closures"), mistakes, _LIST_RIGHT)
    yearly = items(values.get("yearly_closures"), mistakes, _LIST_RIGHT)
    return Schedule(
        place=place or "",
        weekly=weekly,
        closures=tuple(one for node in closures if (one := _closure(node, mistakes))),
        yearly_closures=tuple(each for node in yearly if (each := _yearly(node, mistakes))),
    )


def _check_timezone(node: yaml.Node, mistakes: Mistakes) -> None:
    value = written(node, mistakes, TIMEZONE)
    if value is not None and value != TIMEZONE:
        mistakes.add(node, shown(value), TIMEZONE)


def _weekly(node: yaml.Node, mistakes: Mistakes) -> tuple[tuple[OpenHours, ...], ...]:
    noted = len(mistakes.found)
    days = fields(node, mistakes, required=WEEKDAYS)
    weekly = tuple(_day(days[name], mistakes) if name in days else () for name in WEEKDAYS)
    if not any(weekly) and len(mistakes.found) == noted:
        mistakes.add(node, "seven closed days", "hours on at least one day")
    return weekly


def _day(node: yaml.Node, mistakes: Mistakes) -> tuple[OpenHours, ...]:
    read: list[OpenHours] = []
    for item in items(node, mistakes, _DAY_RIGHT):
        hours = read_hours(item, mistakes)
        if hours is None:
            continue
        if any(_overlap(hours, other) for other in read):
            mistakes.add(
                item, "hours that overlap others of the day", "hours apart from each other"
            )
        read.append(hours)
    return tuple(sorted(read, key=lambda hours: hours.opens_minute))


def _overlap(one: OpenHours, other: OpenHours) -> bool:
    return one.opens_minute < other.closes_minute and other.opens_minute < one.closes_minute


def _closure(node: yaml.Node, mistakes: Mistakes) -> Closure | None:
    values = fields(node, mistakes, required=("on", "reason"), optional=("until",))
    first = _date(values.get("on"), mistakes)
    last = _date(values["until"], mistakes) if "until" in values else first
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


def _date(node: yaml.Node | None, mistakes: Mistakes) -> date | None:
    return None if node is None else read_date(node, mistakes)


def _month_day(node: yaml.Node | None, mistakes: Mistakes) -> MonthDay | None:
    return None if node is None else read_month_day(node, mistakes)


def _reason(node: yaml.Node | None, mistakes: Mistakes) -> str | None:
    return None if node is None else words(node, mistakes, longest=_LONGEST_REASON)
