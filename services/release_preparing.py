"""Prepares a release: its figures are counted and protected, and what came of it is kept."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.disclosure.counting import count
from domain.disclosure.protection import Counted
from domain.disclosure.release import ReleaseState, Step
from domain.disclosure.rule import Rule
from domain.statistics.periods import Period
from domain.statistics.table import Table
from services import leases, monthly_sheet, release_ledger, release_tables, releases
from services.release_contents import Protected
from services.release_ledger import Told
from services.releases import File
from services.work import Work
from storage.models.release import ReleaseFile
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
    edition = 1 if latest is None else latest.edition + 1
    places = rows.organisations_by_kind(work.session, with_examples=work.house.with_examples)
    return Gathered(
        period=period,
        edition=edition,
        counted=count(monthly_sheet.material(work, period), places, edition=edition),
        told=release_ledger.told(work),
        rule=work.house.disclosure,
        before=() if latest is None else release_tables.read(latest.tables),
    )


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
    """Keep what was prepared, to be looked at and released.

    Raises:
        NotFoundError: the release is gone.
    """
    row = releases.get(work, release_id)
    row.edition, row.head = gathered.edition, gathered.told.head
    row.targets, row.trouble = protected.targets, protected.trouble
    row.tables = release_tables.written(protected.tables)
    row.findings = json.dumps([asdict(each) for each in release_tables.noted(protected)])
    row.digest = hashlib.sha256("".join(each.digest for each in files).encode()).hexdigest()
    row.state = ReleaseState.REFUSED if protected.trouble else ReleaseState.PREPARED
    row.step, row.progress, row.prepared_at = Step.WRITING, 100, work.now
    if protected.trouble is not None:
        return
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
