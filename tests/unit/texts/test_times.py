from datetime import date, datetime, time

import pytest

from texts.language import Language
from texts.times import days_words, greeting_words, hours_words, moment_words, week_words

JA, EN = Language.JAPANESE, Language.ENGLISH
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("at", "japanese", "english"),
    [
        (time(4, 59), "こんばんは", "Good evening"),
        (time(5), "おはようございます", "Good morning"),
        (time(11), "こんにちは", "Hello"),
        (time(16, 59), "こんにちは", "Hello"),
        (time(17), "こんばんは", "Good evening"),
    ],
)
def test_each_hour_has_its_greeting(at: time, japanese: str, english: str) -> None:
    assert (greeting_words(at, JA), greeting_words(at, EN)) == (japanese, english)


@pytest.mark.parametrize(
    ("moment", "japanese", "english"),
    [
        ("2026-11-24T16:00", "今日の16時", "today at 16:00"),
        ("2026-11-24T09:05", "今日の9時5分", "today at 9:05"),
        ("2026-11-25T16:30", "明日の16時30分", "tomorrow at 16:30"),
        ("2026-11-26T16:00", "11月26日(木)の16時", "on Thursday 26 November at 16:00"),
        ("2027-01-04T16:00", "1月4日(月)の16時", "on Monday 4 January at 16:00"),
        ("2027-11-24T16:00", "2027年11月24日(水)の16時", "on Wednesday 24 November 2027 at 16:00"),
    ],
)
def test_a_moment_is_named_as_people_say_it(moment: str, japanese: str, english: str) -> None:
    at = datetime.fromisoformat(moment)

    assert moment_words(at, today=TODAY, language=JA) == japanese
    assert moment_words(at, today=TODAY, language=EN) == english


@pytest.mark.parametrize(
    ("weekdays", "japanese", "english"),
    [
        (range(7), "毎日", "every day"),
        (range(5), "月曜から金曜", "Monday to Friday"),
        ([0, 2, 4], "月・水・金曜", "Monday, Wednesday and Friday"),
        ([5, 6], "土・日曜", "Saturday and Sunday"),
        ([6], "日曜", "Sunday"),
    ],
)
def test_weekdays_are_named_shortly(weekdays: list[int], japanese: str, english: str) -> None:
    assert (days_words(weekdays, JA), days_words(weekdays, EN)) == (japanese, english)


def test_hours_are_named_with_minutes_only_where_there_are_any() -> None:
    stretches = [(9 * 60, 12 * 60), (13 * 60 + 30, 24 * 60)]

    assert hours_words(stretches, JA) == "9時から12時と13時30分から24時"
    assert hours_words(stretches, EN) == "from 9:00 to 12:00 and 13:30 to 24:00"


def test_an_end_after_midnight_is_named_as_of_the_next_day() -> None:
    stretches = [(22 * 60, 26 * 60)]

    assert hours_words(stretches, JA) == "22時から翌2時"
    assert hours_words(stretches, EN) == "from 22:00 to 2:00 the next day"


def test_a_week_groups_the_days_with_equal_hours() -> None:
    evening, afternoon = [(960, 1260)], [(780, 1080)]
    week = [evening, evening, [], evening, evening, afternoon, afternoon]

    assert week_words(week, JA) == "月・火・木・金曜の16時から21時、土・日曜の13時から18時"
    assert week_words(week, EN) == (
        "Monday, Tuesday, Thursday and Friday from 16:00 to 21:00; "
        "Saturday and Sunday from 13:00 to 18:00"
    )
