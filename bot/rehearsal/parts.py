"""What the program is given in a rehearsal in place of a machine: a clock, a bell, a writer.

Each does at once and in one thread what the real one does with time, Redis and threads.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.batches import Batches
from bot.queues import Bell
from domain.clock import Clock
from services.live import Topic
from services.work import JobName
from storage.queries import line_events
from storage.queries.line_events import KeptEvent

_MOMENT = timedelta(microseconds=1)


@dataclass(slots=True)
class Hand:
    """The hand of a clock that stands still until it is moved, and only ever goes forward."""

    at: datetime

    def move(self, moment: datetime) -> None:
        """Stand at a moment, a microsecond later than before at the least: no two are the same."""
        self.at = max(moment, self.at + _MOMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class StillClock(Clock):
    """The service's clock, showing where its hand stands."""

    hand: Hand

    def now(self) -> datetime:
        """The virtual time, aware and in UTC."""
        return self.hand.at


@dataclass(slots=True)
class Jobs:
    """The jobs that were rung for and nobody has done yet, in order."""

    waiting: list[tuple[JobName, UUID]] = field(default_factory=list)

    def ring(self, jobs: Sequence[tuple[JobName, UUID]]) -> bool:
        """Note jobs; the same one is waited for once."""
        self.waiting += [job for job in jobs if job not in self.waiting]
        return True


class QuietBell(Bell):
    """A bell without Redis: jobs are collected, open pages are told nothing."""

    def __init__(self, jobs: Jobs) -> None:  # nothing of the parent's is used: it is Redis
        self._jobs = jobs

    def ring(self, jobs: Sequence[tuple[JobName, UUID]]) -> bool:
        """Collect the jobs."""
        return self._jobs.ring(jobs)

    def tell(self, topics: Sequence[Topic]) -> None:
        """There are no pages."""


@dataclass(slots=True)
class Writer(Batches):
    """Keeps each webhook's events at once, without a thread."""

    def keep(self, events: list[KeptEvent]) -> None:
        """Store events for good, and ring for them."""
        bell = uuid4()
        with self.database.at_once() as connection:
            line_events.keep(connection, [(event, bell) for event in events])
        self.ring([(JobName.HANDLE_EVENTS, bell)])
