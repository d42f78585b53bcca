"""Alerts: a possible danger somebody must acknowledge. A row that stands until a human has seen it.

What follows a sign depends on where the person is (DOMAIN §2.8).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final, TypeVar

from domain.risk_level import JOINED

_Who = TypeVar("_Who", bound=Hashable)

ACKNOWLEDGED_WITHIN: Final = timedelta(minutes=2)
"""Whoever is called has this long; then the next one is called."""


@unique
class Origin(StrEnum):
    """Where a sign came from."""

    DETECTED = "detected"  # the person's words
    EDITED = "edited"  # words that were put in the place of others
    DECLARED = "declared"  # the button つらくて今すぐ話したい
    ANSWERED = "answered"  # one of the questions
    COUNSELLOR = "counsellor"  # 危険, by whoever has the talk
    SUPERVISOR = "supervisor"
    RECORD = "record"  # written down afterwards
    SURVEYED = "surveyed"  # つらくなった, after a talk
    CARRIED = "carried"  # brought along from the visit before: nobody has dealt with it yet


@unique
class Situation(StrEnum):
    """Where the person was when the sign came."""

    NOBODY_HERE = "nobody_here"  # closed: T13 within seconds
    WAITING = "waiting"  # in the line: T14, a human within five minutes
    TALKING = "talking"  # in a talk: no machine speaks
    AFTERWARDS = "afterwards"  # the talk is over, the window open


CALLED_FROM: Final = 2
"""From this level on people are called; below, the board shows it (R1) or the talk alone (0)."""

# Distances, not differences: a clock that is set back by an hour must not silence an alert for one.

ANEW_AFTER: Final = timedelta(minutes=10)
"""A sign so long after somebody has acknowledged has to be acknowledged again."""

SERVED_WITHIN: Final = timedelta(minutes=5)
"""Whoever waits with danger meets a human within this time, or the supervisor takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an alert stands: its level, and when it was acknowledged, if it was."""

    level: int
    acknowledged_at: datetime | None


def is_anew(standing: Standing, *, level: int, now: datetime) -> bool:
    """Whether a further sign of this level has to be acknowledged, whatever was before."""
    if level < 1:
        return False
    if level > standing.level or standing.acknowledged_at is None:
        return True
    return abs(now - standing.acknowledged_at) >= ANEW_AFTER


def lets_go(
    standing: Standing, *, waiting_since: datetime | None, is_alone: bool, now: datetime
) -> bool:
    """Whether what follows an acknowledgement has not come: then it is to be given again.

    ``waiting_since``: the person waits, and has since then, in danger. ``is_alone``: the talk runs
    without a supervisor.
    """
    acknowledged_at = standing.acknowledged_at
    if acknowledged_at is None or abs(now - acknowledged_at) < ACKNOWLEDGED_WITHIN:
        return False
    if is_alone and standing.level >= JOINED:
        return True
    if waiting_since is None or standing.level < CALLED_FROM:
        return False
    return now - waiting_since >= SERVED_WITHIN


def next_called(
    order: Sequence[_Who], called: Sequence[tuple[_Who, datetime]], *, now: datetime
) -> _Who | None:
    """Whom to call now: the next of the order, and after its end the first again.

    ``called`` are the calls so far, of this alert and since it was last to be called, each with
    its time. None while somebody who was called may still answer, or where there is nobody.
    """
    if any(abs(now - at) < ACKNOWLEDGED_WITHIN for _, at in called):
        return None
    counts = Counter(who for who, _ in called)
    return min(order, key=lambda who: counts[who], default=None)


def joined_signs(before: str, found: Iterable[str]) -> str:
    """The codes of what was found so far and now, each once, as they are kept."""
    return ",".join(dict.fromkeys([*filter(None, before.split(",")), *found]))
