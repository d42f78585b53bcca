"""Talks opened in need: asked for, open, and over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from domain.conversation import VisitState
from domain.errors import NotFoundError
from storage.models.glass import Glass
from storage.models.visit import Conversation, Visit


def get(session: Session, glass_id: UUID) -> Glass:
    """One of them, read anew and locked until the end of the act.

    Raises:
        NotFoundError: there is none.
    """
    found = session.scalars(
        select(Glass)
        .where(Glass.id == glass_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFoundError("No such glass")
    return found


def unended_of(session: Session, member_id: UUID, visit_id: UUID) -> Sequence[Glass]:
    """What a member has asked for of one talk and nobody has ended."""
    return session.scalars(
        select(Glass).where(
            Glass.asked_by == member_id, Glass.visit_id == visit_id, Glass.ended_at.is_(None)
        )
    ).all()


def unended_by(session: Session, member_id: UUID) -> Sequence[Glass]:
    """What a member has asked for and nobody has ended, locked until the end of the act."""
    return session.scalars(
        select(Glass)
        .where(Glass.asked_by == member_id, Glass.ended_at.is_(None))
        .order_by(Glass.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def unended(session: Session) -> Sequence[Glass]:
    """Everything nobody has ended, the oldest first; some of it may be over by its time."""
    return session.scalars(
        select(Glass).where(Glass.ended_at.is_(None)).order_by(Glass.asked_at, Glass.id)
    ).all()


def news(session: Session) -> Sequence[Glass]:
    """Everything nobody has ended, or opened before all and noted by nobody, the oldest first."""
    return session.scalars(
        select(Glass)
        .where(or_(Glass.ended_at.is_(None), _is_unnoted()))
        .order_by(Glass.asked_at, Glass.id)
    ).all()


def since(session: Session, moment: datetime) -> Sequence[Glass]:
    """Everything asked for or opened since a moment, or still to be noted, the newest first."""
    return session.scalars(
        select(Glass)
        .where(or_(Glass.asked_at >= moment, Glass.opened_at >= moment, _is_unnoted()))
        .order_by(Glass.asked_at.desc(), Glass.id)
    ).all()


def ended_talks(
    session: Session, organisation: str | None, *, between: tuple[datetime, datetime]
) -> Sequence[tuple[Visit, Conversation]]:
    """The talks of an organisation that ended within a time, half-open, in their order."""
    found = session.execute(
        select(Visit, Conversation)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .where(
            Conversation.organisation.is_not_distinct_from(organisation),
            Conversation.closed_at >= between[0],
            Conversation.closed_at < between[1],
            Visit.state == VisitState.ENDED,
        )
        .order_by(Conversation.closed_at, Visit.id)
    )
    return [(visit, talk) for visit, talk in found]


def _is_unnoted() -> ColumnElement[bool]:
    return and_(Glass.opened_at.is_not(None), Glass.granted_by.is_(None), Glass.noted_by.is_(None))
