"""Sending: the free answer first, strictly in order, each word once, with honest states."""

from collections.abc import Callable
from uuid import UUID

import pytest

from domain.delivery import DeliveryState, Reason
from domain.errors import (
    PlatformBusyError,
    PlatformError,
    PlatformForbiddenError,
    PlatformRefusedError,
    PlatformUnsureError,
    QuotaExhaustedError,
    ReplyTokenSpentError,
)
from tests.factories.counsellor import Counsellor
from tests.factories.tables import outbox
from tests.machinery.evening import Evening


def talk(evening: Evening) -> tuple[Counsellor, UUID]:
    """A talk that has begun, with nothing left to send and no fresh token."""
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    evening.pass_time(120)
    visit_id = midori.takes_next()
    evening.line.tried.clear()
    return midori, visit_id


def last_state(midori: Counsellor, visit_id: UUID) -> tuple[DeliveryState | None, Reason | None]:
    last = midori.sees(visit_id).messages[-1]
    return last.state, last.reason


def wait_and_sweep(evening: Evening, *seconds: float) -> None:
    for pause in seconds:
        evening.pass_time(pause)
        evening.sweep()


def test_a_fresh_token_is_used_once_and_then_it_is_pushed(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    evening.says("つらいです")

    midori.says(visit_id, "はい")
    midori.says(visit_id, "聞いています")

    assert [road for road, _ in evening.line.tried] == ["reply", "push"]
    assert evening.line.said[-2:] == ["はい", "聞いています"]


@pytest.mark.parametrize(
    ("age", "road"), [(0, "reply"), (49, "reply"), (50.1, "push"), (70, "push")]
)
def test_a_token_older_than_fifty_seconds_is_not_trusted(
    evening: Evening, age: float, road: str
) -> None:
    midori, visit_id = talk(evening)
    evening.says("つらいです")
    evening.pass_time(age)

    midori.says(visit_id, "はい")

    assert [tried for tried, _ in evening.line.tried] == [road]


def test_a_notice_that_came_too_late_is_not_pushed_and_the_next_word_is_answered(
    evening: Evening,
) -> None:
    evening.line.troubles.append(ReplyTokenSpentError())

    evening.says("こんばんは")
    assert [road for road, _ in evening.line.tried] == ["reply"]
    assert (outbox(evening)[0].state, outbox(evening)[0].reason) == (
        DeliveryState.FAILED,
        Reason.TOO_LATE,
    )
    evening.says("だれかいますか")

    assert "1番目です" in evening.line.said[0]
    assert [call.road for call in evening.line.calls] == ["reply"]


def test_words_whose_token_is_spent_are_pushed_instead(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    evening.says("つらいです")
    evening.line.troubles.append(ReplyTokenSpentError())

    midori.says(visit_id, "はい")

    assert [road for road, _ in evening.line.tried] == ["reply", "push"]
    assert evening.line.tried[1][1] is not None
    assert last_state(midori, visit_id) == (DeliveryState.SENT, None)


def test_the_retry_key_is_stored_before_the_first_try_and_stays(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    seen: list[UUID | None] = []
    stored: list[UUID | None] = []
    evening.line.troubles.extend([PlatformBusyError(), PlatformUnsureError(), PlatformBusyError()])
    push = evening.line.push

    def looked_at(*words: object) -> object:
        seen.append(words[2])  # type: ignore[arg-type] # the retry key
        stored.append(outbox(evening)[-1].call_key)
        return push(*words)  # type: ignore[arg-type] # the same words

    evening.line = Watched(evening.line, looked_at)  # type: ignore[assignment] # watched

    midori.says(visit_id, "はい")
    wait_and_sweep(evening, 2, 3, 6)

    assert len(seen) == 4
    assert len(set(seen)) == 1
    assert stored == seen
    assert last_state(midori, visit_id) == (DeliveryState.SENT, None)
    assert midori.evening.line.said.count("はい") == 1


class Watched:
    """LINE, with somebody watching the pushes."""

    def __init__(self, line: object, push: Callable[..., object]) -> None:
        self._line = line
        self.push = push

    def __getattr__(self, name: str) -> object:
        return getattr(self._line, name)


@pytest.mark.parametrize(
    ("trouble", "state", "reason"),
    [
        (PlatformBusyError(), DeliveryState.WAITING, Reason.BUSY),
        (PlatformUnsureError(), DeliveryState.WAITING, Reason.BUSY),
        (PlatformForbiddenError(), DeliveryState.WAITING, Reason.FORBIDDEN),
        (QuotaExhaustedError(), DeliveryState.HELD, Reason.QUOTA),
        (PlatformRefusedError(), DeliveryState.FAILED, Reason.REFUSED),
    ],
)
def test_the_talk_shows_what_became_of_a_push_and_why(
    evening: Evening, trouble: PlatformError, state: DeliveryState, reason: Reason
) -> None:
    midori, visit_id = talk(evening)
    evening.line.troubles.append(trouble)

    midori.says(visit_id, "はい")

    assert last_state(midori, visit_id) == (state, reason)
    assert len(evening.line.tried) == 1
    wait_and_sweep(evening, 61)
    is_tried_again = state is DeliveryState.WAITING
    assert evening.line.said.count("はい") == (1 if is_tried_again else 0)


def test_what_the_quota_holds_back_goes_out_when_the_person_writes(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    evening.line.troubles.extend([QuotaExhaustedError(), QuotaExhaustedError()])
    midori.says(visit_id, "ひとつめ")
    midori.says(visit_id, "ふたつめ")
    wait_and_sweep(evening, 3600)
    assert len(evening.line.tried) == 2

    evening.says("います")

    assert evening.line.calls[-1].road == "reply"
    assert evening.line.calls[-1].bubbles == ("ひとつめ", "ふたつめ")


def test_what_the_quota_holds_back_goes_out_with_a_button_too(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    evening.line.troubles.append(QuotaExhaustedError())
    midori.says(visit_id, "ひとつめ")

    evening.arrive(evening.event("postback", postback={"data": "how"}))

    assert evening.line.calls[-1].bubbles[0] == "ひとつめ"
    assert evening.line.calls[-1].road == "reply"


def test_tries_end_before_line_forgets_the_key(evening: Evening) -> None:
    midori, visit_id = talk(evening)
    evening.line.troubles.extend([PlatformBusyError()] * 500)
    midori.says(visit_id, "はい")

    for _ in range(24):
        wait_and_sweep(evening, 3600)

    assert last_state(midori, visit_id) == (DeliveryState.FAILED, Reason.TOO_OLD)
    assert len({key for _, key in evening.line.tried}) == 1
