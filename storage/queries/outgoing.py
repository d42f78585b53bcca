"""The outbox, read strictly one after another per contact.

What is not settled yet is waiting or held, and lies in a small index of its own.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from domain.delivery import DeliveryState, Reason
from domain.message import Direction
from storage.models.message import Message
from storage.models.outgoing import Outgoing


def with_id(session: Session, outgoing_id: UUID) -> Outgoing | None:
    """One row."""
    return session.scalar(select(Outgoing).where(Outgoing.id == outgoing_id))


def waiting_of(session: Session, contact_id: bytes) -> Sequence[Outgoing]:
    """What waits to go to this contact, in order."""
    return session.scalars(
        select(Outgoing)
        .where(Outgoing.contact_id == contact_id, *_open(DeliveryState.WAITING))
        .order_by(Outgoing.number)
        .execution_options(populate_existing=True)
    ).all()


def held_of(session: Session, contact_id: bytes) -> Sequence[Outgoing]:
    """What is held until this contact writes again."""
    return session.scalars(
        select(Outgoing)
        .where(Outgoing.contact_id == contact_id, *_open(DeliveryState.HELD))
        .order_by(Outgoing.number)
    ).all()


def of_call(session: Session, call_key: UUID) -> Sequence[Outgoing]:
    """The rows that travel in one call and are not settled yet, in order."""
    return session.scalars(
        select(Outgoing)
        .where(Outgoing.call_key == call_key, Outgoing.settled_at.is_(None))
        .order_by(Outgoing.number)
        .execution_options(populate_existing=True)
    ).all()


def due(session: Session, *, before: datetime, now: datetime, most: int) -> list[UUID]:
    """The first waiting row of each contact, if its time has come and nobody is trying it."""
    heads = (
        select(func.min(Outgoing.number).label("number"))
        .where(*_open(DeliveryState.WAITING))
        .group_by(Outgoing.contact_id)
        .subquery()
    )
    return list(
        session.scalars(
            select(Outgoing.id)
            .join(heads, heads.c.number == Outgoing.number)
            .where(
                Outgoing.due_at <= before,
                or_(Outgoing.lease_until.is_(None), Outgoing.lease_until <= now),
            )
            .order_by(Outgoing.number)
            .limit(most)
        )
    )


def by_message(session: Session, message_ids: Sequence[UUID]) -> dict[UUID, Outgoing]:
    """The outbox rows of some messages."""
    if not message_ids:
        return {}
    rows = session.scalars(select(Outgoing).where(Outgoing.message_id.in_(message_ids)))
    return {row.message_id: row for row in rows if row.message_id is not None}


def was_answered(session: Session, contact_id: bytes, answers: str, *, since: datetime) -> bool:
    """Whether something that ``answers`` this was laid down for the contact after a moment."""
    found = session.scalar(
        select(Outgoing.number)
        .where(
            Outgoing.contact_id == contact_id,
            Outgoing.answers == answers,
            Outgoing.created_at > since,
        )
        .limit(1)
    )
    return found is not None


def said_by_itself(session: Session, visit_ids: Sequence[UUID]) -> Sequence[tuple[UUID, Outgoing]]:
    """What the service has said by itself in some visits and would push, with each visit's id.

    In the order it was laid down.
    """
    rows = session.execute(
        select(Message.visit_id, Outgoing)
        .join(Outgoing, Outgoing.message_id == Message.id)
        .where(
            Message.visit_id.in_(visit_ids),
            Message.direction == Direction.NOTICE,
            Outgoing.is_reply_only.is_(False),
        )
        .order_by(Outgoing.number)
    )
    return [(visit_id, row) for visit_id, row in rows]


def count_open_by_state(session: Session) -> dict[DeliveryState, int]:
    """How many rows stand in each state but sent."""
    rows = session.execute(
        select(Outgoing.state, func.count())
        .where(Outgoing.state != DeliveryState.SENT)
        .group_by(Outgoing.state)
    )
    return {state: count for state, count in rows}  # noqa: C416 - dict() of rows loses its types


def count_delayed(session: Session) -> tuple[int, int]:
    """How many rows LINE did not take and are tried again, and how many the quota holds back."""
    rows = session.execute(
        select(Outgoing.state, func.count())
        .where(
            Outgoing.settled_at.is_(None),
            Outgoing.reason.in_((Reason.BUSY, Reason.FORBIDDEN, Reason.QUOTA)),
        )
        .group_by(Outgoing.state)
    )
    found = {row[0]: row[1] for row in rows}
    return found.get(DeliveryState.WAITING, 0), found.get(DeliveryState.HELD, 0)


def _open(state: DeliveryState) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Outgoing.settled_at.is_(None), Outgoing.state == state
