"""Prepares a release: its figures are counted and protected, and what came of it is kept."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from domain.disclosure.catalogue import ALL
from domain.disclosure.closing import months_of
from domain.disclosure.counting import count
from domain.disclosure.errors import LedgerMovedError
from domain.disclosure.merging import MERGED
from domain.disclosure.protection import Counted
from domain.disclosure.release import ReleaseState, Step
from domain.disclosure.rule import Rule
from domain.statistics.cohort import Cohort
from domain.statistics.periods import Length, Period
from domain.statistics.table import Table
from services import (
    entry_links,
    indicator_cohorts,
    leases,
    monthly_sheet,
    release_ledger,
    release_tables,
    releases,
)
from services.release_contents import Protected
from services.release_ledger import Told
from services.releases import File
from services.work import Work
from storage.models.release import Release, ReleaseFile
from storage.queries import releases as rows

PREPARING: Final = timedelta(minutes=3)
"""So long one process has to prepare a release before another may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything a release is prepared from: exact tables, and whatever was told before.

    ``before`` are the protected tables of the edition this one comes after, if there is one.
    """

    period: Period
    edition: int
    counted: tuple[Counted, ...]
    told: Told
    rule: Rule
    before: tuple[Table, ...] = ()


def gather(work: Work, period: Period) -> Gathered:
    """Count a period's tables, and read the ledger."""
    latest = releases.released(work, period)
    seen = rows.latest_told(work.session, *months_of(period))
    places = rows.organisations_by_kind(work.session, with_examples=work.house.with_examples)
    return Gathered(
        period=period,
        edition=1 if seen is None else seen.edition + 1,
        counted=count(
            monthly_sheet.material(work, period),
            places,
            edition=1 if seen is None else seen.edition + 1,
            alone=None if seen is None else _alone(release_tables.read(seen.tables)),
            cohorts=_cohorts(work, period),
            ways=entry_links.until(work, period.last),
        ),
        told=release_ledger.told(work),
        rule=work.house.disclosure,
        before=() if latest is None else release_tables.read(latest.tables),
    )


def renew(work: Work, release_id: UUID, *, holder: str) -> None:
    """Say that its holder still prepares it."""
    leases.hold(work, release_id.hex, holder, for_=PREPARING)


def take(work: Work, release_id: UUID, *, holder: str) -> Period | None:
    """The period of a release that is to be prepared, held by ``holder``; None if none is."""
    row = rows.find(work.session, release_id)
    if row is None or row.state is not ReleaseState.PREPARING:
        return None
    if not leases.hold(work, release_id.hex, holder, for_=PREPARING):
        return None
    releases.tell_progress(work, release_id, Step.COUNTING, 0)
    return release_tables.period_of(row)


def keep(
    work: Work,
    release_id: UUID,
    gathered: Gathered,
    protected: Protected,
    files: Sequence[File],
) -> None:
    """Keep what was prepared, to be looked at and released; from then on it counts as told.

    What was prepared of the period before is set aside. Another process may have been faster:
    then nothing is kept.

    Raises:
        NotFoundError: the release is gone.
        LedgerMovedError: something else was told since it was audited.
    """
    row = releases.get(work, release_id)
    if row.state is not ReleaseState.PREPARING:
        return
    if rows.last_told(work.session) != gathered.told.head:
        raise LedgerMovedError
    row.edition, row.head = gathered.edition, gathered.told.head
    row.targets, row.trouble = protected.targets, protected.trouble
    row.tables = release_tables.written(protected.tables)
    row.findings = json.dumps([asdict(each) for each in release_tables.noted(protected)])
    row.digest = releases.whole_digest(files)
    row.state = ReleaseState.REFUSED if protected.trouble else ReleaseState.PREPARED
    row.step, row.progress, row.prepared_at = Step.WRITING, 100, work.now
    if protected.trouble is not None:
        return
    _set_aside(work, row)
    row.told = gathered.told.head + 1
    try:
        work.session.flush()
    except IntegrityError:  # the place went to another at this moment
        raise LedgerMovedError from None
    release_ledger.add_cells(work, release_id, protected.cells)
    work.session.add_all(
        ReleaseFile(
            release_id=release_id,
            kind=each.kind,
            name=each.name,
            digest=each.digest,
            content=each.content,
        )
        for each in files
    )


def _set_aside(work: Work, row: Release) -> None:
    work.session.execute(
        update(Release)
        .where(
            Release.first == row.first,
            Release.last == row.last,
            Release.state == ReleaseState.PREPARED,
            Release.id != row.id,
        )
        .values(state=ReleaseState.SET_ASIDE)
    )


def _cohorts(work: Work, period: Period) -> tuple[Cohort, ...]:
    return indicator_cohorts.asked_for(work) if period.length is Length.YEAR else ()


def _alone(tables: Sequence[Table]) -> frozenset[str] | None:
    """Which kinds of places stood by themselves; another edition merges the same ones."""
    for table in tables:
        if table.key == "linked":
            return frozenset(row.code for row in table.rows) - {ALL, MERGED}
    return None
