"""Opening hours as a person reads them, and the notices that name them."""

from datetime import datetime

from domain.clock import TOKYO
from routing.hours import next_opening
from routing.schedule import Schedule
from texts.language import Language
from texts.notices import Notice, NoticeName, Notices
from texts.times import greeting_words, hour_words, moment_words, week_words


def follow_notice(
    notices: Notices, schedule: Schedule, *, now: datetime, language: Language
) -> Notice:
    """T01: the greeting of the hour, and when the window is open."""
    greeting = greeting_words(now.astimezone(TOKYO).time(), language)
    open_times = opening_hours_words(schedule, language=language)
    return notices.fill(NoticeName.FOLLOW, language, greeting=greeting, open_times=open_times)


def goodbye_notice(
    notices: Notices, schedule: Schedule, *, now: datetime, language: Language
) -> Notice:
    """T34 with the opening after the present one."""
    opening = next_opening(schedule, now=now)
    if opening is None:
        return notices.fill(NoticeName.GOODBYE_UNDATED, language)
    next_open = opening_words(opening, now=now, language=language)
    return notices.fill(NoticeName.GOODBYE, language, next_open=next_open)


def opening_words(opening: datetime, *, now: datetime, language: Language) -> str:
    """An opening seen from ``now``: 今日の16時, 明日の16時, 11月26日(木)の16時."""
    today = now.astimezone(TOKYO).date()
    return moment_words(opening.astimezone(TOKYO), today=today, language=language)


def clock_words(moment: datetime, *, language: Language) -> str:
    """The hour of a moment as a clock in Tokyo shows it: 16時, 20時30分; 16:00, 20:30."""
    return hour_words(moment.astimezone(TOKYO).time(), language)


def opening_hours_words(schedule: Schedule, *, language: Language) -> str:
    """The week's hours: 毎日の16時から21時; every day from 16:00 to 21:00."""
    week = [
        [(hours.opens_minute, hours.closes_minute) for hours in day] for day in schedule.week_of()
    ]
    return week_words(week, language)
