"""Releases of figures: asked for, prepared, looked at, released for good, fetched."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.disclosure.closing import is_closed, months_of
from domain.disclosure.errors import (
    AlteredFileError,
    LedgerMovedError,
    NotPreparedError,
    PeriodOpenError,
)
from domain.disclosure.release import FileKind, ReleaseState, Step
from domain.errors import NotFoundError
from domain.statistics.periods import Period
from services import audit
from services.work import JobName, Work
from storage.models.release import Release, ReleaseCell, ReleaseFile
from storage.queries import releases

_NOTED_DIGITS: Final = 32
"""Of a digest's 64, as many as a reason in the audit log has room for: 128 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file as it was written; ``name`` has nothing in it but the period and the edition."""

    kind: FileKind
    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def ask(work: Work, period: Period, *, member_id: UUID | None) -> UUID:
    """Ask for the figures of a period to be prepared; what could not be looked at goes.

    What was prepared before counts as told: unless counts have changed by more than one person
    could change them, nothing comes of it, and what was prepared before stands.

    Raises:
        PeriodOpenError: it is not over yet, or not for long enough.
    """
    if not is_closed(period, today(work)):
        raise PeriodOpenError
    release_id = begin(work, period, member_id=member_id)
    work.then(JobName.PREPARE_RELEASE, release_id)
    return release_id


def begin(work: Work, period: Period, *, member_id: UUID | None) -> UUID:
    """The row of a release that is being prepared; for whoever prepares it themselves."""
    first, last = months_of(period)
    _drop_unreleased(work, first, last)
    latest = releases.latest_told(work.session, first, last)
    rule = work.house.disclosure
    row = Release(
        id=uuid4(),
        number=None,
        told=None,
        first=first,
        last=last,
        edition=1 if latest is None else latest.edition + 1,
        state=ReleaseState.PREPARING,
        step=Step.COUNTING,
        progress=0,
        trouble=None,
        threshold=rule.threshold,
        base=rule.base,
        head=releases.last_told(work.session),
        targets=0,
        tables="",
        findings="",
        digest="",
        asked_by=member_id,
        asked_at=work.now,
        prepared_at=None,
        released_by=None,
        released_at=None,
    )
    work.session.add(row)
    work.session.flush()
    audit.note(
        work, Act.FIGURES_PREPARED, actor_id=member_id, subject=about(row.id), reason=period.code
    )
    return row.id


def release(work: Work, release_id: UUID, *, member_id: UUID | None) -> None:
    """Put a prepared release into the ledger, for good. Of two at the same time one wins.

    Raises:
        NotFoundError, NotPreparedError: there is none, or it is not ready.
        LedgerMovedError: something else was released at this moment.
    """
    row = get(work, release_id)
    if row.state is not ReleaseState.PREPARED:
        raise NotPreparedError
    row.number, row.state = releases.head(work.session) + 1, ReleaseState.RELEASED
    row.released_by, row.released_at = member_id, work.now
    try:
        work.session.flush()
    except IntegrityError:  # the number went to another release at this moment
        raise LedgerMovedError from None
    reason = row.digest[:_NOTED_DIGITS]
    audit.note(work, Act.FIGURES_RELEASED, actor_id=member_id, subject=about(row.id), reason=reason)


def fetch(work: Work, release_id: UUID, kind: FileKind, *, member_id: UUID | None) -> File:
    """A file of a release, as it was written, and that it leaves the house.

    Raises:
        NotFoundError: there is no such release, it is not released, or has no such file.
        AlteredFileError: it is not what was released.
    """
    row = get(work, release_id)
    rows = {each.kind: each for each in releases.files(work.session, release_id)}
    if kind not in rows or row.state is not ReleaseState.RELEASED:
        raise NotFoundError("No such file")
    files = [File(kind=each.kind, name=each.name, content=each.content) for each in rows.values()]
    if whole_digest(files) != row.digest:
        raise AlteredFileError("A released file was altered")
    [found] = [each for each in files if each.kind is kind]
    if found.digest != rows[kind].digest:
        raise AlteredFileError("A released file was altered")
    audit.note(
        work, Act.FIGURES_FETCHED, actor_id=member_id, subject=about(row.id), reason=kind.value
    )
    return found


def whole_digest(files: Iterable[File]) -> str:
    """The digest of a release: SHA-256 of its files' digests, in the order of their kinds."""
    return hashlib.sha256("".join(each.digest for each in files).encode()).hexdigest()


def get(work: Work, release_id: UUID) -> Release:
    """One release. Raises NotFoundError."""
    row = work.session.scalar(select(Release).where(Release.id == release_id).with_for_update())
    if row is None:
        raise NotFoundError("No such release")
    return row


def released(work: Work, period: Period) -> Release | None:
    """What was released of a period, in its last edition."""
    return releases.latest(work.session, *months_of(period))


def last_shown(work: Work, period: Period) -> Release | None:
    """What somebody was last shown of a period, released or not."""
    return releases.latest_told(work.session, *months_of(period))


def tell_progress(work: Work, release_id: UUID, step: Step, percent: int) -> None:
    """Say how far the preparation has come."""
    work.session.execute(
        update(Release)
        .where(Release.id == release_id, Release.state == ReleaseState.PREPARING)
        .values(step=step, progress=percent)
    )


def fail(work: Work, release_id: UUID) -> None:
    """Say that it could not be prepared, for a reason that is not in the figures."""
    work.session.execute(
        update(Release)
        .where(Release.id == release_id, Release.state == ReleaseState.PREPARING)
        .values(state=ReleaseState.FAILED)
    )


def is_preparing(work: Work) -> bool:
    """Whether somebody waits for figures."""
    return bool(releases.in_preparation(work.session))


def ring_again(work: Work) -> None:
    """Ring for releases nobody prepares: a bell was lost, or a worker died."""
    for row in releases.in_preparation(work.session):
        work.then(JobName.PREPARE_RELEASE, row.id)


def about(release_id: UUID) -> Subject:
    """The release, for the audit log."""
    return Subject(kind=SubjectKind.RELEASE, id=release_id)


def today(work: Work) -> date:
    """The day in Tokyo."""
    return work.now.astimezone(TOKYO).date()


def _drop_unreleased(work: Work, first: int, last: int) -> None:
    old = select(Release.id).where(
        Release.first == first, Release.last == last, Release.told.is_(None)
    )
    dropped = work.session.scalars(old).all()
    for table in (ReleaseCell, ReleaseFile):
        work.session.execute(delete(table).where(table.release_id.in_(dropped)))
    work.session.execute(delete(Release).where(Release.id.in_(dropped)))
