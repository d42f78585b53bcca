"""Danger within a pause: never met by silence, and never let around what was decided."""

from datetime import timedelta

import pytest

from domain.conversation import VisitState
from domain.errors import PlatformRefusedError, ReplyTokenSpentError
from domain.mark import Mark
from domain.pause import PauseLength
from domain.permission import Role
from services import marks, pauses
from tests.factories.counsellor import waiting
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.time import at
from tests.machinery.evening import Evening

KEPT = "メッセージ、受け取りました。"
LESSER = "つらくて今すぐ話したい"


@pytest.fixture
def paused(evening: Evening) -> Person:
    """Somebody who may come again in a week, and has said nothing since."""
    midori = OnDuty.comes(evening, "midori")
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    person = Person(evening)
    person.says("おい")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        marks.put(work, visit_id, Mark.HARD_WORDS, member_id=midori.member_id)
    with evening.program.open_work() as work:
        pauses.decide(work, visit_id, length=PauseLength.WEEK, member_id=kohaku.member_id)
    evening.work()
    return person


def test_the_wish_for_a_short_talk_is_kept_like_any_other_word(
    evening: Evening, paused: Person
) -> None:
    evening.set_clock(at(20, 40))

    assert paused.says("少しだけ話す")[0].startswith(KEPT)
    assert paused.presses("short_talk") == []

    assert not waiting(evening)
    assert paused.state is VisitState.OUT_OF_HOURS


def test_who_answers_now_is_said_again_to_danger_but_not_to_other_words(
    evening: Evening, paused: Person
) -> None:
    paused.says("おい")
    evening.pass_time(timedelta(hours=7).total_seconds())

    assert paused.says("おい") == []
    assert "119" in paused.says(LESSER)[-1]
    assert paused.says(LESSER) == []


def test_to_danger_it_is_worth_a_push(evening: Evening, paused: Person) -> None:
    evening.keep(evening.text(LESSER))
    evening.line.troubles.append(ReplyTokenSpentError())

    evening.work()

    said = paused.pushed[-1].bubbles
    assert said[0].startswith(KEPT)
    assert "119" in said[-1]


def test_an_answer_that_never_went_out_is_given_to_the_next_words(
    evening: Evening, paused: Person
) -> None:
    evening.line.troubles.append(PlatformRefusedError())
    assert paused.says("おい") == []

    assert paused.says("おい")[0].startswith(KEPT)


def test_words_that_are_changed_into_a_lesser_sign_stay_outside_the_line(
    evening: Evening, paused: Person
) -> None:
    evening.arrive(evening.text("おい", message_id="77"))
    message = {"id": "77", "type": "text", "text": LESSER}

    evening.arrive(evening.event("messageEdited", message=message))

    assert paused.visit.risk == 1
    assert not waiting(evening)
