"""Hours of a support line as people write them, a line for each kind of day, and read again.

    月-金 09:00-12:00, 13:00-16:00
    土日 休み
    祝日 休み
    毎月10日 08:00-翌08:00
    最終土曜 12:00-翌21:00
    12/29-01/03 休み

Every day of the week is named, and holidays too unless 毎日 names them all: a line whose holidays
nobody asked about would be shown while nobody answers.
"""

import re
import unicodedata
from enum import StrEnum, unique
from typing import Final

from routing.line_hours import ALL_DAY, LineHours, MonthlyHours, merged
from routing.opening_days import MINUTES_IN_A_DAY, MonthDay, OpenHours, YearlyClosure

WEEKDAYS: Final = "月火水木金土日"
LONGEST: Final = 600

_CLOSED: Final = frozenset({"休み", "なし", "休"})
_EVERY_HOUR: Final = frozenset({"24時間", "終日"})
_SETS: Final = {"毎日": range(7), "平日": range(5), "土日": range(5, 7)}
_TIME: Final = r"(翌?)([0-9]{1,2})(?::([0-9]{2})|時(?:([0-9]{1,2})分)?)"
_STRETCH: Final = re.compile(rf"{_TIME}-{_TIME}")
_MONTHLY: Final = re.compile(r"毎月([0-9]{1,2})日")
_LAST: Final = re.compile(rf"最終([{WEEKDAYS}])曜?日?")
_YEARLY: Final = re.compile(r"([0-9]{1,2})[/月]([0-9]{1,2})日?-([0-9]{1,2})[/月]([0-9]{1,2})日?")
_DASHES: Final = re.compile(r"\s*[-‐-―−─ー~〜から]+\s*")
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MINUTES: Final = 60
_HOURS: Final = 24
_LAST_DAY: Final = 31


@unique
class HoursProblem(StrEnum):
    """What is wrong with a line of hours."""

    NOT_UNDERSTOOD = "not_understood"
    NO_SUCH_TIME = "no_such_time"
    ENDS_FIRST = "ends_first"
    TWICE = "twice"
    DAYS_MISSING = "days_missing"
    HOLIDAYS_MISSING = "holidays_missing"
    NEVER_OPEN = "never_open"
    TOO_LONG = "too_long"


class HoursError(ValueError):
    """Hours that cannot be read; ``word`` is what is meant of them."""

    def __init__(self, problem: HoursProblem, word: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.word = word


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self.week: dict[int, tuple[OpenHours, ...]] = {}
        self.holiday: tuple[OpenHours, ...] | None = None
        self.is_daily = False
        self.monthly: list[MonthlyHours] = []
        self.closures: list[YearlyClosure] = []


def read_hours(written: str) -> LineHours:
    """The hours in lines as above; any width and any dash. " / " is a new line too.

    Raises:
        HoursError: a line is not understood, days are missing, or it is never open.
    """
    if len(written) > LONGEST:
        raise HoursError(HoursProblem.TOO_LONG)
    reading = _Reading()
    for line in re.split(r"[\r\n;]+|\s/\s", unicodedata.normalize("NFKC", written)):
        if line.strip():
            _read_line(reading, line.strip())
    missing = "".join(name for number, name in enumerate(WEEKDAYS) if number not in reading.week)
    if missing:
        raise HoursError(HoursProblem.DAYS_MISSING, missing)
    if reading.holiday is None and not reading.is_daily:
        raise HoursError(HoursProblem.HOLIDAYS_MISSING)
    weekly = tuple(reading.week[number] for number in range(7))
    if not any(weekly) and not reading.monthly:
        raise HoursError(HoursProblem.NEVER_OPEN)
    return LineHours(
        weekly=weekly,
        holiday=reading.holiday,
        monthly=tuple(reading.monthly),
        yearly_closures=tuple(reading.closures),
    )


def write_hours(hours: LineHours) -> str:
    """The same hours in their one form, which ``read_hours`` reads to the same."""
    lines = []
    is_daily = hours.holiday is None
    left = list(range(7))
    if is_daily:
        lines.append(f"毎日 {_stretches(hours.weekly[0])}")
        left = []
    while left:
        same = [number for number in left if hours.weekly[number] == hours.weekly[left[0]]]
        lines.append(f"{_names(same)} {_stretches(hours.weekly[same[0]])}")
        left = [number for number in left if number not in same]
    if hours.holiday is not None:
        lines.append(f"祝日 {_stretches(hours.holiday)}")
    for each in hours.monthly:
        last = WEEKDAYS[each.last_weekday] if each.last_weekday is not None else ""
        name = f"毎月{each.day}日" if each.day is not None else f"最終{last}曜"
        lines.append(f"{name} {_stretches(each.hours)}")
    lines += [
        f"{each.first.month:02}/{each.first.day:02}-{each.last.month:02}/{each.last.day:02} 休み"
        for each in hours.yearly_closures
    ]
    return "\n".join(lines)


def _read_line(reading: _Reading, line: str) -> None:
    words, times = _cut(line)
    if (match := _YEARLY.fullmatch(words)) is not None:
        if times not in _CLOSED:
            raise HoursError(HoursProblem.NOT_UNDERSTOOD, line)
        reading.closures.append(_closure(match, line))
        return
    hours = _hours(times, line)
    if (match := _MONTHLY.fullmatch(words)) is not None and 1 <= int(match[1]) <= _LAST_DAY:
        reading.monthly.append(MonthlyHours(day=int(match[1]), hours=hours))
    elif (match := _LAST.fullmatch(words)) is not None:
        last = WEEKDAYS.index(match[1])
        reading.monthly.append(MonthlyHours(last_weekday=last, hours=hours))
    elif words in {"祝", "祝日"}:
        if reading.holiday is not None:
            raise HoursError(HoursProblem.TWICE, words)
        reading.holiday = hours
    else:
        _put(reading, words, hours, line)


def _cut(line: str) -> tuple[str, str]:
    """The days of a line, and its times without blanks."""
    folded = _DASHES.sub("-", line)
    words, _, times = folded.partition(" ")
    return words.rstrip(":"), times.replace(" ", "")


def _put(reading: _Reading, words: str, hours: tuple[OpenHours, ...], line: str) -> None:
    days = _days(words.removesuffix("・祝"))
    if days is None:
        raise HoursError(HoursProblem.NOT_UNDERSTOOD, line)
    for day in days:
        if day in reading.week:
            raise HoursError(HoursProblem.TWICE, WEEKDAYS[day])
        reading.week[day] = hours
    if words.endswith("・祝"):
        reading.holiday = hours
    reading.is_daily |= words == "毎日"


def _days(words: str) -> list[int] | None:
    """The weekdays of 毎日, 平日, 土日, 月-金, 月水金, 月・水."""
    if words in _SETS:
        return list(_SETS[words])
    plain = re.sub(r"[曜・,、]|(?<=曜)日", "", words)
    if re.fullmatch(rf"[{WEEKDAYS}]-[{WEEKDAYS}]", plain):
        first, last = WEEKDAYS.index(plain[0]), WEEKDAYS.index(plain[2])
        return list(range(first, last + 1)) if first < last else None
    if re.fullmatch(rf"[{WEEKDAYS}]+", plain):
        return [WEEKDAYS.index(name) for name in plain]
    return None


def _hours(times: str, line: str) -> tuple[OpenHours, ...]:
    if times in _CLOSED:
        return ()
    if times in _EVERY_HOUR:
        return ALL_DAY
    read = []
    for stretch in re.split(r"[,、]", times):
        match = _STRETCH.fullmatch(stretch)
        if match is None:
            raise HoursError(HoursProblem.NOT_UNDERSTOOD, line)
        opens, closes = _minute(*match.groups()[:4]), _minute(*match.groups()[4:])
        if opens >= MINUTES_IN_A_DAY or closes > 2 * MINUTES_IN_A_DAY:
            raise HoursError(HoursProblem.NO_SUCH_TIME, stretch)
        if closes <= opens:
            raise HoursError(HoursProblem.ENDS_FIRST, stretch)
        read.append(OpenHours(opens_minute=opens, closes_minute=closes))
    return merged(read)


def _minute(next_day: str, hour: str, minute: str | None, spoken: str | None) -> int:
    minutes = int(minute or spoken or 0)
    if minutes >= _MINUTES or int(hour) > _HOURS or (int(hour) == _HOURS and minutes):
        raise HoursError(HoursProblem.NO_SUCH_TIME, f"{hour}:{minutes:02}")
    return int(hour) * _MINUTES + minutes + (MINUTES_IN_A_DAY if next_day else 0)


def _closure(match: re.Match[str], line: str) -> YearlyClosure:
    numbers = [int(each) for each in match.groups()]
    ends = list(zip(numbers[::2], numbers[1::2], strict=True))
    if not all(
        1 <= month <= len(_LONGEST_MONTHS) and 1 <= day <= _LONGEST_MONTHS[month - 1]
        for month, day in ends
    ):
        raise HoursError(HoursProblem.NO_SUCH_TIME, line)
    first, last = (MonthDay(month=month, day=day) for month, day in ends)
    return YearlyClosure(first=first, last=last, reason="")


def _names(days: list[int]) -> str:
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):  # noqa: PLR2004 - a run of three
        return f"{WEEKDAYS[days[0]]}-{WEEKDAYS[days[-1]]}"
    return "".join(WEEKDAYS[day] for day in days)


def _stretches(hours: tuple[OpenHours, ...]) -> str:
    if hours == ALL_DAY:
        return "24時間"
    shown = [f"{_clock(each.opens_minute)}-{_clock(each.closes_minute)}" for each in hours]
    return ", ".join(shown) or "休み"


def _clock(minute: int) -> str:
    if minute > MINUTES_IN_A_DAY:
        return f"翌{_clock(minute - MINUTES_IN_A_DAY)}"
    return f"{minute // _MINUTES:02}:{minute % _MINUTES:02}"
