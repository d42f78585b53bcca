"""The directory: its entries, their checks, their versions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.directory import (
    DirectoryCheck,
    DirectoryEntry,
    DirectoryVersion,
    DirectoryWarning,
)
from storage.models.member import Member

_LOCK: Final = 0x6C696E65  # "line"


def stamp(session: Session) -> tuple[int, datetime | None]:
    """What changes with whatever is done to an entry: versions are only ever added."""
    count, latest = session.execute(select(func.count(), func.max(DirectoryVersion.made_at))).one()
    return count, latest


def lock(session: Session) -> None:
    """Wait until nobody else changes the directory; held to the end of the transaction.

    SQLite needs nothing: a writing transaction has the whole database.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def is_empty(session: Session) -> bool:
    """Whether nothing has ever been in it."""
    return session.scalar(select(DirectoryEntry.id).limit(1)) is None


def entries(session: Session) -> Sequence[DirectoryEntry]:
    """Every entry, withdrawn ones too, in their order."""
    return session.scalars(
        select(DirectoryEntry).order_by(DirectoryEntry.place, DirectoryEntry.id)
    ).all()


def get(session: Session, entry_id: UUID) -> DirectoryEntry:
    """The entry, read anew.

    Raises:
        NotFoundError: there is none.
    """
    row = session.get(DirectoryEntry, entry_id, populate_existing=True)
    if row is None:
        raise NotFoundError("No such line")
    return row


def last_place(session: Session) -> int:
    """The place of the last entry, 0 where there is none."""
    return session.scalar(select(func.max(DirectoryEntry.place))) or 0


def checks(session: Session, entry_id: UUID | None = None) -> Sequence[tuple[DirectoryCheck, str]]:
    """The checks of what stands there now, each with its member's alias, oldest first."""
    query = (
        select(DirectoryCheck, Member.alias)
        .join(DirectoryEntry, DirectoryEntry.id == DirectoryCheck.entry_id)
        .join(Member, Member.id == DirectoryCheck.member_id)
        .where(DirectoryCheck.proof == DirectoryEntry.proof)
        .order_by(DirectoryCheck.checked_at, DirectoryCheck.id)
    )
    if entry_id is not None:
        query = query.where(DirectoryEntry.id == entry_id)
    return [(check, alias) for check, alias in session.execute(query)]


def versions(session: Session, entry_id: UUID) -> Sequence[tuple[DirectoryVersion, str | None]]:
    """What was done to an entry, each with who did it, the newest first."""
    rows = session.execute(
        select(DirectoryVersion, Member.alias)
        .outerjoin(Member, Member.id == DirectoryVersion.made_by)
        .where(DirectoryVersion.entry_id == entry_id)
        .order_by(DirectoryVersion.number.desc())
    )
    return [(version, alias) for version, alias in rows]


def newest_number(session: Session, entry_id: UUID) -> int:
    """The number of an entry's newest version, 0 where there is none."""
    query = select(func.max(DirectoryVersion.number)).where(DirectoryVersion.entry_id == entry_id)
    return session.scalar(query) or 0


def contacts_ever(session: Session) -> Sequence[str]:
    """Every contact any entry has ever had."""
    return session.scalars(select(DirectoryVersion.contact).distinct()).all()


def is_warned(session: Session, entry_id: UUID, good_until: date) -> bool:
    """Whether the nightly check has told of this last day."""
    return session.get(DirectoryWarning, (entry_id, good_until)) is not None
