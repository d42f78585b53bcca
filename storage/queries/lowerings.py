"""Levels of danger: every change of one, and who asks to lower it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.alert import Alert, LevelChange, Lowering


def get(session: Session, lowering_id: UUID) -> Lowering:
    """One asking, read anew and locked until the end of the act.

    Raises:
        NotFoundError: there is none.
    """
    found = session.scalars(
        select(Lowering)
        .where(Lowering.id == lowering_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFoundError("No such lowering")
    return found


def get_visit_id(session: Session, lowering_id: UUID) -> UUID:
    """The visit an asking is about; the asking itself is not read, so that it can be locked anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.scalar(select(Lowering.visit_id).where(Lowering.id == lowering_id))
    if found is None:
        raise NotFoundError("No such lowering")
    return found


def unanswered(
    session: Session, *, since: datetime, visit_id: UUID | None = None
) -> Sequence[Lowering]:
    """What nobody has answered and was asked since a moment, of one visit or all, oldest first."""
    found = select(Lowering).where(Lowering.answered_at.is_(None), Lowering.asked_at > since)
    if visit_id is not None:
        found = found.where(Lowering.visit_id == visit_id)
    return session.scalars(found.order_by(Lowering.asked_at, Lowering.id)).all()


def latest(session: Session, visit_id: UUID) -> Lowering | None:
    """What was asked last of a visit, answered or not."""
    return session.scalars(
        select(Lowering)
        .where(Lowering.visit_id == visit_id)
        .order_by(Lowering.asked_at.desc(), Lowering.id)
        .limit(1)
    ).one_or_none()


def granted(session: Session, visit_id: UUID) -> Sequence[Lowering]:
    """What has lowered this visit's level, each with its reason."""
    return session.scalars(
        select(Lowering).where(Lowering.visit_id == visit_id, Lowering.is_granted.is_(True))
    ).all()


def changes(session: Session, visit_id: UUID) -> Sequence[LevelChange]:
    """Every change of a visit's level, the oldest first."""
    return session.scalars(
        select(LevelChange)
        .where(LevelChange.visit_id == visit_id)
        .order_by(LevelChange.changed_at, LevelChange.id)
    ).all()


def last_changed(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Each visit's latest sign or change of its level, where there was one."""
    moments = union_all(
        select(LevelChange.visit_id, LevelChange.changed_at.label("at")).where(
            LevelChange.visit_id.in_(visit_ids)
        ),
        select(Alert.visit_id, Alert.sign_at.label("at")).where(Alert.visit_id.in_(visit_ids)),
    ).subquery()
    rows = session.execute(
        select(moments.c.visit_id, func.max(moments.c.at)).group_by(moments.c.visit_id)
    )
    return {visit_id: at for visit_id, at in rows}  # noqa: C416 - dict() of rows loses its types
