"""Who is called at the opening: batches, so that no more come than can be met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

APART: Final = timedelta(minutes=2)
"""Between one batch and the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A visit that asked to be called, since when, and when it last was."""

    visit_id: UUID
    asked_at: datetime
    called_at: datetime | None = None


def batch_size(slots: int) -> int:
    """One and a half times the slots, rounded up; none without a slot."""
    return max(0, -(-3 * slots // 2))


def next_batch(
    asked: Iterable[Asked], *, slots: int, opened_at: datetime, now: datetime
) -> tuple[UUID, ...]:
    """Whom to call now, the longest waiting first.

    ``asked`` holds everybody who asked, those already called too: within any two minutes no more
    than one batch is called, however often and late this is asked, and nobody twice in the
    opening that began at ``opened_at``. Before it nobody is called.
    """
    if now < opened_at:
        return ()
    everybody = sorted(asked, key=lambda one: (one.asked_at, one.visit_id))
    called = [one.called_at for one in everybody if _is_called(one, opened_at)]
    lately = sum(called_at is not None and called_at > now - APART for called_at in called)
    left = [one.visit_id for one in everybody if not _is_called(one, opened_at)]
    return tuple(left[: max(0, batch_size(slots) - lately)])


def _is_called(one: Asked, opened_at: datetime) -> bool:
    return one.called_at is not None and one.called_at >= opened_at
