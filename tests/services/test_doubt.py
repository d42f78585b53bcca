"""When an answer is missing or a worker dies: never twice if it can be known, else said so."""

from uuid import UUID

import pytest

from domain.delivery import DeliveryState, Outcome, Reason
from domain.errors import (
    PlatformBusyError,
    PlatformError,
    PlatformUnsureError,
    ReplyTokenSpentError,
)
from services import deliveries
from services.deliveries import Call
from tests.factories.counsellor import Counsellor
from tests.factories.tables import outbox
from tests.machinery.evening import Evening

LEASE_SECONDS = deliveries.LEASE.total_seconds() + 1


def talk(evening: Evening, *, with_token: bool) -> tuple[Counsellor, UUID]:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    evening.pass_time(120)
    evening.sweep()
    if with_token:
        evening.says("つらいです")
    evening.line.tried.clear()
    return midori, visit_id


def killed_while_sending(evening: Evening, midori: Counsellor, visit_id: UUID) -> Call:
    """A worker takes the call, and dies before it writes down what came of it."""
    midori.writes(visit_id, "はい")
    evening.jobs.clear()
    with evening.program.open_work() as work:
        call = deliveries.next_call(work, outbox(evening)[-1].id)
    assert call is not None
    return call


def state(midori: Counsellor, visit_id: UUID) -> tuple[DeliveryState | None, Reason | None]:
    last = midori.sees(visit_id).messages[-1]
    return last.state, last.reason


def test_a_push_of_a_killed_worker_is_repeated_with_its_key(evening: Evening) -> None:
    midori, visit_id = talk(evening, with_token=False)
    call = killed_while_sending(evening, midori, visit_id)
    evening.sweep()
    assert not evening.line.tried

    evening.pass_time(LEASE_SECONDS)
    evening.sweep()

    assert evening.line.tried == [("push", call.key)]
    assert state(midori, visit_id) == (DeliveryState.SENT, None)


def test_a_reply_of_a_killed_worker_is_tried_once_more_with_its_token(evening: Evening) -> None:
    midori, visit_id = talk(evening, with_token=True)
    call = killed_while_sending(evening, midori, visit_id)
    evening.says("まだ話していいですか")

    evening.pass_time(LEASE_SECONDS)
    evening.sweep()

    assert call.reply_token is not None
    assert evening.line.calls[-1].to == call.reply_token.reveal()
    assert state(midori, visit_id)[0] is None
    assert [row.state for row in outbox(evening)][-1] is DeliveryState.SENT


def test_a_reply_that_may_have_gone_out_is_left_in_doubt_and_never_pushed(
    evening: Evening,
) -> None:
    midori, visit_id = talk(evening, with_token=True)
    killed_while_sending(evening, midori, visit_id)
    evening.line.troubles.append(ReplyTokenSpentError())

    evening.pass_time(LEASE_SECONDS)
    evening.sweep()
    evening.pass_time(3600)
    evening.sweep()

    assert [road for road, _ in evening.line.tried] == ["reply"]
    assert state(midori, visit_id) == (DeliveryState.UNKNOWN, Reason.NO_ANSWER)


@pytest.mark.parametrize(
    ("troubles", "tries"),
    [
        ([PlatformUnsureError(), PlatformUnsureError()], 2),
        ([PlatformUnsureError(), ReplyTokenSpentError()], 2),
        ([PlatformUnsureError(), PlatformBusyError(), ReplyTokenSpentError()], 3),
        (
            [
                PlatformUnsureError(),
                PlatformBusyError(),
                PlatformBusyError(),
                ReplyTokenSpentError(),
            ],
            4,
        ),
    ],
)
def test_after_a_missing_answer_no_later_answer_makes_it_a_push(
    evening: Evening, troubles: list[PlatformError], tries: int
) -> None:
    midori, visit_id = talk(evening, with_token=True)
    evening.line.troubles.extend(troubles)

    midori.says(visit_id, "はい")
    for seconds in (5, 5, 20, 60, 600):
        evening.pass_time(seconds)
        evening.sweep()

    assert [road for road, _ in evening.line.tried] == ["reply"] * tries
    assert state(midori, visit_id) == (DeliveryState.UNKNOWN, Reason.NO_ANSWER)
    assert not [row for row in outbox(evening) if row.sealed]


def test_doubt_that_line_never_lifts_stays_doubt(evening: Evening) -> None:
    midori, visit_id = talk(evening, with_token=True)
    evening.line.troubles.extend([PlatformUnsureError(), *[PlatformBusyError()] * 100])

    midori.says(visit_id, "はい")
    for _ in range(26):
        evening.pass_time(3600)
        evening.sweep()

    assert {road for road, _ in evening.line.tried} == {"reply"}
    assert state(midori, visit_id) == (DeliveryState.UNKNOWN, Reason.TOO_OLD)


def test_after_doubt_the_second_reply_may_go_through(evening: Evening) -> None:
    midori, visit_id = talk(evening, with_token=True)
    evening.line.troubles.append(PlatformUnsureError())

    midori.says(visit_id, "はい")

    assert [road for road, _ in evening.line.tried] == ["reply", "reply"]
    assert state(midori, visit_id) == (DeliveryState.SENT, None)


def test_while_one_word_is_in_doubt_the_next_still_goes_after_it(evening: Evening) -> None:
    midori, visit_id = talk(evening, with_token=True)
    evening.line.troubles.extend([PlatformUnsureError(), PlatformUnsureError()])
    midori.writes(visit_id, "ひとつめ")
    evening.work()
    midori.says(visit_id, "ふたつめ")

    assert evening.line.said[-1] == "ふたつめ"
    states = [message.state for message in midori.sees(visit_id).messages][-2:]
    assert states == [DeliveryState.UNKNOWN, DeliveryState.SENT]


def test_busy_gives_the_token_back_as_nothing_came_of_it(evening: Evening) -> None:
    midori, visit_id = talk(evening, with_token=True)
    evening.line.troubles.append(PlatformBusyError())

    midori.says(visit_id, "はい")
    evening.pass_time(2)
    evening.sweep()

    assert [road for road, _ in evening.line.tried] == ["reply", "reply"]
    assert state(midori, visit_id) == (DeliveryState.SENT, None)


def test_the_word_of_a_worker_thought_dead_counts_if_it_comes_in_time(evening: Evening) -> None:
    midori, visit_id = talk(evening, with_token=False)
    call = killed_while_sending(evening, midori, visit_id)
    evening.line.troubles.append(PlatformBusyError())
    evening.pass_time(LEASE_SECONDS)
    evening.sweep()

    with evening.program.open_work() as work:
        deliveries.settle_call(work, call.key, Outcome.ACCEPTED, request_id="r")
    evening.pass_time(60)
    evening.sweep()

    assert len(evening.line.tried) == 1
    assert state(midori, visit_id) == (DeliveryState.SENT, None)


def test_a_result_is_written_down_once(evening: Evening) -> None:
    midori, visit_id = talk(evening, with_token=False)
    call = killed_while_sending(evening, midori, visit_id)

    for outcome in (Outcome.ACCEPTED, Outcome.REFUSED, Outcome.BUSY):
        with evening.program.open_work() as work:
            deliveries.settle_call(work, call.key, outcome, request_id=None)

    assert state(midori, visit_id) == (DeliveryState.SENT, None)
