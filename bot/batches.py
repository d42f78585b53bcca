"""Keeps line events in batches: one writer writes for all who wait.

A request lays its events down and waits. The writer, a thread of its own, writes everything that
lies there in one statement: one commit, with its wait for the disk, serves every request that came
meanwhile. The bell is rung by another thread, once for whatever was committed since it last rang:
an answer to LINE never waits for Redis.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError

from bot.logs import get_log, where_of
from services.work import JobName
from storage.database import Database
from storage.queries import line_events
from storage.queries.line_events import MOST_AT_ONCE, KeptEvent

PATIENCE_SECONDS: Final = 1.6
"""LINE waits two seconds for an answer."""

_BELLS: Final = 4
"""Events are shared out among so many bells, each person's to one: several workers can answer."""

_PAUSE_A_BELL_SECONDS: Final = 0.01

Ring = Callable[[Sequence[tuple[JobName, UUID]]], bool]


class NotKeptError(Exception):
    """The events could not be stored; LINE should send them again."""


class _Slip:
    """One request's events, whether they are written, and what the request waits at."""

    __slots__ = ("events", "is_kept", "is_settled")

    def __init__(self, events: list[KeptEvent]) -> None:
        self.events = events
        self.is_kept = False
        self.is_settled = threading.Lock()
        self.is_settled.acquire()

    def settle(self, *, is_kept: bool) -> None:
        """Let the request go on."""
        self.is_kept = is_kept
        self.is_settled.release()


@dataclass(slots=True)
class Batches:
    """The writer of one process. ``keep`` may be called from many threads."""

    database: Database
    ring: Ring
    _slips: "queue.SimpleQueue[_Slip | None]" = field(default_factory=queue.SimpleQueue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _writer: threading.Thread | None = None
    _ringer: "_Ringer | None" = None

    def keep(self, events: list[KeptEvent]) -> None:
        """Store events for good; returns once they are committed.

        Raises:
            NotKeptError: they are not known to be stored.
        """
        slip = _Slip(events)
        self._slips.put(slip)
        if self._writer is None:
            self._start()
        if not slip.is_settled.acquire(timeout=PATIENCE_SECONDS) or not slip.is_kept:
            raise NotKeptError

    def close(self) -> None:
        """Write what lies there, ring what is still to be rung, and stop."""
        with self._lock:
            writer, self._writer = self._writer, None
            ringer, self._ringer = self._ringer, None
        if writer is not None:
            self._slips.put(None)
            writer.join(timeout=5)
        if ringer is not None:
            ringer.close()

    def _start(self) -> None:
        with self._lock:
            if self._writer is None:
                self._ringer = _Ringer(self.ring)
                self._writer = threading.Thread(
                    target=self._write_on, args=(self._ringer,), name="writer", daemon=True
                )
                self._writer.start()

    def _write_on(self, ringer: "_Ringer") -> None:
        while (slip := self._slips.get()) is not None:
            slips, count = [slip], len(slip.events)
            while count < MOST_AT_ONCE and not self._slips.empty():
                slip = self._slips.get()
                if slip is None:
                    self._slips.put(None)
                    break
                slips.append(slip)
                count += len(slip.events)
            self._write(slips, ringer)

    def _write(self, slips: list[_Slip], ringer: "_Ringer") -> None:
        try:
            self._store(slips, ringer)
        except (DataError, IntegrityError) as error:
            if len(slips) == 1:
                _refuse(slips, error)
                return
            for slip in slips:  # one that cannot be stored costs its neighbours nothing
                self._write([slip], ringer)
        except Exception as error:  # noqa: BLE001 - the writer outlives whatever happens to a batch
            _refuse(slips, error)

    def _store(self, slips: list[_Slip], ringer: "_Ringer") -> None:
        bells = ringer.bells
        rung = [
            (event, bells[event.contact_id[0] % _BELLS if event.contact_id else 0])
            for slip in slips
            for event in slip.events
        ]
        try:
            with self.database.at_once() as connection:
                line_events.keep(connection, rung)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            # The database was away and may be back; what was written before vanishes as known.
            with self.database.at_once() as connection:
                line_events.keep(connection, rung)
        for slip in slips:
            slip.settle(is_kept=True)
        ringer.ring_soon({bell for _, bell in rung})


class _Ringer:
    """Rings for what was kept: at once, and at most a hundred bells a second.

    Events kept until the next ring share its bells. A bell that is being written to while it is
    rung is rung again afterwards.
    """

    def __init__(self, ring: Ring) -> None:
        self._ring = ring
        self._due: set[UUID] = set()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self.bells = _new_bells()
        self._thread = threading.Thread(target=self._ring_on, name="ringer", daemon=True)
        self._thread.start()

    def ring_soon(self, bells: set[UUID]) -> None:
        """Ring for bells whose events are committed."""
        with self._lock:
            self._due |= bells
        self._wake.set()

    def close(self) -> None:
        """Ring what is still to be rung, and stop."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout=5)

    def _ring_on(self) -> None:
        is_last = False
        while not is_last:
            self._wake.wait()
            is_last = self._stopping.is_set()
            self._wake.clear()
            with self._lock:
                due, self._due = self._due, set()
                self.bells = _new_bells()
            if due:
                self._ring([(JobName.HANDLE_EVENTS, bell) for bell in due])
            self._stopping.wait(_PAUSE_A_BELL_SECONDS * len(due))


def _new_bells() -> tuple[UUID, ...]:
    return tuple(uuid4() for _ in range(_BELLS))


def _refuse(slips: list[_Slip], error: Exception) -> None:
    if not isinstance(error, SQLAlchemyError):
        get_log().error("writer stumbled", trouble=type(error).__name__, where=where_of(error))
    count = sum(len(slip.events) for slip in slips)
    get_log().error("events not kept", trouble=type(error).__name__, count=count)
    for slip in slips:
        slip.settle(is_kept=False)
