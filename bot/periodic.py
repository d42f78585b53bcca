"""What runs by the clock, as a table. One process at a time does it, by a lease in the database.

Nothing here is a timer of its own: what is due stands in the database, and is found again after
any stop.
"""

import os
import secrets
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from bot import anchoring, friends_check, glasses, line_service, line_watch, portal_staff, self_test
from bot.logs import get_log, where_of
from bot.patrol import Patrol
from bot.queues import INBOUND, OUTBOUND, TELLING, has_jobs
from bot.wiring import Program
from services import (
    deliveries,
    departures,
    destination_import,
    destination_warnings,
    directory_import,
    directory_warnings,
    evening,
    handover_papers,
    intake,
    kept_pages,
    leases,
    lockout,
    made_sheets,
    notifications,
    portal,
    releases,
    sign_ups,
    staffing,
)
from services.evening import Step
from storage.queries import line_events, sessions

_TICK_SECONDS: Final = 1.0
_LEASE: Final = timedelta(seconds=5)
_UNRUNG_AFTER: Final = timedelta(seconds=2)
_EVENTS_KEPT: Final = timedelta(days=30)
"""LINE does not say for how long it redelivers; a month of ids is a small table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic:
    """One thing that is done every so often."""

    name: str
    every: timedelta
    act: Callable[[Program], None]


def sweep(program: Program) -> None:
    """Ring for whatever nobody has taken: lost bells, dead workers, retries that are due.

    Where jobs are waiting already nothing is added: it would be what they are there for, and
    whoever is behind would fall further behind.
    """
    names = (INBOUND, OUTBOUND, TELLING)
    _ring_again(program, [name for name in names if not has_jobs(program.redis, name)])


def keep_evening(program: Program, steps: Sequence[Step] = evening.STEPS) -> None:
    """Do whatever the evening's clock is due for, and serve the line where there is room.

    Each thing is an act of its own: one that fails is tried again a second later, and keeps
    none of the others waiting. So does a step that fails to say for whom it is due.
    """
    due = [(step, subject) for step in steps for subject in _due(program, step)]
    for step, subject in due:
        try:
            with program.open_work() as work:
                step.act(work, subject)
        except Exception as error:  # noqa: BLE001 - one person's trouble must not stop the evening
            _log_step(step, error)
    line_service.serve_if_needed(program)


def sweep_all(program: Program) -> None:
    """The same however many jobs wait: a bell may have been lost among others."""
    _ring_again(program, [INBOUND, OUTBOUND, TELLING])


def tidy(program: Program) -> None:
    """Forget old event ids and sessions that are over."""
    with program.open_work() as work:
        line_events.forget_before(work.session, work.now - _EVENTS_KEPT)
        sessions.purge(work.session, now=work.now)
        lockout.purge(work)
        kept_pages.purge(work)
        portal.purge(work)
        sign_ups.forget(work)
        handover_papers.clear_expired(work)


def warn_of_shifts(program: Program) -> None:
    """Keep the steps of warning that shifts without enough people have reached."""
    with program.open_look() as look:
        is_needed = staffing.is_due(look)
    if is_needed:
        with program.open_work() as work:
            staffing.warn(work)


def keep_directory(program: Program) -> None:
    """Fill an empty directory with what was shipped; tell of lines that run out in thirty days."""
    with program.open_look() as look:
        is_empty, is_due = directory_import.is_empty(look), directory_warnings.is_due(look)
    if not is_empty and not is_due:
        return
    with program.open_work() as work:
        added, told = directory_import.seed(work), directory_warnings.warn(work)
    get_log().info("directory looked through", number=added, count=told)


def ring_for_figures(program: Program) -> None:
    """Ring for figures nobody prepares: a bell was lost, or a worker died."""
    with program.open_look() as look:
        is_needed = releases.is_preparing(look) or made_sheets.waiting(look)
    if is_needed:
        with program.open_work() as work:
            releases.ring_again(work)
            made_sheets.ring_again(work)


def keep_destinations(program: Program) -> None:
    """Bring the made-up destinations into a demo; tell of those that run out in thirty days."""
    with program.open_look() as look:
        is_empty, is_due = destination_import.may_be_seeded(look), destination_warnings.is_due(look)
    if not is_empty and not is_due:
        return
    with program.open_work() as work:
        added, told = destination_import.seed(work), destination_warnings.warn(work)
    get_log().info("destinations looked through", number=added, count=told)


def fold_log(program: Program) -> None:
    """Let erased bytes leave SQLite's write-ahead log too."""
    program.database.fold_log()


TABLE: Final = (
    Periodic(name="sweep", every=timedelta(seconds=1), act=sweep),
    Periodic(name="keep_evening", every=timedelta(seconds=1), act=keep_evening),
    Periodic(name="sweep_all", every=timedelta(seconds=10), act=sweep_all),
    Periodic(name="fold_log", every=timedelta(seconds=3), act=fold_log),
    Periodic(name="tidy", every=timedelta(hours=1), act=tidy),
    Periodic(name="self_test", every=timedelta(minutes=1), act=self_test.run_if_due),
    Periodic(name="anchor_audit", every=timedelta(minutes=1), act=anchoring.anchor_if_due),
    Periodic(name="patrol_audit", every=timedelta(seconds=5), act=Patrol()),
    Periodic(name="end_glasses", every=timedelta(minutes=1), act=glasses.end_overdue),
    Periodic(name="warn_of_shifts", every=timedelta(minutes=1), act=warn_of_shifts),
    Periodic(name="keep_directory", every=timedelta(hours=1), act=keep_directory),
    Periodic(name="ring_for_figures", every=timedelta(minutes=1), act=ring_for_figures),
    Periodic(name="keep_destinations", every=timedelta(hours=1), act=keep_destinations),
    Periodic(name="ring_for_staff", every=timedelta(hours=1), act=portal_staff.ring_if_due),
    Periodic(name="check_friends", every=timedelta(hours=1), act=friends_check.run_if_due),
    Periodic(name="confirm_destination", every=timedelta(minutes=10), act=line_watch.confirm),
    Periodic(name="beat", every=timedelta(minutes=1), act=line_watch.beat),
)


def keep_time(program: Program) -> None:
    """Do everything in the table until SIGTERM or SIGINT."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    holder = f"{os.getpid()}-{secrets.token_hex(8)}"
    last_done: dict[str, datetime] = {}
    get_log().info("clock ready", process=os.getpid())
    while not stopping.wait(_TICK_SECONDS):
        try:
            if _has_lease(program, holder):
                _do_due(program, last_done)
        except SQLAlchemyError as error:
            get_log().error("clock without database", trouble=type(error).__name__)


def _due(program: Program, step: Step) -> Sequence[UUID]:
    """For whom a step is due, in a look of its own: a database lets nothing follow a failure."""
    try:
        with program.open_look() as look:
            return step.due(look)
    except Exception as error:  # noqa: BLE001 - one step's trouble must not stop the evening
        _log_step(step, error)
        return ()


def _log_step(step: Step, error: Exception) -> None:
    get_log().error(
        "evening step failed",
        where=where_of(error),
        trouble=f"{step.name} {type(error).__name__}",
    )


def _ring_again(program: Program, queue_names: Sequence[str]) -> None:
    with program.open_work() as work:
        if INBOUND in queue_names:
            intake.ring_again(work, older_than=_UNRUNG_AFTER)
        if OUTBOUND in queue_names:
            deliveries.ring_again(work, older_than=timedelta())
            departures.ring_again(work)
        if TELLING in queue_names:
            notifications.ring_again(work)


def _has_lease(program: Program, holder: str) -> bool:
    with program.open_work() as work:
        return leases.hold(work, "clock", holder, for_=_LEASE)


def _do_due(program: Program, last_done: dict[str, datetime]) -> None:
    now = program.clock.now()
    for row in TABLE:
        last = last_done.get(row.name)
        if last is not None and timedelta() <= now - last < row.every:
            continue
        last_done[row.name] = now
        try:
            row.act(program)
        except Exception as error:  # noqa: BLE001 - one row's failure must not stop the others
            get_log().error(
                "periodic failed",
                where=where_of(error),
                trouble=f"{row.name} {type(error).__name__}",
            )
