"""Texts: the versions supervisors have written."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models.text import TextVersion
from texts.key import TextKey


def stamp(session: Session) -> tuple[int, datetime | None]:
    """What changes whenever another version comes into force: nothing of it is ever deleted."""
    count, latest = session.execute(
        select(func.count(), func.max(TextVersion.in_force_at)).where(
            TextVersion.in_force_at.is_not(None)
        )
    ).one()
    return count, latest


def in_force(session: Session) -> Sequence[TextVersion]:
    """Of each text the newest version that came into force."""
    highest = (
        select(
            TextVersion.kind,
            TextVersion.name,
            TextVersion.language,
            func.max(TextVersion.number).label("number"),
        )
        .where(TextVersion.in_force_at.is_not(None))
        .group_by(TextVersion.kind, TextVersion.name, TextVersion.language)
        .subquery()
    )
    return session.scalars(
        select(TextVersion).join(
            highest,
            (TextVersion.kind == highest.c.kind)
            & (TextVersion.name == highest.c.name)
            & (TextVersion.language == highest.c.language)
            & (TextVersion.number == highest.c.number),
        )
    ).all()


def waiting(session: Session) -> Sequence[TextVersion]:
    """The versions a second person has yet to approve of, the oldest first."""
    return session.scalars(
        select(TextVersion)
        .where(TextVersion.in_force_at.is_(None), TextVersion.taken_back_at.is_(None))
        .order_by(TextVersion.written_at, TextVersion.id)
    ).all()


def of_text(session: Session, key: TextKey, *, is_locked: bool = False) -> Sequence[TextVersion]:
    """Every version of one text, the newest first; locked by whoever writes the next."""
    query = (
        select(TextVersion)
        .where(
            TextVersion.kind == key.kind,
            TextVersion.name == key.name,
            TextVersion.language == key.language,
        )
        .order_by(TextVersion.number.desc())
    )
    if is_locked:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).all()
