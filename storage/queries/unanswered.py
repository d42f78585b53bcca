"""Who waits for a counsellor's word, and since when."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from domain.message import Direction
from storage.models.message import Message
from storage.models.visit import Assignment


def connected_at(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """By visit, when its counsellor was connected, the last one of several."""
    rows = session.execute(
        select(Assignment.visit_id, func.max(Assignment.began_at))
        .where(Assignment.visit_id.in_(visit_ids))
        .group_by(Assignment.visit_id)
    )
    return {row[0]: row[1] for row in rows}


def first_words_since(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """By visit, the person's first word after the last of a counsellor's, where there is one."""
    answer = aliased(Message)
    answered = (
        select(func.max(answer.order_at))
        .where(answer.visit_id == Message.visit_id, answer.direction == Direction.OUTBOUND)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Message.visit_id, func.min(Message.order_at))
        .where(
            Message.visit_id.in_(visit_ids),
            Message.direction == Direction.INBOUND,
            Message.withdrawn_at.is_(None),
            Message.order_at > answered,
        )
        .group_by(Message.visit_id)
    )
    return {row[0]: row[1] for row in rows}
