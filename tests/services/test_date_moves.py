"""A date that is moved: whoever signed up hears of it once, and is reminded of the new day."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.clock import TOKYO
from domain.referral_code import CodePurpose
from services import (
    date_moves,
    home_violence,
    programme_dates,
    programme_keeping,
    programmes,
    referral_codes,
)
from services.portal import Answered
from tests.factories import portal
from tests.factories import programmes as made
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.portal import key_of, types
from tests.factories.programmes import Afternoon
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE

SUNDAY_AT_THE_LIBRARY = [
    "11月28日(土)の14時の集まりが変わりました。11月29日(日)の15時から、図書館の会議室です。",
    "行けなくなっても大丈夫です。「やめておく」と送ってくだされば、取り消します。",
]


@pytest.fixture
def afternoon(evening: Evening) -> Afternoon:
    return Afternoon.comes(evening)


def move(afternoon: Afternoon, *, hours: int, place: str = "") -> None:
    """It is so many hours later than it was, and there."""
    with afternoon.evening.program.open_work() as work:
        facts = programmes.get_date(work, afternoon.date_id).facts
        begins_at = facts.begins_at + timedelta(hours=hours)
        moved = replace(
            facts,
            begins_at=begins_at,
            ends_at=begins_at + timedelta(hours=2),
            sign_up_until=begins_at,
            place=place,
        )
        programme_dates.change(work, afternoon.date_id, moved, member_id=afternoon.kohaku)


def test_whoever_signed_up_hears_once_by_day_of_what_it_is_in_the_end(
    afternoon: Afternoon,
) -> None:
    evening, person = afternoon.evening, afternoon.person
    afternoon.signs_up()
    person.says("前の日に知らせてほしい")
    Person(evening, "b").says("こんばんは")
    evening.set_clock(datetime(2026, 11, 25, 22, 0, tzinfo=TOKYO))
    move(afternoon, hours=1)
    move(afternoon, hours=24, place="図書館の会議室")
    evening.tick()
    assert person.heard == []

    for day in (26, 27, 28):
        evening.set_clock(datetime(2026, 11, day, 10, 5, tzinfo=TOKYO))
        evening.tick()
        evening.tick(60)

    assert person.heard[:2] == SUNDAY_AT_THE_LIBRARY
    assert person.heard[2] == "11月29日(日)の15時から、図書館の会議室です。"
    assert len(person.pushed) == 2
    assert all(call.is_silent for call in person.pushed)
    assert [choice.text for choice in person.pushed[0].choices] == ["やめておく"]
    assert "変わりました" not in str(Person(evening, "b").heard)
    with evening.program.open_look() as look:
        code = referral_codes.shown(
            look, purpose=CodePurpose.SIGN_UP, subject_id=afternoon.sign_up().id
        )
        date = programmes.get_date(look, afternoon.date_id)
    key = key_of(evening, portal.staff(evening, date.programme.facts.destination_id))
    evening.set_clock(datetime(2026, 11, 29, 15, 30, tzinfo=TOKYO))
    assert types(evening, key, code).answered is Answered.CONFIRMED


@pytest.mark.parametrize("hours", [-2, 24])
def test_what_is_or_was_on_the_next_morning_is_told_at_night_without_a_sound(
    afternoon: Afternoon, hours: int
) -> None:
    evening = afternoon.evening
    move(afternoon, hours=-3)  # eleven o'clock, before anybody had signed up
    afternoon.person.says("11月28日11時に申し込む")
    evening.set_clock(datetime(2026, 11, 27, 21, 30, tzinfo=TOKYO))
    move(afternoon, hours=hours)

    evening.tick()

    [told] = afternoon.person.pushed
    assert told.is_silent
    assert told.bubbles[0].startswith("11月28日(土)の11時の集まりが変わりました。")


def test_what_is_as_it_was_again_is_told_to_nobody(afternoon: Afternoon) -> None:
    afternoon.signs_up()
    move(afternoon, hours=24)
    move(afternoon, hours=-24)

    afternoon.is_tomorrow()

    assert afternoon.person.heard == []


def test_whoever_was_reminded_already_is_reminded_of_the_later_day(afternoon: Afternoon) -> None:
    evening, person = afternoon.evening, afternoon.person
    afternoon.signs_up()
    person.says("前の日に知らせてほしい")
    evening.set_clock(datetime(2026, 11, 27, 10, 5, tzinfo=TOKYO))
    evening.tick()
    move(afternoon, hours=7 * 24)
    for day in (27, 28, 34):
        on = datetime(2026, 11, 27, 11, 5, tzinfo=TOKYO) + timedelta(days=day - 27)
        evening.set_clock(on)
        evening.tick()

    assert [call.bubbles[0] for call in person.pushed] == [
        "11月28日(土)の14時から、駅前の会館2階です。",
        "11月28日(土)の14時の集まりが変わりました。12月5日(土)の14時から、駅前の会館2階です。",
        "12月5日(土)の14時から、駅前の会館2階です。",
    ]


def test_a_move_that_was_not_told_leaves_only_the_news_that_it_is_off(
    afternoon: Afternoon,
) -> None:
    afternoon.signs_up()
    move(afternoon, hours=24)
    made.cancelled(afternoon.evening, afternoon.kohaku, afternoon.date_id)

    afternoon.is_tomorrow()

    [told] = afternoon.person.pushed
    assert told.bubbles[0].startswith("ごめんなさい。11月28日(土)の14時の集まりは")


def test_another_place_of_a_programme_is_told_for_the_dates_that_are_there(
    afternoon: Afternoon,
) -> None:
    evening = afternoon.evening
    afternoon.signs_up()
    with evening.program.open_work() as work:
        own = programmes.get_date(work, afternoon.date_id).programme
        facts = replace(own.facts, place="公園の東屋")
        programme_keeping.change(work, own.id, facts, member_id=afternoon.kohaku)

    afternoon.is_tomorrow()

    assert afternoon.person.heard[0].endswith("。11月28日(土)の14時から、公園の東屋です。")


def test_whoever_nobody_writes_to_unasked_hears_when_they_write_and_the_old_words_still_count(
    afternoon: Afternoon,
) -> None:
    person = afternoon.person
    moved_for_somebody_to_be_spared(afternoon)

    said = person.says("11月28日14時をやめておく")

    assert said[0] == "わかりました。取り消しました。"
    assert "変わりました" not in str(person.says("こんばんは"))


def test_below_an_answer_that_needs_the_whole_reply_it_waits_for_the_next_word(
    afternoon: Afternoon,
) -> None:
    person = afternoon.person
    moved_for_somebody_to_be_spared(afternoon)

    in_danger = person.says("死にたいです")

    assert "変わりました" not in str(in_danger)
    assert "急ぐときの連絡先" in person.buttons
    assert person.says("こんばんは")[-2:] == SUNDAY_AT_THE_LIBRARY
    assert "変わりました" not in str(person.says("まだ起きています"))


def moved_for_somebody_to_be_spared(afternoon: Afternoon) -> None:
    """It was moved, and nobody writes unasked to whoever signed up; it is night."""
    evening, person = afternoon.evening, afternoon.person
    midori = OnDuty.comes(evening, "midori")
    person.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        home_violence.mark(work, visit_id, member_id=midori.member_id)
    midori.talks.ends(visit_id, with_goodbye=False)
    afternoon.signs_up()
    move(afternoon, hours=25, place="図書館の会議室")
    evening.set_clock(datetime(2026, 11, 26, 10, 0, tzinfo=TOKYO))
    with evening.program.open_look() as look:
        assert date_moves.due(look) == []  # or it would be tried every second
    evening.set_clock(datetime(2026, 11, 26, 22, 0, tzinfo=TOKYO))
    evening.tick()
    assert "変わりました" not in str(person.heard)


def test_nobody_counts_who_signed_up_by_trying_numbers_of_places(afternoon: Afternoon) -> None:
    with afternoon.evening.program.open_work() as work:
        facts = programmes.get_date(work, afternoon.date_id).facts
        for places in (10, 5, None, 15):
            tried = replace(facts, places=places)
            programme_dates.change(work, afternoon.date_id, tried, member_id=afternoon.kohaku)
        with pytest.raises(programme_dates.ImpossibleDateError):
            programme_dates.change(
                work, afternoon.date_id, replace(facts, places=7), member_id=afternoon.kohaku
            )


@pytest.mark.parametrize("now", [made.SATURDAY, made.SATURDAY + timedelta(days=1)])
def test_what_has_begun_is_not_moved(afternoon: Afternoon, now: datetime) -> None:
    afternoon.evening.set_clock(now)

    with pytest.raises(programme_dates.DateOverError):
        move(afternoon, hours=48)
