"""What came of a sign-up: no place, a date that does not take place, and the day it is."""

from datetime import datetime, timedelta

import pytest

from domain.clock import TOKYO
from domain.referral_code import CodePurpose
from domain.statistics.fact import FactKind
from services import home_violence, programmes, referral_codes
from services.portal import Answered
from storage.models.destination import Destination
from storage.models.programme import SignUp
from tests.factories import portal
from tests.factories import programmes as made
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.portal import key_of, types
from tests.factories.programmes import Afternoon
from tests.machinery.evening import Evening

FULL = "ごめんなさい。この日は、もういっぱいです。"
OVER = "ごめんなさい。この日の申し込みは、もう終わりました。"


@pytest.fixture
def afternoon(evening: Evening) -> Afternoon:
    return Afternoon.comes(evening)


def test_who_finds_no_place_in_a_talk_is_told_so_and_the_counsellor_reads_it(
    afternoon: Afternoon,
) -> None:
    evening = afternoon.evening
    full = made.date(evening, made.programme(evening, afternoon.kohaku), places=1)
    Person(evening, "b").presses(f"go:{full.hex}")
    midori = OnDuty.comes(evening, "midori", is_ready=False)
    afternoon.person.says("少し話したいです")
    visit_id = midori.talks.takes_next()

    assert afternoon.person.presses(f"go:{full.hex}") == [FULL]

    assert FULL in midori.talks.reads(visit_id)


def test_in_a_talk_a_sign_up_is_answered_with_its_card_and_taken_back_without_a_word(
    afternoon: Afternoon,
) -> None:
    evening, person = afternoon.evening, afternoon.person
    midori = OnDuty.comes(evening, "midori", is_ready=False)
    person.says("少し話したいです")
    visit_id = midori.talks.takes_next()

    said = person.presses(f"go:{afternoon.date_id.hex}")

    assert said[0].startswith("申し込みました。11月28日(土)の14時から、駅前の会館2階です。")
    assert len(evening.line.cards) == 1
    assert said[0] in str(midori.talks.reads(visit_id))
    assert person.says("11月28日14時をやめておく") == []
    assert afternoon.sign_up().withdrawn_at is not None
    assert "11月28日14時をやめておく" in midori.talks.reads(visit_id)


def test_nobody_signs_up_for_what_is_cancelled_or_over(afternoon: Afternoon) -> None:
    evening, person = afternoon.evening, afternoon.person
    over = made.date(evening, made.programme(evening, afternoon.kohaku), begins_at=made.TOMORROW)
    made.cancelled(evening, afternoon.kohaku, afternoon.date_id)
    evening.set_clock(made.TOMORROW)

    said = [person.presses(f"go:{each.hex}")[0] for each in (afternoon.date_id, over)]

    assert said == [OVER, OVER]
    with evening.program.open_look() as look:
        assert look.session.query(SignUp).count() == 0


@pytest.mark.parametrize("words", ["紹介コード", "こんばんは"])
def test_whoever_nobody_writes_to_unasked_is_told_of_it_when_they_write(
    afternoon: Afternoon, words: str
) -> None:
    evening, person = afternoon.evening, afternoon.person
    midori = OnDuty.comes(evening, "midori")
    person.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        home_violence.mark(work, visit_id, member_id=midori.member_id)
    midori.talks.ends(visit_id, with_goodbye=False)
    afternoon.signs_up()
    made.cancelled(evening, afternoon.kohaku, afternoon.date_id)
    evening.set_clock(datetime(2026, 11, 27, 22, 0, tzinfo=TOKYO))
    evening.tick()
    assert "お休みになりました" not in str(person.heard)

    said = person.says(words)

    assert said[-2].endswith("の14時の集まりは、天気のためお休みになりました。")
    assert "お休みになりました" not in str(person.says("紹介コード"))


def test_the_page_of_a_code_stays_for_whoever_signed_up_when_the_entry_runs_out(
    afternoon: Afternoon,
) -> None:
    afternoon.signs_up()
    subject = afternoon.sign_up().id
    with afternoon.evening.program.open_work() as work:
        date = programmes.get_date(work, afternoon.date_id)
        row = work.session.get_one(Destination, date.programme.facts.destination_id)
        row.valid_until = datetime(2026, 11, 1, tzinfo=TOKYO).date()
        code = referral_codes.shown(work, purpose=CodePurpose.SIGN_UP, subject_id=subject)
        at = referral_codes.page_address(work, purpose=CodePurpose.SIGN_UP, subject_id=subject)

    assert at is not None
    with afternoon.evening.program.open_look() as look:
        assert referral_codes.find_by_page(look, at.reveal().rpartition("/")[2]) == code


def test_what_cannot_be_confirmed_leaves_the_code_unused(afternoon: Afternoon) -> None:
    evening = afternoon.evening
    afternoon.signs_up()
    sign_up_id = afternoon.sign_up().id
    with evening.program.open_look() as look:
        code = referral_codes.shown(look, purpose=CodePurpose.SIGN_UP, subject_id=sign_up_id)
        date = programmes.get_date(look, afternoon.date_id)
    key = key_of(evening, portal.staff(evening, date.programme.facts.destination_id))
    answers = []
    for day in (
        made.SATURDAY - timedelta(days=1),
        made.SATURDAY + timedelta(days=1),
        made.SATURDAY,
    ):
        evening.set_clock(day)
        answers.append(types(evening, key, code).answered)

    assert answers == [Answered.NOT_THIS_ONE, Answered.NOT_THIS_ONE, Answered.CONFIRMED]
    assert len(afternoon.facts(FactKind.PROGRAMME_ATTENDED)) == 1
