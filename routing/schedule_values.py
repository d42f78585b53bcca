"""Times and dates of a schedule file: one written value in, one checked value or a mistake out."""

import re
from collections.abc import Sequence
from datetime import date

import yaml

from routing.opening_days import MINUTES_IN_A_DAY, MonthDay, OpenHours
from routing.schedule_mistakes import Mistakes, shown
from routing.schedule_nodes import written

_HOURS = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})", re.ASCII)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})", re.ASCII)
_NUMBER = re.compile(r"0|[1-9][0-9]{0,4}", re.ASCII)
_A_LEAP_YEAR = 2000
_NOON = 12 * 60

HOURS_RIGHT = "hours like 16:00-21:00"
_END_RIGHT = "an end after the start, or over midnight up to 12:00 of the next day"
_DATE_RIGHT = "a date like 2026-12-29"
_MONTH_DAY_RIGHT = "a month and day like 12-29"
_SWITCH = ("true", "false", "yes", "no")


def read_hours(node: yaml.Node, mistakes: Mistakes) -> OpenHours | None:
    """``16:00-21:00``, or ``22:00-02:00`` into the next day, up to its noon; 24:00 is an end."""
    value = written(node, mistakes, HOURS_RIGHT)
    if value is None:
        return None
    match = _HOURS.fullmatch(value)
    if match is None:
        mistakes.add(node, shown(value), HOURS_RIGHT)
        return None
    opens, closes = _minutes(match[1], match[2]), _minutes(match[3], match[4])
    if opens is None or closes is None or opens == MINUTES_IN_A_DAY:
        mistakes.add(node, shown(value), "times from 00:00 to 23:59, or 24:00 as an end")
        return None
    if closes <= opens:
        if closes == opens or closes > _NOON:
            mistakes.add(node, shown(value), _END_RIGHT)
            return None
        closes += MINUTES_IN_A_DAY
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


def read_number(node: yaml.Node, mistakes: Mistakes, *, least: int, most: int) -> int | None:
    """``30``: a whole number within bounds, both included."""
    right = f"a whole number from {least} to {most}"
    value = written(node, mistakes, right)
    if value is None:
        return None
    if _NUMBER.fullmatch(value) and least <= int(value) <= most:
        return int(value)
    mistakes.add(node, shown(value), right)
    return None


def read_choice(node: yaml.Node, mistakes: Mistakes, choices: Sequence[str]) -> str | None:
    """One of a few words."""
    right = " or ".join([", ".join(choices[:-1]), choices[-1]] if len(choices) > 1 else choices)
    value = written(node, mistakes, right)
    if value is None or value in choices:
        return value
    mistakes.add(node, shown(value), right)
    return None


def read_switch(node: yaml.Node, mistakes: Mistakes) -> bool:
    """``true`` or ``yes``, ``false`` or ``no``; a mistake counts as no."""
    return read_choice(node, mistakes, _SWITCH) in {"true", "yes"}


def _minutes(hours: str, minutes: str) -> int | None:
    total = int(hours) * 60 + int(minutes)
    return total if int(minutes) < 60 and total <= MINUTES_IN_A_DAY else None  # noqa: PLR2004 - a clock
