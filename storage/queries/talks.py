"""Talks as they ran: how long, and since when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.conversation import VisitState
from storage.models.visit import Conversation, Visit


def newest_lengths(session: Session, *, since: datetime, most: int = 20) -> Sequence[timedelta]:
    """How long the talks that ended after a moment have taken, the newest end first."""
    rows = session.execute(
        select(Conversation.opened_at, Conversation.closed_at)
        .join(Visit, Visit.id == Conversation.visit_id)
        .where(Conversation.closed_at > since, Visit.state == VisitState.ENDED)
        .order_by(Conversation.closed_at.desc(), Conversation.visit_id)
        .limit(most)
    )
    return [closed_at - opened_at for opened_at, closed_at in rows if closed_at is not None]


def running_since(session: Session) -> Sequence[datetime]:
    """When each running talk began, the oldest first."""
    return session.scalars(
        select(Conversation.opened_at)
        .join(Visit, Visit.id == Conversation.visit_id)
        .where(Visit.state == VisitState.TALKING)
        .order_by(Conversation.opened_at)
    ).all()
