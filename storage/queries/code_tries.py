"""How often codes were tried in vain, and who was told of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.referral_code import CodeTries, GuessingAlarm


def count(
    session: Session, digest: bytes, *, now: datetime, forgotten_before: datetime
) -> int | None:
    """Count a try before anybody looks whether it is right; None while it is locked.

    Gives the number of this try. Tries at the same moment are counted one after the other.
    """
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    first = dialect.insert(CodeTries).values(
        digest=digest, failures=1, tried_at=now, locked_until=None
    )
    is_forgotten = CodeTries.tried_at < forgotten_before
    again = first.on_conflict_do_update(
        index_elements=[CodeTries.digest],
        set_={
            "failures": case((is_forgotten, 1), else_=CodeTries.failures + 1),
            "tried_at": now,
            "locked_until": None,
        },
        where=CodeTries.locked_until.is_(None) | (CodeTries.locked_until <= now),
    )
    counted: int | None = session.scalar(again.returning(CodeTries.failures))
    return counted


def lock_until(session: Session, digest: bytes, until: datetime) -> None:
    """Nothing is looked at before then, however right."""
    session.execute(update(CodeTries).where(CodeTries.digest == digest).values(locked_until=until))


def forgive(session: Session, digest: bytes, *, number: int) -> None:
    """Take so many off the count, and open it."""
    left = CodeTries.failures - number
    session.execute(
        update(CodeTries)
        .where(CodeTries.digest == digest)
        .values(failures=case((left > 0, left), else_=0), locked_until=None)
    )


def begin_anew(session: Session, digest: bytes) -> None:
    """Forget what was counted, and open it."""
    session.execute(delete(CodeTries).where(CodeTries.digest == digest))


def failures(session: Session, digest: bytes) -> int:
    """How often it failed."""
    return session.scalar(select(CodeTries.failures).where(CodeTries.digest == digest)) or 0


def purge(session: Session, *, tried_before: datetime) -> None:
    """Remove counts that no longer count."""
    session.execute(delete(CodeTries).where(CodeTries.tried_at < tried_before))


# ── who was told ─────────────────────────────────────────────────────────────────────────


def open_alarms(session: Session) -> Sequence[GuessingAlarm]:
    """The alarms nobody has looked at, the oldest first."""
    return session.scalars(
        select(GuessingAlarm)
        .where(GuessingAlarm.looked_at.is_(None))
        .order_by(GuessingAlarm.seen_at, GuessingAlarm.id)
    ).all()


def has_open_alarm(session: Session, destination_id: UUID) -> bool:
    """Whether somebody has yet to look at what happens there."""
    found = select(GuessingAlarm.id).where(
        GuessingAlarm.destination_id == destination_id, GuessingAlarm.looked_at.is_(None)
    )
    return session.scalars(found.limit(1)).first() is not None
