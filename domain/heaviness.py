"""Heavy talks: how many a counsellor has had in a row (DOMAIN §2.3, the care of counsellors)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final

from domain.risk_level import CONSULTED

A_BREAK: Final = timedelta(minutes=10)
"""Whoever took no talks for so long after a heavy one begins to count anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HadTalk:
    """A talk somebody had today; ``ended_at`` is None while they have it."""

    began_at: datetime
    ended_at: datetime | None
    is_heavy: bool


def is_heavy(*, risk: int, is_abuse: bool) -> bool:
    """Whether one talk was heavy to have: danger from R2 on, or words against the counsellor."""
    return risk >= CONSULTED or is_abuse


def in_a_row(talks: Sequence[HadTalk], *, ready_since: datetime) -> int:
    """How many of the latest talks were heavy, up to the last light one or the last break.

    ``ready_since`` is when the counsellor last began to take talks. A talk that goes on counts.
    """
    before = [talk for talk in talks if talk.began_at < ready_since]
    since = [talk for talk in talks if talk.began_at >= ready_since]
    counted = since if _is_rested(before, ready_since) else talks
    newest_first = sorted(counted, key=lambda talk: talk.began_at, reverse=True)
    return sum(1 for _ in takewhile(lambda talk: talk.is_heavy, newest_first))


def _is_rested(before: Sequence[HadTalk], ready_since: datetime) -> bool:
    """Whether there was a break between these talks and the time since which others are taken."""
    return all(
        talk.ended_at is not None and ready_since - talk.ended_at >= A_BREAK for talk in before
    )
