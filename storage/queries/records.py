"""Records: what a day has, what is missing, who has too many left to write."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, joinedload

from storage.models.day import NextTalkAllowance, ReceptionCounter
from storage.models.member import Member
from storage.models.record import Record, RecordAmendment, SignOff
from storage.models.visit import Conversation, Visit


class TalkOfDay(NamedTuple):
    """A talk with its counsellor, its record and whoever signed it, as far as there are any."""

    visit: Visit
    talk: Conversation
    counsellor: Member
    record: Record | None
    sign_off: SignOff | None


def opened_between(session: Session, first: datetime, last: datetime) -> Sequence[TalkOfDay]:
    """Every talk that began from one moment up to another, the oldest first."""
    rows = session.execute(
        select(Visit, Conversation, Member, Record, SignOff)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .join(Member, Member.id == Conversation.counsellor_id)
        .outerjoin(Record, Record.visit_id == Visit.id)
        .outerjoin(SignOff, SignOff.visit_id == Visit.id)
        .where(Conversation.opened_at >= first, Conversation.opened_at < last)
        .order_by(Conversation.opened_at, Visit.id)
        .options(joinedload(Visit.conversation))
    )
    return [TalkOfDay(*row) for row in rows]


def count_open(session: Session, member_ids: Sequence[UUID] | None = None) -> dict[UUID, int]:
    """By counsellor, how many ended talks have no record yet; of some, or of everybody."""
    query = (
        select(Conversation.counsellor_id, func.count())
        .outerjoin(Record, Record.visit_id == Conversation.visit_id)
        .where(Conversation.closed_at.is_not(None), Record.visit_id.is_(None))
        .group_by(Conversation.counsellor_id)
    )
    if member_ids is not None:
        query = query.where(Conversation.counsellor_id.in_(member_ids))
    return {member_id: count for member_id, count in session.execute(query)}  # noqa: C416 - dict() of rows loses its types


def allowed(session: Session, member_ids: Sequence[UUID], *, now: datetime) -> frozenset[UUID]:
    """Of some members, those who may go on although records are open."""
    return frozenset(
        session.scalars(
            select(NextTalkAllowance.member_id).where(
                NextTalkAllowance.member_id.in_(member_ids), NextTalkAllowance.until_at > now
            )
        )
    )


def is_signed_off(session: Session, visit_id: UUID) -> bool:
    """Whether a supervisor has signed the record of a talk."""
    return session.get(SignOff, visit_id) is not None


def amendments(session: Session, visit_id: UUID) -> Sequence[RecordAmendment]:
    """What was added after the signing, the oldest first."""
    return session.scalars(
        select(RecordAmendment)
        .where(RecordAmendment.visit_id == visit_id)
        .order_by(RecordAmendment.written_at, RecordAmendment.id)
    ).all()


def next_number(session: Session, fiscal_year: int) -> int:
    """The next reception number of a fiscal year; two who ask at once get two."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = (
        dialect.insert(ReceptionCounter)
        .values(fiscal_year=fiscal_year, last=1)
        .on_conflict_do_update(
            index_elements=[ReceptionCounter.fiscal_year], set_={"last": ReceptionCounter.last + 1}
        )
        .returning(ReceptionCounter.last)
    )
    number: int = session.execute(statement).scalar_one()
    return number
