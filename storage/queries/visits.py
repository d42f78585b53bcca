"""Visits and conversations."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final
from uuid import UUID

from sqlalchemy import Integer, bindparam, exists, func, select
from sqlalchemy.orm import Session, joinedload

from domain.conversation import End, VisitState
from domain.errors import NotFoundError
from storage.models.member import Member
from storage.models.record import Record
from storage.models.visit import Conversation, Visit


def get(session: Session, visit_id: UUID) -> Visit:
    """The visit with its conversation, read anew.

    Raises:
        NotFoundError: there is none.
    """
    visit = session.get(
        Visit, visit_id, options=[joinedload(Visit.conversation)], populate_existing=True
    )
    if visit is None:
        raise NotFoundError("No such visit")
    return visit


def latest_of(session: Session, contact_id: bytes) -> Visit | None:
    """The contact's most recent visit."""
    return session.scalar(_LATEST_OF, {"contact_id": contact_id})


_LATEST_OF: Final = (
    select(Visit)
    .where(Visit.contact_id == bindparam("contact_id"))
    .order_by(Visit.started_at.desc(), Visit.id)
    .limit(1)
    .options(joinedload(Visit.conversation))
    .execution_options(populate_existing=True)
)


def waiting(session: Session) -> Sequence[Visit]:
    """Everybody in the waiting line; their order is the line's own rule."""
    return session.scalars(select(Visit).where(Visit.state == VisitState.WAITING)).all()


def count_waiting(session: Session) -> int:
    """How many are in the waiting line."""
    query = select(func.count()).select_from(Visit).where(Visit.state == VisitState.WAITING)
    return session.scalar(query) or 0


def out_of_hours(session: Session, *, most: int = 100) -> Sequence[Visit]:
    """Visits that have stayed outside the hours so far: danger first, then first come first."""
    return session.scalars(
        select(Visit)
        .where(Visit.state == VisitState.OUT_OF_HOURS)
        .order_by(Visit.risk.desc(), Visit.is_distressed.desc(), Visit.started_at, Visit.id)
        .limit(most)
    ).all()


def is_any_talking(session: Session) -> bool:
    """Whether any talk is going on, whoever's."""
    return session.scalar(select(exists().where(Visit.state == VisitState.TALKING))) or False


def talks_of(session: Session, member_id: UUID) -> Sequence[Visit]:
    """The member's open talks, oldest first."""
    return session.scalars(_TALKS_OF, {"member_id": member_id}).all()


_TALKS_OF: Final = (
    select(Visit)
    .join(Conversation, Conversation.visit_id == Visit.id)
    .where(Conversation.counsellor_id == bindparam("member_id"), Conversation.closed_at.is_(None))
    .order_by(Conversation.opened_at)
    .options(joinedload(Visit.conversation))
)


def was_answered_before(session: Session, visit: Visit) -> bool:
    """Whether a human has answered the contact in a visit before this one, as far as we know.

    Of talks from before answers were noted, each counts as answered.
    """
    was_answered = Visit.answered_at.is_not(None) | (
        Visit.stat_id.is_(None) & exists().where(Conversation.visit_id == Visit.id)
    )
    query = select(Visit.id).where(
        Visit.contact_id == visit.contact_id, Visit.started_at < visit.started_at, was_answered
    )
    return session.scalar(query.limit(1)) is not None


def without_record(session: Session, member_id: UUID) -> Sequence[Visit]:
    """The member's ended talks that have no record yet, oldest first."""
    return session.scalars(
        select(Visit)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .outerjoin(Record, Record.visit_id == Visit.id)
        .where(
            Conversation.counsellor_id == member_id,
            Conversation.closed_at.is_not(None),
            Record.visit_id.is_(None),
        )
        .order_by(Conversation.closed_at)
        .options(joinedload(Visit.conversation))
    ).all()


def alias_of_member(session: Session, member_id: UUID) -> str:
    """How a member is called."""
    return session.get_one(Member, member_id).alias


def left_before(session: Session, visit: Visit, end: End, *, most: int = 5) -> list[UUID]:
    """The contact's visits right before this one, as long as they ended in one way."""
    values = {"contact_id": visit.contact_id, "started_at": visit.started_at, "most": most}
    earlier = session.scalars(_BEFORE, values)
    return [row.id for row in takewhile(lambda row: row.end is end, earlier)]


_BEFORE: Final = (
    select(Visit)
    .where(Visit.contact_id == bindparam("contact_id"), Visit.started_at < bindparam("started_at"))
    .order_by(Visit.started_at.desc())
    .limit(bindparam("most", type_=Integer))
)
