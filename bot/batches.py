"""Keeps line events in batches: whoever comes first writes for all who wait.

A request lays its events down and asks for the pen. The one that gets it writes everything that
lies there in one transaction; the others find theirs written when their turn comes. So one commit,
with its wait for the disk, serves every request that came meanwhile. The bell is rung by a thread
of its own, once for whatever was committed since it last rang: an answer to LINE never waits for
Redis.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from bot.logs import get_log
from services.work import JobName
from storage.database import Database
from storage.queries import line_events
from storage.queries.line_events import KeptEvent

PATIENCE_SECONDS: Final = 1.6
"""LINE waits two seconds for an answer."""

_CONTACTS_A_BELL: Final = 8
"""Events of more people than this are rung for apart, so that several workers share them."""

Ring = Callable[[Sequence[tuple[JobName, UUID]]], bool]


class NotKeptError(Exception):
    """The events could not be stored; LINE should send them again."""


@dataclass(slots=True)
class _Slip:
    """One request's events, and whether they are written."""

    events: list[KeptEvent]
    is_kept: bool = False
    is_failed: bool = False


@dataclass(slots=True)
class Batches:
    """The writer of one process. ``keep`` may be called from many threads."""

    database: Database
    ring: Ring
    _slips: list[_Slip] = field(default_factory=list)
    _pile: threading.Lock = field(default_factory=threading.Lock)
    _pen: threading.Lock = field(default_factory=threading.Lock)
    _bells: "queue.SimpleQueue[set[UUID] | None]" = field(default_factory=queue.SimpleQueue)
    _ringer: threading.Thread | None = None

    def keep(self, events: list[KeptEvent]) -> None:
        """Store events for good; returns once they are committed.

        Raises:
            NotKeptError: they are not known to be stored.
        """
        slip = _Slip(events)
        with self._pile:
            self._slips.append(slip)
        if not self._pen.acquire(timeout=PATIENCE_SECONDS):
            raise NotKeptError
        try:
            if not slip.is_kept and not slip.is_failed:
                self._write_pile()
        finally:
            self._pen.release()
        if not slip.is_kept:
            raise NotKeptError

    def close(self) -> None:
        """Ring what is still to be rung, and stop."""
        if self._ringer is not None:
            self._bells.put(None)
            self._ringer.join(timeout=5)

    def _write_pile(self) -> None:
        with self._pile:
            slips, self._slips = self._slips, []
        try:
            bells = self._kept(slips)
        except (DataError, IntegrityError):
            # One that cannot be stored costs its neighbours nothing.
            bells = set().union(*(self._kept_alone(slip) for slip in slips))
        if bells:
            self._ring_later(bells)

    def _kept_alone(self, slip: _Slip) -> set[UUID]:
        try:
            return self._kept([slip])
        except (DataError, IntegrityError):
            slip.is_failed = True
            return set()

    def _kept(self, slips: list[_Slip]) -> set[UUID]:
        events, bells = _with_bells([event for slip in slips for event in slip.events])
        try:
            with self.database.connection() as connection:
                line_events.keep(connection, events)
        except (DataError, IntegrityError):
            raise
        except SQLAlchemyError as error:
            get_log().error("events not kept", trouble=type(error).__name__, count=len(events))
            for slip in slips:
                slip.is_failed = True
            return set()
        for slip in slips:
            slip.is_kept = True
        return bells

    def _ring_later(self, bells: set[UUID]) -> None:
        if self._ringer is None:
            self._ringer = threading.Thread(target=self._ring_on, name="ringer", daemon=True)
            self._ringer.start()
        self._bells.put(bells)

    def _ring_on(self) -> None:
        while (bells := self._bells.get()) is not None:
            due = set(bells)
            while not self._bells.empty():
                more = self._bells.get()
                if more is None:
                    self._bells.put(None)
                    break
                due |= more
            self.ring([(JobName.HANDLE_EVENTS, bell) for bell in due])


def _with_bells(events: list[KeptEvent]) -> tuple[list[KeptEvent], set[UUID]]:
    """Give every event its bell: one for all events of up to eight people."""
    bell_of: dict[bytes | None, UUID] = {}
    bell = uuid4()
    for event in events:
        if event.contact_id not in bell_of:
            if len(bell_of) % _CONTACTS_A_BELL == 0:
                bell = uuid4()
            bell_of[event.contact_id] = bell
    rung = [event._replace(batch_id=bell_of[event.contact_id]) for event in events]
    return rung, set(bell_of.values())
