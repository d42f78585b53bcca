"""The calendar as a coordinator reads it: a line for each day, in Japanese."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from routing.calendar import CalendarWarning, calendar_warning, coverage_days
from routing.holidays import holiday_name
from routing.opening_days import MINUTES_IN_A_DAY, OpenHours
from routing.organisations import organisations_on, shifts_on
from routing.schedule import Schedule

_KANJI: Final = "月火水木金土日"
_HEADS: Final = ("日付", "祝日", "時間", "当番", "シフト")
_GAP: Final = "  "


def calendar_lines(schedule: Schedule, *, first: date, days: int, today: date) -> list[str]:
    """``days`` days from ``first`` as a table with its heads; the last line is how far it holds."""
    rows = [_HEADS, *(_row(schedule, first + timedelta(days=ahead)) for ahead in range(days))]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    table = [
        _GAP.join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return [*table, "", coverage_words(schedule, today=today)]


def coverage_words(schedule: Schedule, *, today: date) -> str:
    """How far somebody has looked at the calendar, and what to do when that is not far."""
    warning = calendar_warning(schedule, today=today)
    if schedule.calendar_until is None:
        return "いつまでの予定を確かめたか、書いてありません(calendar_until)。"
    until = f"予定を確かめてあるのは{schedule.calendar_until.isoformat()}まで"
    words = f"{until}です(あと{coverage_days(schedule, today=today)}日)。"
    if warning is CalendarWarning.SHORT:
        return words + "その先の休みとシフトを確かめて、calendar_untilを進めてください。"
    return words


def _row(schedule: Schedule, day: date) -> tuple[str, ...]:
    names = {each.code: each.name for each in schedule.organisations}
    is_open = bool(schedule.hours_on(day))
    needs_shifts = is_open and bool(schedule.shifts)
    return (
        f"{day.isoformat()}({_KANJI[day.weekday()]})",
        holiday_name(day) or "",
        _hours_cell(schedule, day),
        "、".join(names[code] for code in organisations_on(schedule, day)) if is_open else "",
        "、".join(_shift_words(schedule, day, names)) or ("なし" if needs_shifts else ""),
    )


def _hours_cell(schedule: Schedule, day: date) -> str:
    hours, opening = schedule.hours_on(day), schedule.opening_on(day)
    if opening is not None:
        return f"{_hours_words(hours)} 臨時({opening.reason})"
    if hours:
        return _hours_words(hours)
    reason = schedule.closed_for(day)
    return "休み" if reason is None else f"休み({reason})"


def _shift_words(schedule: Schedule, day: date, names: dict[str, str]) -> Iterator[str]:
    for shift in shifts_on(schedule, day):
        yield f"{names[shift.organisation]} {_hours_words([shift.hours])} {shift.staff}人"


def _hours_words(hours: Sequence[OpenHours]) -> str:
    return "、".join(f"{_clock(each.opens_minute)}-{_clock(each.closes_minute)}" for each in hours)


def _clock(minute: int) -> str:
    is_next_day = minute > MINUTES_IN_A_DAY
    hour, rest = divmod(minute - MINUTES_IN_A_DAY if is_next_day else minute, 60)
    return f"{'翌' if is_next_day else ''}{hour:02}:{rest:02}"


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """Columns of a terminal: Japanese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
