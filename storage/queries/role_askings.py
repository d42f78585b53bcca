"""Askings: whom somebody would make a supervisor or a manager, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.role_asking import RoleAsking


def get(session: Session, asking_id: UUID) -> RoleAsking:
    """One of them, read anew and locked until the end of the act.

    Raises:
        NotFoundError: there is none.
    """
    found = session.scalars(
        select(RoleAsking)
        .where(RoleAsking.id == asking_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFoundError("No such asking")
    return found


def unended(session: Session) -> Sequence[RoleAsking]:
    """What nobody has ended, the oldest first; some of it may have lapsed."""
    return session.scalars(
        select(RoleAsking)
        .where(RoleAsking.ended_at.is_(None))
        .order_by(RoleAsking.asked_at, RoleAsking.id)
    ).all()


def end_about(session: Session, member_id: UUID, *, now: datetime) -> None:
    """End what is asked about a member, without an answer."""
    _end(session, RoleAsking.member_id == member_id, now)


def end_all(session: Session, member_id: UUID, *, now: datetime) -> None:
    """End what is asked about a member and by them: they are not what they were."""
    _end(session, or_(RoleAsking.member_id == member_id, RoleAsking.asked_by == member_id), now)


def _end(session: Session, which: ColumnElement[bool], now: datetime) -> None:
    session.execute(
        update(RoleAsking).where(which, RoleAsking.ended_at.is_(None)).values(ended_at=now)
    )
