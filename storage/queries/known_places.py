"""Places where members were let in lately, under keyed digests."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.sign_in import KnownPlace


def is_known(session: Session, digest: bytes, *, since: datetime) -> bool:
    """Whether a member was let in there since then."""
    found = select(exists().where(KnownPlace.digest == digest, KnownPlace.seen_at >= since))
    return session.scalar(found) or False


def add(session: Session, digest: bytes, *, member_id: UUID, now: datetime) -> None:
    """A member was let in there."""
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    first = dialect.insert(KnownPlace).values(digest=digest, member_id=member_id, seen_at=now)
    session.execute(
        first.on_conflict_do_update(index_elements=[KnownPlace.digest], set_={"seen_at": now})
    )


def purge(session: Session, *, seen_before: datetime) -> None:
    """Remove the places where nobody was let in for long."""
    session.execute(delete(KnownPlace).where(KnownPlace.seen_at < seen_before))


def drop_of(session: Session, member_id: UUID) -> None:
    """Remove the places of one member."""
    session.execute(delete(KnownPlace).where(KnownPlace.member_id == member_id))
