from datetime import date, datetime

import pytest

from domain.clock import TOKYO
from routing.hours import closed_window
from routing.lines import Directory
from routing.schedule import Closure, OpenHours, Schedule
from routing.spoken_hours import (
    follow_notice,
    goodbye_notice,
    opening_hours_words,
    opening_words,
)
from routing.spoken_lines import Speaker, closed_notice
from texts.language import Language
from texts.notices import Notices

EVENING = (OpenHours(opens_minute=16 * 60, closes_minute=21 * 60),)
EVERY_EVENING = Schedule(place="やまなし", weekly=(EVENING,) * 7)
WEEKDAYS_ONLY = Schedule(place="やまなし", weekly=((EVENING,) * 5 + ((), ())))
NEVER = Schedule(place="やまなし", weekly=((),) * 7)
NOTICES = Notices.load()
JA, EN = Language.JAPANESE, Language.ENGLISH


def _tokyo(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=TOKYO)


def _closed(schedule: Schedule, now: str, language: Language = JA) -> tuple[str, ...]:
    window = closed_window(schedule, now=_tokyo(now))
    assert window is not None
    speaker = Speaker(notices=NOTICES, language=language, now=_tokyo(now))
    return closed_notice(speaker, Directory(), window).bubbles


@pytest.mark.parametrize(
    ("now", "bubble"),
    [
        ("2026-11-24T10:00", "今日の16時から、人が読みます。それまでは返事ができません。"),
        ("2026-11-24T21:00", "今はもう閉まっています。次は明日の16時に、人が読みます。"),
        ("2026-11-25T03:20", "今はもう閉まっています。次は今日の16時に、人が読みます。"),
        ("2026-11-27T22:00", "今はもう閉まっています。次は11月30日(月)の16時に、人が読みます。"),
        ("2026-11-28T12:00", "今日はお休みです。次は11月30日(月)の16時に開きます。"),
    ],
)
def test_the_answer_out_of_hours_names_the_true_next_opening(now: str, bubble: str) -> None:
    assert _closed(WEEKDAYS_ONLY, now)[1] == bubble


def test_the_answer_exists_in_english() -> None:
    answers = [_closed(WEEKDAYS_ONLY, at, EN)[1] for at in ("2026-11-24T10:00", "2026-11-27T22:00")]

    assert answers == [
        "A person reads here today at 16:00. Until then we cannot answer.",
        "We are closed now. A person reads here again on Monday 30 November at 16:00.",
    ]


def test_no_opening_is_made_up_when_none_is_known() -> None:
    goodbye = goodbye_notice(NOTICES, NEVER, now=_tokyo("2026-11-24T17:00"), language=JA)

    assert _closed(NEVER, "2026-11-24T12:00")[1].endswith("まだ決まっていません。")
    assert "まだ決まっていません" in goodbye.bubbles[1]


def test_goodbye_names_the_opening_after_the_present_one() -> None:
    closure = Closure(first_on=date(2026, 11, 25), last_on=date(2026, 11, 25), reason="点検")
    schedule = Schedule(place="やまなし", weekly=(EVENING,) * 7, closures=(closure,))

    goodbye = goodbye_notice(NOTICES, schedule, now=_tokyo("2026-11-24T17:00"), language=JA)

    assert goodbye.bubbles[1].startswith("次は11月26日(木)の16時に開きます。")


@pytest.mark.parametrize(
    ("now", "greeting"),
    [
        ("2026-11-24T08:00", "おはようございます。"),
        ("2026-11-24T16:05", "こんにちは。"),
        ("2026-11-24T03:12", "こんばんは。"),
    ],
)
def test_the_first_words_greet_by_the_hour_in_tokyo(now: str, greeting: str) -> None:
    notice = follow_notice(NOTICES, EVERY_EVENING, now=_tokyo(now), language=JA)

    assert notice.bubbles[0].startswith(greeting)
    assert notice.bubbles[2].startswith("開いているのは毎日の16時から21時です。")
    assert [choice.label for choice in notice.choices] == ["話してみる", "使い方を見る", "今はいい"]


def test_the_hours_are_those_of_the_schedule() -> None:
    assert opening_hours_words(WEEKDAYS_ONLY, language=JA) == "月曜から金曜の16時から21時"
    assert opening_hours_words(WEEKDAYS_ONLY, language=EN) == "Monday to Friday from 16:00 to 21:00"


def test_the_day_of_an_opening_is_reckoned_in_tokyo() -> None:
    now = datetime.fromisoformat("2026-11-24T15:30+00:00")  # 00:30 on the 25th in Tokyo
    opening = datetime.fromisoformat("2026-11-25T07:30+00:00")

    assert opening_words(opening, now=now, language=JA) == "今日の16時30分"
