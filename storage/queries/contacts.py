"""Contacts: found, and locked so that one thing happens to a person at a time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.contact import Contact
from storage.models.visit import Visit


def lock(session: Session, contact_id: bytes) -> None:
    """Wait until nobody else acts for this contact; held to the end of the transaction.

    SQLite needs nothing: a writing transaction has the whole database.
    """
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(contact_id[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def lock_if_free(session: Session, contact_id: bytes) -> bool:
    """Lock as ``lock`` does, but wait for nobody; gives whether it is locked for us now."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    number = int.from_bytes(contact_id[:8], "big", signed=True)
    locked = session.scalar(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": number})
    return bool(locked)


def find(session: Session, contact_id: bytes) -> Contact | None:
    """The contact, read anew."""
    return session.get(Contact, contact_id, populate_existing=True)


def get(session: Session, contact_id: bytes) -> Contact:
    """The contact, read anew.

    Raises:
        NotFoundError: there is none.
    """
    contact = find(session, contact_id)
    if contact is None:
        raise NotFoundError("No such contact")
    return contact


def blocked(session: Session, contact_ids: Sequence[bytes]) -> frozenset[bytes]:
    """Those of these people who have blocked us."""
    return frozenset(
        session.scalars(
            select(Contact.id).where(Contact.id.in_(contact_ids), Contact.blocked_at.is_not(None))
        )
    )


def doubted(session: Session, visit_ids: Sequence[UUID]) -> dict[bytes, datetime]:
    """Since when it is doubted who writes, by the contact of each visit of which it is."""
    rows = session.execute(
        select(Contact.id, Contact.doubted_at)
        .join(Visit, Visit.contact_id == Contact.id)
        .where(Visit.id.in_(visit_ids), Contact.doubted_at.is_not(None))
    )
    return {contact_id: at for contact_id, at in rows if at is not None}
