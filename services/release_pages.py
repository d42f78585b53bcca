"""Releases as the coordinators' page shows them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.disclosure.closing import closed_periods
from domain.disclosure.release import FileKind, ReleaseState, Step, Trouble
from domain.errors import NotFoundError
from domain.statistics.periods import Period
from domain.statistics.table import Table
from services import release_tables, releases, shown
from services.work import Work
from storage.models.release import Release
from storage.queries import releases as rows
from storage.queries import stat_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One release in a list; names are members' aliases, None for the command line."""

    id: UUID
    number: int | None
    period: Period
    edition: int
    state: ReleaseState
    digest: str
    asked_by: str | None
    asked_at: datetime
    released_by: str | None
    released_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One release with everything it says.

    ``standing``: where nothing came of it, because nothing has changed, the one that stands.
    ``files`` are kind, name and digest. What the audit did for which small count is not among it:
    nobody is told which mark hides one.
    """

    release: Listed
    step: Step
    progress: int
    trouble: Trouble | None
    standing: UUID | None
    tables: tuple[Table, ...]
    threshold: int
    base: int
    files: tuple[tuple[FileKind, str, str], ...]


def periods(work: Work) -> tuple[Period, ...]:
    """What may be released, or has been; the latest first."""
    begins = next(stat_facts.days(work.session), None)
    if begins is None:
        return ()
    return tuple(closed_periods(begins, releases.today(work)))


def list_all(work: Work) -> tuple[Listed, ...]:
    """Every release there was or is to be, the latest asked for first.

    What was asked for and had nothing new to say is left out: what it repeats is there.
    """
    return tuple(
        _listed(work, row)
        for row in rows.list_all(work.session)
        if row.trouble is not Trouble.UNCHANGED
    )


def look(work: Work, release_id: UUID) -> Page:
    """One release. Raises NotFoundError."""
    row = rows.find(work.session, release_id)
    if row is None:
        raise NotFoundError("No such release")
    standing = rows.latest_told(work.session, row.first, row.last)
    is_repeated = row.trouble is Trouble.UNCHANGED and standing is not None
    return Page(
        release=_listed(work, row),
        step=row.step,
        progress=row.progress,
        trouble=row.trouble,
        standing=standing.id if standing is not None and is_repeated else None,
        tables=release_tables.read(row.tables),
        threshold=row.threshold,
        base=row.base,
        files=tuple(rows.digests(work.session, release_id)),
    )


def _listed(work: Work, row: Release) -> Listed:
    return Listed(
        id=row.id,
        number=row.number,
        period=release_tables.period_of(row),
        edition=row.edition,
        state=row.state,
        digest=row.digest,
        asked_by=shown.member_alias(work, row.asked_by),
        asked_at=row.asked_at,
        released_by=shown.member_alias(work, row.released_by),
        released_at=row.released_at,
    )
