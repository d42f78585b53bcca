"""What is said to danger is true when it arrives: who is called, and whether it was said at all."""

from datetime import date

import pytest

from domain.delivery import DeliveryState, Reason
from domain.errors import (
    PlatformBusyError,
    PlatformRefusedError,
    PlatformUnsureError,
    QuotaExhaustedError,
    ReplyTokenSpentError,
)
from tests.factories.alarm import T13, T14
from tests.factories.organisations import joins
from tests.factories.person import Person
from tests.factories.phone_tree import branch, has_tree
from tests.factories.tables import outbox
from tests.factories.time import at, count
from tests.machinery.evening import Evening

WISH = "もう死にたいです"
LESSER = "つらくて今すぐ話したい"
CALLED = "ごめんなさい。今は、ここに人がいない時間です。当番の者に、知らせています。"


@pytest.fixture
def person(evening: Evening) -> Person:
    """Somebody at night."""
    evening.set_clock(at(3, 12, day=25))
    return Person(evening)


def test_that_somebody_is_being_told_is_said_where_somebody_is(
    evening: Evening, person: Person
) -> None:
    has_tree(evening, branch("夜間の当番", is_on_call=True))

    assert CALLED in person.says(WISH)


def test_it_is_not_said_of_a_sign_for_which_nobody_is_called(
    evening: Evening, person: Person
) -> None:
    has_tree(evening, branch("夜間の当番", is_on_call=True))

    assert T13 in person.says(LESSER)


def test_it_is_not_said_of_an_organisation_that_joins_later(
    evening: Evening, person: Person
) -> None:
    has_tree(evening, branch("夜間の当番", organisation="shien", is_on_call=True))
    joins(evening, "shien", date(2027, 4, 1))

    assert T13 in person.says(WISH)


def test_an_answer_nobody_knows_the_fate_of_is_given_to_the_next_sign(
    evening: Evening, person: Person
) -> None:
    evening.line.troubles.extend([PlatformUnsureError(), PlatformUnsureError()])
    person.says(WISH)
    evening.pass_time(30)
    evening.sweep()
    assert outbox(evening)[-1].state is DeliveryState.UNKNOWN

    assert T13 in person.says(WISH)


def test_what_was_held_until_somebody_is_here_is_not_said_any_more(
    evening: Evening, person: Person
) -> None:
    is_held(evening)
    assert outbox(evening)[-1].state is DeliveryState.HELD
    evening.set_clock(at(16, 5, day=25))

    assert T13 not in person.says("はい")

    assert count(evening, T13) == 0


def test_what_was_held_for_a_moment_goes_out_with_the_next_word(
    evening: Evening, person: Person
) -> None:
    is_held(evening)
    evening.pass_time(60)

    assert T13 in person.says("はい")


def test_what_was_held_for_hours_is_said_anew_to_a_new_sign(
    evening: Evening, person: Person
) -> None:
    is_held(evening)
    evening.pass_time(3600)

    assert person.says(WISH).count(T13) == 1


def test_whoever_was_never_answered_is_answered_at_calm_words_too(
    evening: Evening, person: Person
) -> None:
    is_held(evening)
    evening.pass_time(3600)

    assert person.says("ねむれない").count(T13) == 1


def test_what_line_was_too_busy_for_is_said_anew_as_it_is_then(
    evening: Evening, person: Person
) -> None:
    evening.line.troubles.extend([PlatformBusyError()] * 4)
    person.says(WISH)
    assert outbox(evening)[-1].state is DeliveryState.WAITING

    evening.pass_time(900)
    evening.line.troubles.clear()
    evening.sweep()

    first, anew = outbox(evening)
    assert (first.state, first.reason) == (DeliveryState.UNKNOWN, Reason.TOO_LATE)
    assert anew.state is DeliveryState.SENT
    assert count(evening, T13) == 1


def test_a_promise_that_never_went_out_is_made_to_the_next_sign(evening: Evening) -> None:
    person = Person(evening)
    evening.line.troubles.append(PlatformRefusedError())
    person.says(WISH)
    assert outbox(evening)[-1].state is DeliveryState.FAILED

    assert T14 in person.says(WISH)


def is_held(evening: Evening) -> None:
    """Danger is written; the reply token is gone, and the month's pushes are used up."""
    evening.line.troubles.extend([ReplyTokenSpentError(), QuotaExhaustedError()])
    evening.says(WISH)
