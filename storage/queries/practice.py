"""Terms from practice."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.models.practice import PracticeTerm


def in_force(session: Session) -> Sequence[PracticeTerm]:
    """Every term in force, the oldest first."""
    return session.scalars(
        select(PracticeTerm)
        .where(PracticeTerm.in_force_at.is_not(None), PracticeTerm.withdrawn_at.is_(None))
        .order_by(PracticeTerm.in_force_at, PracticeTerm.id)
    ).all()


def locked(session: Session) -> Sequence[PracticeTerm]:
    """Every term that waits or is in force, locked: one change at a time."""
    return session.scalars(
        select(PracticeTerm)
        .where(PracticeTerm.withdrawn_at.is_(None))
        .order_by(PracticeTerm.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def listed(session: Session, *, since: datetime) -> Sequence[PracticeTerm]:
    """What waits, what is in force, and what was withdrawn since a moment; the newest first."""
    return session.scalars(
        select(PracticeTerm)
        .where(or_(PracticeTerm.withdrawn_at.is_(None), PracticeTerm.withdrawn_at >= since))
        .order_by(PracticeTerm.proposed_at.desc(), PracticeTerm.id)
    ).all()
