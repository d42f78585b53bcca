"""Times and dates of a schedule file: one written value in, one checked value or a mistake out."""

import re
from datetime import date

import yaml

from routing.schedule import MonthDay, OpenHours
from routing.schedule_mistakes import Mistakes, shown
from routing.schedule_nodes import written

_HOURS = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})", re.ASCII)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})", re.ASCII)
_A_LEAP_YEAR = 2000
_LAST_MINUTE = 24 * 60

HOURS_RIGHT = "hours like 16:00-21:00"
_DATE_RIGHT = "a date like 2026-12-29"
_MONTH_DAY_RIGHT = "a month and day like 12-29"


def read_hours(node: yaml.Node, mistakes: Mistakes) -> OpenHours | None:
    """``16:00-21:00``: within one day, 24:00 at the latest, the end after the start."""
    value = written(node, mistakes, HOURS_RIGHT)
    if value is None:
        return None
    match = _HOURS.fullmatch(value)
    if match is None:
        mistakes.add(node, shown(value), HOURS_RIGHT)
        return None
    opens, closes = _minutes(match[1], match[2]), _minutes(match[3], match[4])
    if opens is None or closes is None or opens == _LAST_MINUTE:
        mistakes.add(node, shown(value), "times from 00:00 to 23:59, or 24:00 as an end")
        return None
    if closes <= opens:
        right = (
            "an end after the start on the same day, 24:00 at the latest "
            "(over midnight: 22:00-24:00, and 00:00-02:00 on the next day)"
        )
        mistakes.add(node, shown(value), right)
        return None
    return OpenHours(opens_minute=opens, closes_minute=closes)


def read_date(node: yaml.Node, mistakes: Mistakes) -> date | None:
    """``2026-12-29``: a day that exists, in ISO form only."""
    value = written(node, mistakes, _DATE_RIGHT)
    if value is None:
        return None
    match = _DATE.fullmatch(value)
    if match is None:
        mistakes.add(node, shown(value), _DATE_RIGHT)
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        mistakes.add(node, f"{shown(value)}, a day that does not exist", _DATE_RIGHT)
        return None


def read_month_day(node: yaml.Node, mistakes: Mistakes) -> MonthDay | None:
    """``12-29``: a day that exists at least in leap years."""
    value = written(node, mistakes, _MONTH_DAY_RIGHT)
    if value is None:
        return None
    match = _MONTH_DAY.fullmatch(value)
    if match is None:
        mistakes.add(node, shown(value), _MONTH_DAY_RIGHT)
        return None
    try:
        day = date(_A_LEAP_YEAR, int(match[1]), int(match[2]))
    except ValueError:
        mistakes.add(node, f"{shown(value)}, a day that does not exist", _MONTH_DAY_RIGHT)
        return None
    return MonthDay(month=day.month, day=day.day)


def _minutes(hours: str, minutes: str) -> int | None:
    total = int(hours) * 60 + int(minutes)
    return total if int(minutes) < 60 and total <= _LAST_MINUTE else None  # noqa: PLR2004 - a clock
