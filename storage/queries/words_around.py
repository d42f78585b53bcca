"""Words around a moment: what a person said shortly before and after, and where that stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.message import Direction
from storage.models.message import Message
from storage.models.visit import Visit


def neighbours(
    session: Session, visit_id: UUID, occurred_ms: int
) -> tuple[datetime | None, datetime | None]:
    """Where the person's words up to a moment end in the transcript, and those after it begin."""
    values = {"visit_id": visit_id, "occurred_ms": occurred_ms}
    before, after = session.execute(_NEIGHBOURS, values).one()
    return before, after


_IS_LATER: Final = Message.occurred_ms > bindparam("occurred_ms")
_NEIGHBOURS: Final = select(
    func.max(Message.order_at).filter(~_IS_LATER), func.min(Message.order_at).filter(_IS_LATER)
).where(Message.visit_id == bindparam("visit_id"), Message.direction == Direction.INBOUND)


def said_around(
    session: Session, contact_id: bytes, occurred_ms: int, *, within_ms: int
) -> Sequence[Message]:
    """What a person said so shortly before or after a moment and has not taken back, in order.

    Of their last two visits: what somebody says may end one and begin another.
    """
    values = {
        "visit_ids": session.scalars(_LAST_TWO, {"contact_id": contact_id}).all(),
        "from_ms": occurred_ms - within_ms,
        "until_ms": occurred_ms + within_ms,
    }
    return session.scalars(_SAID_AROUND, values).all()


_LAST_TWO: Final = (
    select(Visit.id)
    .where(Visit.contact_id == bindparam("contact_id"))
    .order_by(Visit.started_at.desc(), Visit.id)
    .limit(2)
)
_SAID_AROUND: Final = (
    select(Message)
    .where(
        Message.visit_id.in_(bindparam("visit_ids", expanding=True)),
        Message.direction == Direction.INBOUND,
        Message.occurred_ms.between(bindparam("from_ms"), bindparam("until_ms")),
        Message.sealed.is_not(None),
    )
    .order_by(Message.occurred_ms, Message.order_at, Message.id)
)
