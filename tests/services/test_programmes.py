"""Programmes: from news that was asked for to somebody who came, and nobody knows who."""

from datetime import datetime, timedelta

import pytest

from domain.clock import TOKYO
from domain.errors import NotFoundError
from domain.portal import Key, UsedBy
from domain.programme import Room
from domain.referral_code import CodePurpose, CodeStep, read
from domain.statistics.fact import FactKind
from services import (
    attendance,
    interests,
    portal,
    programme_dates,
    programmes,
    referral_codes,
    sign_ups,
)
from services.interests import AskedBeforeError
from services.portal import Answered
from storage.models.programme import Interest, ProgrammeNews, SignUp
from tests.factories import programmes as made
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.programmes import Afternoon
from tests.machinery.evening import Evening

T51 = [
    "11月の居場所のお知らせです。11月28日(土)の14時から、駅前の会館2階で開きます。",
    "途中から来ても、途中で帰っても、話さなくても大丈夫です。",
]
REMINDER = "11月28日(土)の14時から、駅前の会館2階です。"


@pytest.fixture
def afternoon(evening: Evening) -> Afternoon:
    return Afternoon.comes(evening)


@pytest.mark.core
def test_from_news_to_somebody_who_came(afternoon: Afternoon) -> None:
    person, evening = afternoon.person, afternoon.evening
    afternoon.is_told()

    assert person.says("お知らせがほしい")[0].startswith("わかりました。")
    afternoon.is_tomorrow()
    assert person.heard == T51
    assert person.pushed[0].is_silent
    assert [choice.text for choice in person.pushed[0].choices] == ["見てみる", "もう送らないで"]

    assert "みなとの午後" in person.presses("programmes")[1]
    assert person.buttons[0] == "11月28日14時に申し込む"
    said = person.presses(f"go:{afternoon.date_id.hex}")
    [card] = evening.line.cards
    assert said[0].startswith("申し込みました。11月28日(土)の14時から")
    assert card.title.replace(" ", "") == _code(afternoon)
    assert card.preview == "番号のお知らせです。"
    person.says("紹介コード")
    assert evening.line.cards[-1].title == card.title

    assert person.says("前の日に知らせてほしい")[0].startswith("わかりました。前の日に")
    evening.set_clock(datetime(2026, 11, 27, 9, 59, tzinfo=TOKYO))
    evening.tick()
    assert REMINDER not in person.heard
    evening.tick(120)
    evening.tick(60)
    assert person.heard.count(REMINDER) == 1
    assert person.pushed[-1].is_silent

    evening.set_clock(made.SATURDAY)
    assert _confirm(afternoon) is Answered.CONFIRMED
    assert _confirm(afternoon) is not Answered.CONFIRMED
    [fact] = afternoon.facts(FactKind.PROGRAMME_ATTENDED)
    assert (fact.on, fact.codes) == (made.SATURDAY.date(), {"programme": "a_place_to_be"})
    assert fact.pseudonym not in {None, person.contact_id}


def test_whoever_does_not_come_after_all_says_so_with_a_word(afternoon: Afternoon) -> None:
    afternoon.signs_up()

    assert afternoon.person.says("やめておく")[0] == "わかりました。取り消しました。"

    assert _code(afternoon) is None
    with pytest.raises(NotFoundError), afternoon.evening.program.open_work() as work:
        attendance.attended(work, afternoon.sign_up().id, made.SATURDAY.date())
    assert afternoon.person.says("やめておく")[0] != "わかりました。取り消しました。"


def test_of_two_dates_one_is_asked_which(afternoon: Afternoon) -> None:
    evening, person = afternoon.evening, afternoon.person
    other = made.date(
        evening,
        made.programme(evening, afternoon.kohaku),
        begins_at=made.SATURDAY + timedelta(days=1),
    )
    afternoon.signs_up()
    person.presses(f"go:{other.hex}")

    assert person.says("やめておく") == ["どの日をやめておきますか。"]
    assert person.buttons == ["11月28日14時をやめておく", "11月29日14時をやめておく"]
    person.says("１１月２９日１４時をやめておく")

    with evening.program.open_look() as work:
        [(_, date, _)] = sign_ups.standing(work, person.contact)
    assert date.id == afternoon.date_id


def test_whoever_signed_up_is_told_that_it_does_not_take_place(afternoon: Afternoon) -> None:
    evening, person = afternoon.evening, afternoon.person
    afternoon.signs_up()
    evening.set_clock(datetime(2026, 11, 27, 22, 0, tzinfo=TOKYO))
    made.cancelled(evening, afternoon.kohaku, afternoon.date_id)
    evening.tick()
    assert person.heard == []

    evening.set_clock(datetime(2026, 11, 28, 9, 0, tzinfo=TOKYO))
    evening.tick()
    evening.tick(60)

    assert person.heard == [
        "ごめんなさい。11月28日(土)の14時の集まりは、天気のためお休みになりました。",
        "申し込みは取り消しました。行かなくて大丈夫です。",
    ]
    assert person.pushed[0].is_silent
    assert _code(afternoon) is None


def test_the_last_place_is_one_persons(afternoon: Afternoon) -> None:
    evening = afternoon.evening
    small = made.date(
        evening,
        made.programme(evening, afternoon.kohaku),
        begins_at=made.SATURDAY + timedelta(days=2),
        places=1,
    )
    afternoon.person.presses(f"go:{small.hex}")

    assert Person(evening, "b").presses(f"go:{small.hex}")[0].startswith("ごめんなさい。")
    with evening.program.open_look() as work:
        shown = programmes.get_date(work, small)
    assert (shown.room, shown.at_least) == (Room.FULL, None)


def test_a_sign_up_in_a_talk_counts_and_the_counsellor_reads_it(afternoon: Afternoon) -> None:
    midori = OnDuty.comes(afternoon.evening, "midori", is_ready=False)
    afternoon.person.says("少し話したいです")
    visit_id = midori.talks.takes_next()

    said = afternoon.person.presses(f"go:{afternoon.date_id.hex}")

    assert said[0].startswith("申し込みました。")
    assert afternoon.evening.line.cards[-1].title.replace(" ", "") == _code(afternoon)
    assert "11月28日14時に申し込む" in midori.talks.reads(visit_id)
    assert any(each.startswith("申し込みました。") for each in midori.talks.reads(visit_id))


def test_a_counsellor_asks_once_whether_news_may_be_sent(afternoon: Afternoon) -> None:
    evening, person = afternoon.evening, afternoon.person
    midori = OnDuty.comes(evening, "midori", is_ready=False)
    person.says("少し話したいです")
    visit_id = midori.talks.takes_next()
    with evening.program.open_work() as work:
        interests.ask(work, visit_id, member_id=midori.member_id)
    evening.work()
    assert evening.line.calls[-1].choices[0].text == "お知らせがほしい"

    with pytest.raises(AskedBeforeError), evening.program.open_work() as work:
        interests.ask(work, visit_id, member_id=midori.member_id)

    person.presses("news_wanted")
    with evening.program.open_look() as work:
        assert work.session.query(Interest).one().since_at is not None


def test_heads_add_up_to_the_last_number(afternoon: Afternoon) -> None:
    evening = afternoon.evening
    evening.set_clock(made.SATURDAY + timedelta(hours=3))
    for heads in (5, 7, 6):
        with evening.program.open_work() as work:
            programme_dates.keep_heads(work, afternoon.date_id, heads, member_id=None)

    assert sum(fact.number for fact in afternoon.facts(FactKind.PROGRAMME_HEADS)) == 6


def test_who_signed_up_is_forgotten_after_a_month(afternoon: Afternoon) -> None:
    afternoon.signs_up()
    afternoon.evening.set_clock(made.SATURDAY + timedelta(days=40))

    with afternoon.evening.program.open_work() as work:
        sign_ups.forget(work)

    with afternoon.evening.program.open_look() as work:
        assert work.session.query(SignUp).count() == 0
        assert work.session.query(ProgrammeNews).count() == 0


def _confirm(afternoon: Afternoon) -> Answered:
    """What the destination is answered when it types the code."""
    code = read((_code(afternoon) or "").lower()) or ""
    with afternoon.evening.program.open_work() as work:
        own = programmes.get_date(work, afternoon.date_id).programme.facts.destination_id
        key = Key(destination_ids=frozenset({own}), used_by=UsedBy.LINK, whose=b"once")
        return portal.redeem(work, key, code, CodeStep.CAME).answered


def _code(afternoon: Afternoon) -> str | None:
    with afternoon.evening.program.open_look() as work:
        return referral_codes.shown(
            work, purpose=CodePurpose.SIGN_UP, subject_id=afternoon.sign_up().id
        )
