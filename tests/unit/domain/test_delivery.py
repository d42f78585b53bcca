"""What becomes of a message after each kind of answer: the whole table."""

from itertools import product

import pytest

from domain.delivery import DeliveryState, Outcome, Reason, Road, Step, Try, after_try

WAITING = DeliveryState.WAITING


def step(outcome: Outcome, road: Road = Road.PUSH, number: int = 1, **more: bool) -> Step:
    return after_try(outcome, Try(road=road, number=number, **more))


@pytest.mark.parametrize(("outcome", "road"), [*product(Outcome, Road)])
def test_every_outcome_has_a_step_and_a_final_one_is_not_tried_again(
    outcome: Outcome, road: Road
) -> None:
    follows = step(outcome, road)

    assert (follows.again_in is not None) == (follows.state is WAITING)
    assert (follows.reason is None) == (follows.state is DeliveryState.SENT)


@pytest.mark.parametrize("road", Road)
def test_each_answer_leads_to_its_honest_state(road: Road) -> None:
    assert step(Outcome.ACCEPTED, road).state is DeliveryState.SENT
    assert step(Outcome.REFUSED, road) == Step(state=DeliveryState.FAILED, reason=Reason.REFUSED)
    assert step(Outcome.QUOTA, road) == Step(state=DeliveryState.HELD, reason=Reason.QUOTA)
    assert step(Outcome.FORBIDDEN, road).state is WAITING


def test_trouble_is_waited_out_longer_each_time_up_to_five_minutes() -> None:
    waits = [step(Outcome.BUSY, number=number).again_in for number in range(1, 40)]

    seconds = [wait.total_seconds() for wait in waits if wait is not None]
    assert seconds == sorted(seconds)
    assert (seconds[0], seconds[-1]) == (1, 300)


def test_a_push_without_an_answer_is_tried_again_with_its_key() -> None:
    assert step(Outcome.UNSURE).state is WAITING
    assert step(Outcome.UNSURE, number=9).state is WAITING


def test_a_reply_without_an_answer_is_tried_once_more_then_left_in_doubt() -> None:
    assert step(Outcome.UNSURE, Road.REPLY).state is WAITING
    again = step(Outcome.UNSURE, Road.REPLY, number=2, was_unsure=True)
    assert again == Step(state=DeliveryState.UNKNOWN, reason=Reason.NO_ANSWER)


def test_a_spent_token_after_doubt_leaves_doubt() -> None:
    doubt = step(Outcome.SPENT, Road.REPLY, number=2, was_unsure=True)

    assert doubt == Step(state=DeliveryState.UNKNOWN, reason=Reason.NO_ANSWER)


def test_a_spent_token_sends_words_by_push_and_lets_a_notice_go() -> None:
    assert step(Outcome.SPENT, Road.REPLY).state is WAITING
    notice = step(Outcome.SPENT, Road.REPLY, is_reply_only=True)
    assert notice == Step(state=DeliveryState.FAILED, reason=Reason.TOO_LATE)
