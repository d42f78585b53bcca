"""Times in words. Everything here is local wall time already; nothing knows a zone or a schedule.

Weekdays count from Monday = 0; minutes count from midnight, beyond 1440 on the next day.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from texts.language import Language

_KANJI = "月火水木金土日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MORNING, _NOON, _EVENING = time(5), time(11), time(17)
_DAYS_IN_A_WEEK = 7
_MINUTES_IN_A_DAY = 24 * 60
_SHORTEST_RUN = 3
# Nearer than this, a month and day cannot be taken for those of another year.
_DAYS_WITHOUT_A_YEAR = 180


def greeting_words(at: time, language: Language) -> str:
    """The greeting of the hour: morning from 5, day from 11, evening from 17."""
    is_japanese = language is Language.JAPANESE
    if _MORNING <= at < _NOON:
        return "おはようございます" if is_japanese else "Good morning"
    if _NOON <= at < _EVENING:
        return "こんにちは" if is_japanese else "Hello"
    return "こんばんは" if is_japanese else "Good evening"


def hour_words(at: time, language: Language) -> str:
    """An hour as a clock shows it: 16時, 16時30分; 16:00, 16:30."""
    return _minute_words(at.hour * 60 + at.minute, language)


def moment_words(moment: datetime, *, today: date, language: Language) -> str:
    """今日の16時, 11月26日(木)の16時; today at 16:00, on Thursday 26 November at 16:00."""
    minute = moment.hour * 60 + moment.minute
    day = _day_words(moment.date(), today, language)
    joint = "の" if language is Language.JAPANESE else " at "
    return day + joint + _minute_words(minute, language)


def day_words(day: date, *, today: date, language: Language) -> str:
    """今日, 11月26日(木), from half a year on with its year; today, on Thursday 26 November."""
    return _day_words(day, today, language)


def days_words(weekdays: Sequence[int], language: Language) -> str:
    """毎日, 月曜から金曜, 月・水・金曜; every day, Monday to Friday, Monday and Friday."""
    days = sorted(set(weekdays))
    is_japanese = language is Language.JAPANESE
    if len(days) == _DAYS_IN_A_WEEK:
        return "毎日" if is_japanese else "every day"
    if len(days) >= _SHORTEST_RUN and days[-1] - days[0] == len(days) - 1:
        first, last = days[0], days[-1]
        if is_japanese:
            return f"{_KANJI[first]}曜から{_KANJI[last]}曜"
        return f"{_ENGLISH_DAYS[first]} to {_ENGLISH_DAYS[last]}"
    if is_japanese:
        return "・".join(_KANJI[day] for day in days) + "曜"
    return _listed([_ENGLISH_DAYS[day] for day in days])


def hours_words(stretches: Sequence[tuple[int, int]], language: Language) -> str:
    """16時から21時, 9時から12時と13時から17時; from 16:00 to 21:00."""
    is_japanese = language is Language.JAPANESE
    ends = [
        (_minute_words(opens, language), _minute_words(closes, language))
        for opens, closes in stretches
    ]
    if is_japanese:
        return "と".join(f"{opens}から{closes}" for opens, closes in ends)
    return "from " + _listed([f"{opens} to {closes}" for opens, closes in ends])


def week_words(week: Sequence[Sequence[tuple[int, int]]], language: Language) -> str:
    """A whole week, Monday first: 毎日の16時から21時, or each group of days with its hours."""
    groups: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for weekday, stretches in enumerate(week):
        if stretches:
            groups.setdefault(tuple(stretches), []).append(weekday)
    is_japanese = language is Language.JAPANESE
    parts = [
        days_words(days, language) + ("の" if is_japanese else " ") + hours_words(hours, language)
        for hours, days in groups.items()
    ]
    return ("、" if is_japanese else "; ").join(parts)


def _day_words(day: date, today: date, language: Language) -> str:
    is_japanese = language is Language.JAPANESE
    ahead = (day - today).days
    if ahead == 0:
        return "今日" if is_japanese else "today"
    if ahead == 1:
        return "明日" if is_japanese else "tomorrow"
    has_year = ahead > _DAYS_WITHOUT_A_YEAR
    if is_japanese:
        year = f"{day.year}年" if has_year else ""
        return f"{year}{day.month}月{day.day}日({_KANJI[day.weekday()]})"
    year = f" {day.year}" if has_year else ""
    return f"on {_ENGLISH_DAYS[day.weekday()]} {day.day} {_ENGLISH_MONTHS[day.month - 1]}{year}"


def _minute_words(minute: int, language: Language) -> str:
    is_next_day = minute > _MINUTES_IN_A_DAY
    hours, minutes = divmod(minute - _MINUTES_IN_A_DAY if is_next_day else minute, 60)
    if language is Language.ENGLISH:
        return f"{hours}:{minutes:02}" + (" the next day" if is_next_day else "")
    clock = f"{hours}時{minutes}分" if minutes else f"{hours}時"
    return f"翌{clock}" if is_next_day else clock


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
