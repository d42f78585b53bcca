"""What a supervisor's board is made of, each in one look."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.conversation import VisitState
from domain.message import Direction
from storage.models.contact import Contact
from storage.models.evening import ClosureRow, ModeRow
from storage.models.member import Member
from storage.models.message import Message
from storage.models.presence import PresenceRow
from storage.models.record import Record
from storage.models.visit import Conversation, Visit

RunningTalk = tuple[Visit, Conversation, Member, datetime | None, datetime | None]
"""A visit, its talk, its counsellor, when that one was seen, when the person blocked us."""

TalkWithoutRecord = tuple[UUID, bytes, str, datetime]
"""A visit, whose it is, the counsellor's alias, when the talk ended."""


def running_talks(session: Session) -> Sequence[RunningTalk]:
    """Every running talk, the oldest first."""
    rows = session.execute(
        select(Visit, Conversation, Member, PresenceRow.seen_at, Contact.blocked_at)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .join(Member, Member.id == Conversation.counsellor_id)
        .join(Contact, Contact.id == Visit.contact_id)
        .outerjoin(PresenceRow, PresenceRow.member_id == Member.id)
        .where(Visit.state == VisitState.TALKING)
        .order_by(Conversation.opened_at, Visit.id)
    )
    return [(visit, talk, member, seen, blocked) for visit, talk, member, seen, blocked in rows]


def last_said(
    session: Session, visit_ids: Sequence[UUID]
) -> dict[UUID, tuple[Direction, datetime]]:
    """By visit, who has spoken last, the person or a counsellor, and when."""
    rows = session.execute(
        select(Message.visit_id, Message.direction, func.max(Message.order_at))
        .where(
            Message.visit_id.in_(visit_ids),
            Message.direction.in_((Direction.INBOUND, Direction.OUTBOUND)),
        )
        .group_by(Message.visit_id, Message.direction)
    )
    found: dict[UUID, tuple[Direction, datetime]] = {}
    for visit_id, direction, moment in rows:
        if visit_id not in found or found[visit_id][1] < moment:
            found[visit_id] = (direction, moment)
    return found


def crew(session: Session) -> Sequence[tuple[Member, PresenceRow]]:
    """Everybody active who has ever had the console open, by organisation and name."""
    rows = session.execute(
        select(Member, PresenceRow)
        .join(PresenceRow, PresenceRow.member_id == Member.id)
        .where(Member.is_active)
        .order_by(Member.organisation, Member.alias, Member.id)
    )
    return [(member, presence) for member, presence in rows]


def missing_records(session: Session, *, most: int) -> Sequence[TalkWithoutRecord]:
    """Ended talks without a record, the oldest first."""
    rows = session.execute(
        select(Visit.id, Visit.contact_id, Member.alias, Conversation.closed_at)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .join(Member, Member.id == Conversation.counsellor_id)
        .outerjoin(Record, Record.visit_id == Visit.id)
        .where(Conversation.closed_at.is_not(None), Record.visit_id.is_(None))
        .order_by(Conversation.closed_at)
        .limit(most)
    )
    return [
        (visit_id, contact_id, alias, closed_at)
        for visit_id, contact_id, alias, closed_at in rows
        if closed_at is not None
    ]


def escalated(session: Session, visit_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Of some visits, those everybody with room has declined."""
    return frozenset(
        session.scalars(
            select(Visit.id).where(Visit.id.in_(visit_ids), Visit.escalated_at.is_not(None))
        )
    )


def modes(session: Session) -> Sequence[ModeRow]:
    """The switches that are on."""
    return session.scalars(select(ModeRow)).all()


def closures(session: Session, *, after: datetime) -> Sequence[ClosureRow]:
    """Closures that are not over, the first to begin first."""
    return session.scalars(
        select(ClosureRow)
        .where(ClosureRow.until_at > after, ClosureRow.withdrawn_at.is_(None))
        .order_by(ClosureRow.from_at, ClosureRow.id)
    ).all()
