"""The schedule file: read whole or refused whole, every mistake with its line and column."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from routing.holidays import holiday_name
from routing.schedule import Schedule
from routing.schedule_agreement import read_agreement
from routing.schedule_checks import check_openings, check_shifts
from routing.schedule_days import (
    is_closed_on_holidays,
    optional_date,
    read_closures,
    read_openings,
    read_yearly_closures,
)
from routing.schedule_mistakes import Mistakes, ScheduleFileError, shown
from routing.schedule_nodes import MAX_CHARACTERS, fields, read_root, words, written
from routing.schedule_people import (
    read_capacity,
    read_organisations,
    read_rotation,
    read_shifts,
)
from routing.schedule_phone_tree import read_phone_tree
from routing.schedule_training import read_training
from routing.schedule_values import read_number
from routing.schedule_week import WEEKDAYS, read_channels, read_week

__all__ = ["TIMEZONE", "WEEKDAYS", "load_schedule", "read_schedule"]

TIMEZONE: Final = "Asia/Tokyo"

_LONGEST_PLACE: Final = 12
_BYTES_PER_CHARACTER: Final = 4
_REQUIRED: Final = ("timezone", "place", "weekly")
_LINES_RIGHT: Final = (
    "nothing: they are kept in the directory now. Bring them in with "
    "`madobe directory import FILE`, then take “lines” out of this file"
)


class _Number(NamedTuple):
    name: str
    least: int
    most: int


_NUMBERS: Final = (
    _Number("last_intake_minutes", least=0, most=240),
    _Number("closing_notice_minutes", least=0, most=240),
    _Number("extension_minutes", least=0, most=240),
    _Number("report_minutes", least=0, most=240),
    _Number("staff_to_open", least=1, most=99),
    _Number("talk_minutes", least=5, most=240),
    _Number("heavy_talks_in_a_row", least=1, most=9),
)
_OPTIONAL: Final = (
    *("channels", "holidays", "closures", "yearly_closures", "openings", "calendar_until"),
    *(number.name for number in _NUMBERS),
    *("capacity", "organisations", "rotation", "shifts", "agreement", "training", "phone_tree"),
    "lines",
)


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
    values = fields(root, mistakes, required=_REQUIRED, optional=_OPTIONAL)
    if "lines" in values:
        mistakes.add(values["lines"], "support lines", _LINES_RIGHT)
    if "timezone" in values:
        _check_timezone(values["timezone"], mistakes)
    place = words(values["place"], mistakes, longest=_LONGEST_PLACE) if "place" in values else None
    is_closed = is_closed_on_holidays(values.get("holidays"), mistakes)
    openings = read_openings(values.get("openings"), mistakes)
    organisations = read_organisations(values.get("organisations"), mistakes)
    shifts = read_shifts(values.get("shifts"), organisations, mistakes)
    schedule = Schedule(
        place=place or "",
        weekly=read_week(values["weekly"], mistakes) if "weekly" in values else ((),) * 7,
        channels=read_channels(values["channels"], mistakes) if "channels" in values else (),
        closing_holiday=holiday_name if is_closed else None,
        closures=read_closures(values.get("closures"), mistakes),
        yearly_closures=read_yearly_closures(values.get("yearly_closures"), mistakes),
        openings=tuple(placed.opening for placed in openings),
        calendar_until=optional_date(values.get("calendar_until"), mistakes),
        capacity=read_capacity(values.get("capacity"), mistakes),
        organisations=organisations,
        rotation=read_rotation(values.get("rotation"), organisations, mistakes),
        shifts=tuple(placed.shift for placed in shifts),
        agreement=read_agreement(values.get("agreement"), organisations, mistakes),
        training=read_training(values.get("training"), mistakes),
        phone_tree=read_phone_tree(values.get("phone_tree"), organisations, mistakes),
        **_numbers(values, mistakes),  # type: ignore[arg-type]  # only fields that are numbers
    )
    check_openings(schedule, openings, mistakes)
    if any(schedule.week_of()):
        check_shifts(schedule, shifts, mistakes)
    return schedule


def _numbers(values: Mapping[str, yaml.Node], mistakes: Mistakes) -> dict[str, int]:
    read = {}
    for number in _NUMBERS:
        node = values.get(number.name)
        if node is not None:
            value = read_number(node, mistakes, least=number.least, most=number.most)
            if value is not None:
                read[number.name] = value
    return read


def _check_timezone(node: yaml.Node, mistakes: Mistakes) -> None:
    value = written(node, mistakes, TIMEZONE)
    if value is not None and value != TIMEZONE:
        mistakes.add(node, shown(value), TIMEZONE)
