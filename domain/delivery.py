"""What becomes of a message on its way out, as a table one can read aloud.

LINE answers 200 also for people who blocked us, so there is no "delivered": a message is
sent, and that is all we know (LINE developers' documentation, "Send messages").
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, unique
from typing import Final


@unique
class DeliveryState(StrEnum):
    """Where an outgoing message stands."""

    WAITING = "waiting"  # not sent yet, or between two tries
    SENT = "sent"  # LINE accepted it
    HELD = "held"  # goes out as soon as the person writes again
    FAILED = "failed"  # never went out, and will not
    UNKNOWN = "unknown"  # LINE may or may not have got it; it is not sent twice


@unique
class Reason(StrEnum):
    """Why a message stands where it stands; the console words it."""

    BUSY = "busy"  # LINE or the network is in trouble; another try follows
    REFUSED = "refused"  # LINE refuses this message
    FORBIDDEN = "forbidden"  # LINE does not let us in
    QUOTA = "quota"  # the month's pushes are used up
    TOO_LATE = "too_late"  # the free answer came too late
    BLOCKED = "blocked"  # the person has blocked the account
    NO_ANSWER = "no_answer"  # the connection ended before LINE's answer
    TOO_OLD = "too_old"  # 24 hours of tries are over
    UNREADABLE = "unreadable"  # its seal cannot be opened
    EXPIRED_NUMBER = "expired_number"  # it names a line that may not be named any more


@unique
class Road(StrEnum):
    """How a message goes out: a reply is free, a push is counted."""

    REPLY = "reply"
    PUSH = "push"


@unique
class Outcome(StrEnum):
    """What a try came to."""

    ACCEPTED = "accepted"
    BUSY = "busy"
    FAULT = "fault"
    UNSURE = "unsure"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    SPENT = "spent"
    QUOTA = "quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What follows a try: the new state, why, and when to try again (None: not by itself)."""

    state: DeliveryState
    reason: Reason | None = None
    again_in: timedelta | None = None


REPLY_TOKEN_LIFE: Final = timedelta(seconds=50)
"""LINE guarantees a minute after the webhook; the last ten seconds are left to the network."""

KEY_LIFE: Final = timedelta(hours=23)
"""LINE knows a retry key for 24 hours; after that the same key would send twice."""

_WAITS: Final = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 5, 10, 30, 60, 120, 300))
_MOST_FAULTS: Final = 6
"""So often LINE may fail over one reply; by then its token is too old to prove anything."""

_FORBIDDEN_WAIT: Final = timedelta(minutes=1)


_FINAL: Final = {
    Outcome.ACCEPTED: Step(state=DeliveryState.SENT),
    Outcome.QUOTA: Step(state=DeliveryState.HELD, reason=Reason.QUOTA),
    Outcome.REFUSED: Step(state=DeliveryState.FAILED, reason=Reason.REFUSED),
    Outcome.FORBIDDEN: Step(
        state=DeliveryState.WAITING, reason=Reason.FORBIDDEN, again_in=_FORBIDDEN_WAIT
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One try: its road, its number from 1, and what the tries before it leave open.

    ``is_reply_only`` is true of automatic notices: worth a free answer, never a push.
    ``was_unsure``: an earlier try ended without an answer, so it may have gone through.
    """

    road: Road
    number: int
    is_reply_only: bool = False
    was_unsure: bool = False


def after_try(outcome: Outcome, this: Try) -> Step:
    """What becomes of a message after a try (Messaging API, status codes)."""
    if outcome is Outcome.SPENT:
        return _after_spent_token(this)
    if outcome is Outcome.UNSURE and this.road is Road.REPLY:
        return _after_silence(this)
    if outcome is Outcome.FAULT and this.road is Road.REPLY and this.number >= _MOST_FAULTS:
        return Step(state=DeliveryState.UNKNOWN, reason=Reason.NO_ANSWER)
    if outcome in {Outcome.BUSY, Outcome.FAULT, Outcome.UNSURE}:
        wait = _WAITS[min(this.number, len(_WAITS)) - 1]
        return Step(state=DeliveryState.WAITING, reason=Reason.BUSY, again_in=wait)
    return _FINAL[outcome]


def _after_silence(this: Try) -> Step:
    """A reply has no retry key: it is tried once more with its token, then left in doubt."""
    if this.was_unsure:
        return Step(state=DeliveryState.UNKNOWN, reason=Reason.NO_ANSWER)
    return Step(state=DeliveryState.WAITING, reason=Reason.NO_ANSWER, again_in=timedelta())


def _after_spent_token(this: Try) -> Step:
    """Spent by our own unanswered try, perhaps: then nobody knows. Else simply too late."""
    if this.was_unsure:
        return Step(state=DeliveryState.UNKNOWN, reason=Reason.NO_ANSWER)
    if this.is_reply_only:
        return Step(state=DeliveryState.FAILED, reason=Reason.TOO_LATE)
    return Step(state=DeliveryState.WAITING, reason=Reason.TOO_LATE, again_in=timedelta())
