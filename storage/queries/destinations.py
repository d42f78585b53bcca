"""Destinations: the entries, their checks, their versions."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.destination import (
    Destination,
    DestinationCheck,
    DestinationVersion,
    DestinationWarning,
)
from storage.models.member import Member

_LOCK: Final = 0x64657374  # "dest"


def lock(session: Session) -> None:
    """Wait until nobody else changes the destinations; held to the end of the transaction.

    SQLite needs nothing: a writing transaction has the whole database.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def is_empty(session: Session) -> bool:
    """Whether there has never been any."""
    return session.scalar(select(Destination.id).limit(1)) is None


def entries(session: Session) -> Sequence[Destination]:
    """Every destination, withdrawn ones too, in their order."""
    return session.scalars(select(Destination).order_by(Destination.place, Destination.id)).all()


def get(session: Session, destination_id: UUID) -> Destination:
    """The destination, read anew.

    Raises:
        NotFoundError: there is none.
    """
    row = session.get(Destination, destination_id, populate_existing=True)
    if row is None:
        raise NotFoundError("No such destination")
    return row


def last_place(session: Session) -> int:
    """The place of the last destination, 0 where there is none."""
    return session.scalar(select(func.max(Destination.place))) or 0


def checks(
    session: Session, destination_id: UUID | None = None
) -> Sequence[tuple[DestinationCheck, str | None]]:
    """The checks of what stands there now, each with its member's alias, oldest first."""
    query = (
        select(DestinationCheck, Member.alias)
        .join(Destination, Destination.id == DestinationCheck.destination_id)
        .outerjoin(Member, Member.id == DestinationCheck.member_id)
        .where(DestinationCheck.proof == Destination.proof)
        .order_by(DestinationCheck.checked_at, DestinationCheck.id)
    )
    if destination_id is not None:
        query = query.where(Destination.id == destination_id)
    return [(check, alias) for check, alias in session.execute(query)]


def versions(
    session: Session, destination_id: UUID
) -> Sequence[tuple[DestinationVersion, str | None]]:
    """What was done to a destination, each with who did it, the newest first."""
    rows = session.execute(
        select(DestinationVersion, Member.alias)
        .outerjoin(Member, Member.id == DestinationVersion.made_by)
        .where(DestinationVersion.destination_id == destination_id)
        .order_by(DestinationVersion.number.desc())
    )
    return [(version, alias) for version, alias in rows]


def newest_number(session: Session, destination_id: UUID) -> int:
    """The number of a destination's newest version, 0 where there is none."""
    query = select(func.max(DestinationVersion.number)).where(
        DestinationVersion.destination_id == destination_id
    )
    return session.scalar(query) or 0


def is_warned(session: Session, destination_id: UUID, good_until: date) -> bool:
    """Whether the hourly look has told of this last day."""
    return session.get(DestinationWarning, (destination_id, good_until)) is not None
