"""Releases, their files and their cells."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.disclosure.release import FileKind, ReleaseState
from storage.models.destination import Destination
from storage.models.release import Release, ReleaseCell, ReleaseFile


def head(session: Session) -> int:
    """The last number of the ledger, 0 while it is empty."""
    return session.scalar(select(func.max(Release.number))) or 0


def last_told(session: Session) -> int:
    """The last place among everything anybody has been shown, 0 while there is nothing."""
    return session.scalar(select(func.max(Release.told))) or 0


def latest_told(session: Session, first: int, last: int) -> Release | None:
    """What somebody was last shown of a period, released or not."""
    return session.scalar(
        select(Release)
        .where(Release.first == first, Release.last == last, Release.told.is_not(None))
        .order_by(Release.edition.desc())
        .limit(1)
    )


def latest(session: Session, first: int, last: int) -> Release | None:
    """What was released of a period in its last edition."""
    return session.scalar(
        select(Release)
        .where(Release.first == first, Release.last == last, Release.state == ReleaseState.RELEASED)
        .order_by(Release.edition.desc())
        .limit(1)
    )


def list_all(session: Session) -> Sequence[Release]:
    """Every release there was or is to be, the latest asked for first."""
    return session.scalars(select(Release).order_by(Release.asked_at.desc(), Release.id)).all()


def in_preparation(session: Session) -> Sequence[Release]:
    """Those somebody has to prepare, the oldest first."""
    return session.scalars(
        select(Release)
        .where(Release.state == ReleaseState.PREPARING)
        .order_by(Release.asked_at, Release.id)
    ).all()


def ledger(session: Session) -> Sequence[tuple[ReleaseCell, Release]]:
    """Every cell anybody was ever shown, in that order: what is only looked at is known, too."""
    rows = session.execute(
        select(ReleaseCell, Release)
        .join(Release, Release.id == ReleaseCell.release_id)
        .where(Release.told.is_not(None))
        .order_by(Release.told, ReleaseCell.place)
    ).all()
    return [(cell, release) for cell, release in rows]


def cells(session: Session, release_id: UUID) -> Sequence[ReleaseCell]:
    """The cells of one release in order."""
    return session.scalars(
        select(ReleaseCell).where(ReleaseCell.release_id == release_id).order_by(ReleaseCell.place)
    ).all()


def files(session: Session, release_id: UUID) -> Sequence[ReleaseFile]:
    """The files of one release, in the order of their kinds."""
    found = session.scalars(select(ReleaseFile).where(ReleaseFile.release_id == release_id)).all()
    return sorted(found, key=lambda file: list(FileKind).index(file.kind))


def digests(session: Session, release_id: UUID) -> Sequence[tuple[FileKind, str, str]]:
    """Kind, name and digest of a release's files, without what is in them."""
    rows = session.execute(
        select(ReleaseFile.kind, ReleaseFile.name, ReleaseFile.digest)
        .where(ReleaseFile.release_id == release_id)
        .order_by(ReleaseFile.kind)
    ).all()
    return [(kind, name, digest) for kind, name, digest in rows]


def find(session: Session, release_id: UUID) -> Release | None:
    """One release, if there is such a one."""
    return session.get(Release, release_id)


def organisations_by_kind(session: Session, *, with_examples: bool) -> dict[str, int]:
    """How many organisations there are of each kind of place, withdrawn ones left out."""
    query = select(Destination.kind, func.count(func.distinct(Destination.organisation))).where(
        Destination.withdrawn_at.is_(None)
    )
    if not with_examples:
        query = query.where(Destination.is_example.is_(False))
    rows = session.execute(query.group_by(Destination.kind)).all()
    return {kind.value: number for kind, number in rows}
