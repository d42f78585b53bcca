"""Prepares the figures of a period: counted, protected, audited, written as files.

Loaded only where it is done (``bot.preparing``): it brings a library for integer programming.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from bot.wiring import Program
from console import export_report
from domain.disclosure.errors import LedgerMovedError
from domain.disclosure.release import Step, progress
from domain.statistics.periods import Period
from services import release_preparing, release_protecting, releases
from services.release_contents import Protected
from services.release_preparing import Gathered
from services.releases import File

Tell = Callable[[Step, int], None]
"""Is told which step is at how many per cent of the whole."""

_AT_LEAST: Final = 5
"""So many per cent further is worth an act of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What came of it; no files where nothing may be released."""

    gathered: Gathered
    protected: Protected
    files: tuple[File, ...]


def prepare(program: Program, release_id: UUID) -> None:
    """Prepare a release somebody asked for, and keep it to be looked at."""
    holder = secrets.token_hex(8)
    with program.open_work() as work:
        period = release_preparing.take(work, release_id, holder=holder)
    if period is None:
        return
    try:
        tell = _Teller(program, release_id, holder)
        while not _is_kept(program, release_id, make(program, period, tell=tell)):
            continue  # others were told something meanwhile: against that, too
    except Exception:
        with program.open_work() as work:
            releases.fail(work, release_id)
        raise


def _is_kept(program: Program, release_id: UUID, made: Prepared) -> bool:
    try:
        with program.open_work() as work:
            release_preparing.keep(work, release_id, made.gathered, made.protected, made.files)
    except LedgerMovedError:
        return False
    return True


def make(program: Program, period: Period, *, tell: Tell) -> Prepared:
    """Count, protect, audit and write the figures of a period; nothing is kept."""
    tell(Step.COUNTING, progress(Step.COUNTING, 0, 1))
    with program.open_look() as look:
        gathered = release_preparing.gather(look, period)
        made_on, name = releases.today(look), look.house.schedule.place
    protected = release_protecting.protect(
        gathered.counted,
        gathered.told,
        gathered.rule,
        tell=lambda done, of: tell(Step.ATTACKING, progress(Step.ATTACKING, done, of)),
    )
    if protected.trouble is not None:
        return Prepared(gathered=gathered, protected=protected, files=())
    tell(Step.WRITING, progress(Step.WRITING, 0, 1))
    report = export_report.report(gathered, protected.tables, made_on=made_on, organisation=name)
    return Prepared(
        gathered=gathered, protected=protected, files=export_report.files(report, period)
    )


class _Teller:
    """Tells the database, not more often than anybody would see."""

    def __init__(self, program: Program, release_id: UUID, holder: str) -> None:
        self._program = program
        self._release_id = release_id
        self._holder = holder
        self._told: tuple[Step, int] | None = None

    def __call__(self, step: Step, percent: int) -> None:
        if self._told is not None:
            said, before = self._told
            if said is step and percent - before < _AT_LEAST:
                return
        self._told = (step, percent)
        with self._program.open_work() as work:
            release_preparing.renew(work, self._release_id, holder=self._holder)
            releases.tell_progress(work, self._release_id, step, percent)
