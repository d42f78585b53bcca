"""What came of a sign-up: no place, a date that does not take place, and the day it is."""

from datetime import datetime, timedelta

import pytest

from domain.clock import TOKYO
from domain.referral_code import CodePurpose
from domain.statistics.fact import FactKind
from services import home_violence, programmes, referral_codes
from services.portal import Answered
from tests.factories import portal
from tests.factories import programmes as made
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.portal import key_of, types
from tests.factories.programmes import Afternoon
from tests.machinery.evening import Evening

FULL = "ごめんなさい。この日は、もういっぱいです。"


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
