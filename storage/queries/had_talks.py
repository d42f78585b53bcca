"""The talks members have had, and how dangerous these became."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models.alert import LevelChange
from storage.models.visit import Assignment, Visit


def begun_between(
    session: Session, member_ids: Iterable[UUID], begins_at: datetime, ends_at: datetime
) -> Sequence[Assignment]:
    """Who of these had which talk, begun within a time, half-open; the oldest first."""
    return session.scalars(
        select(Assignment)
        .where(
            Assignment.member_id.in_(list(member_ids)),
            Assignment.began_at >= begins_at,
            Assignment.began_at < ends_at,
        )
        .order_by(Assignment.began_at, Assignment.id)
    ).all()


def of_visit(session: Session, visit_id: UUID, member_id: UUID) -> Sequence[Assignment]:
    """When a member had this talk, the oldest first."""
    return session.scalars(
        select(Assignment)
        .where(Assignment.visit_id == visit_id, Assignment.member_id == member_id)
        .order_by(Assignment.began_at)
    ).all()


def highest_levels(session: Session, visit_ids: Iterable[UUID]) -> dict[UUID, int]:
    """By visit the highest level of danger it ever had; a level that was lowered counts."""
    ids = list(visit_ids)
    now = session.execute(select(Visit.id, Visit.risk).where(Visit.id.in_(ids)))
    levels = {visit_id: level for visit_id, level in now}  # noqa: C416 - dict() of rows loses its types
    reached = session.execute(
        select(LevelChange.visit_id, func.max(LevelChange.after))
        .where(LevelChange.visit_id.in_(ids))
        .group_by(LevelChange.visit_id)
    )
    for visit_id, level in reached:
        levels[visit_id] = max(levels.get(visit_id, 0), level)
    return levels
