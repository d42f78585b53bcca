"""Sessions of members at the console."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from storage.models.member import Member
from storage.models.session import ConsoleSession

LONGEST: Final = timedelta(hours=8)
"""A session ends so long after it began, whatever happens."""

IDLE: Final = timedelta(minutes=15)
"""A signed-in session ends so long after the last request or open page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSession:
    """What is kept of a session; ``data`` is JSON."""

    token_hash: bytes
    member_id: UUID | None
    data: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime

    def is_alive(self, now: datetime) -> bool:
        """Whether the session still opens the door at ``now``."""
        if now >= self.expires_at:
            return False
        return self.member_id is None or now - self.seen_at < IDLE


def find_with_member(
    session: Session, token_hash: bytes, *, now: datetime
) -> tuple[KeptSession | None, Member | None]:
    """The living session of a token, and the member it belongs to, in one look."""
    found = session.execute(_WITH_MEMBER, {"token_hash": token_hash}).one_or_none()
    if found is None:
        return None, None
    kept = _kept(found[0])
    return (kept, found[1]) if kept.is_alive(now) else (None, None)


_WITH_MEMBER: Final = (
    select(ConsoleSession, Member)
    .outerjoin(Member, Member.id == ConsoleSession.member_id)
    .where(ConsoleSession.token_hash == bindparam("token_hash"))
)


def of_member(session: Session, member_id: UUID, *, now: datetime) -> list[KeptSession]:
    """The member's living sessions, the newest first."""
    rows = session.scalars(
        select(ConsoleSession)
        .where(ConsoleSession.member_id == member_id)
        .order_by(ConsoleSession.created_at.desc(), ConsoleSession.token_hash)
    )
    return [kept for kept in map(_kept, rows) if kept.is_alive(now)]


def keep(session: Session, kept: KeptSession) -> None:
    """Write a session, new or changed. One that was ended in the meantime stays ended."""
    values = {
        "member_id": kept.member_id,
        "data": kept.data,
        "seen_at": kept.seen_at,
        "expires_at": kept.expires_at,
    }
    session.execute(
        update(ConsoleSession).where(ConsoleSession.token_hash == kept.token_hash).values(values)
    )


def begin(session: Session, kept: KeptSession) -> None:
    """Write a session that is new."""
    session.add(
        ConsoleSession(
            token_hash=kept.token_hash,
            member_id=kept.member_id,
            data=kept.data,
            created_at=kept.created_at,
            seen_at=kept.seen_at,
            expires_at=kept.expires_at,
        )
    )


def touch(session: Session, token_hash: bytes, *, now: datetime) -> None:
    """Note that the session's browser is still there."""
    session.execute(
        update(ConsoleSession).where(ConsoleSession.token_hash == token_hash).values(seen_at=now)
    )


def end(session: Session, token_hash: bytes) -> None:
    """End one session; its cookie opens nothing any more."""
    session.execute(delete(ConsoleSession).where(ConsoleSession.token_hash == token_hash))


def end_all(session: Session, member_id: UUID, *, but: bytes | None = None) -> None:
    """End the member's sessions, all but one."""
    gone = delete(ConsoleSession).where(ConsoleSession.member_id == member_id)
    session.execute(gone if but is None else gone.where(ConsoleSession.token_hash != but))


def purge(session: Session, *, now: datetime) -> int:
    """Remove sessions nobody can use any more; gives how many."""
    dead = select(ConsoleSession.token_hash).where(
        (ConsoleSession.expires_at <= now)
        | (ConsoleSession.member_id.is_not(None) & (ConsoleSession.seen_at <= now - IDLE))
    )
    gone = session.execute(
        delete(ConsoleSession)
        .where(ConsoleSession.token_hash.in_(dead))
        .returning(ConsoleSession.token_hash)
    )
    return len(gone.all())


def _kept(row: ConsoleSession) -> KeptSession:
    return KeptSession(
        token_hash=row.token_hash,
        member_id=row.member_id,
        data=row.data,
        created_at=row.created_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
    )
