"""Talks as they ran: how long, and since when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager

from domain.conversation import VisitState
from storage.models.contact import Contact
from storage.models.desk import ReadMark
from storage.models.key import MonthKey, VisitKey
from storage.models.member import Member
from storage.models.presence import PresenceRow
from storage.models.visit import Conversation, Visit


def gather(session: Session, visit_id: UUID, member_id: UUID) -> None:
    """Fetch at once what a look at a talk asks for row by row: a look fetches each row once.

    The visit and its conversation, the person, the keys to their words, the member who looks, how
    far they have read, and whether its counsellor is here.
    """
    session.execute(_TOGETHER, {"visit_id": visit_id, "member_id": member_id}).all()


_TOGETHER: Final = (
    select(Visit, Contact, Member, VisitKey, MonthKey, PresenceRow, ReadMark)
    .join(Contact, Contact.id == Visit.contact_id)
    .join(Member, Member.id == bindparam("member_id"))
    .outerjoin(Visit.conversation)
    .outerjoin(VisitKey, VisitKey.visit_id == Visit.id)
    .outerjoin(MonthKey, MonthKey.month == VisitKey.month)
    .outerjoin(PresenceRow, PresenceRow.member_id == Conversation.counsellor_id)
    .outerjoin(ReadMark, (ReadMark.visit_id == Visit.id) & (ReadMark.member_id == Member.id))
    .where(Visit.id == bindparam("visit_id"))
    .options(contains_eager(Visit.conversation))
)


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
