"""A member's own talks: how much of them is unread, and what was told in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Uuid, bindparam, case, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from domain.message import Direction
from domain.record import LEVEL_NUMBERS
from domain.told import Detail, Side
from storage.columns import AwareTime
from storage.models.contact import Contact
from storage.models.desk import CareNote, ReadMark, ToldRow
from storage.models.message import Message
from storage.models.record import Record
from storage.models.visit import Conversation, Visit

_NEWS = (Direction.INBOUND, Direction.WHISPER)
_LEVELS: Final = {level.value: number for level, number in LEVEL_NUMBERS.items() if number > 0}


def find_mark(session: Session, visit_id: UUID, member_id: UUID) -> ReadMark | None:
    """How far the member has read, None while they have not opened it."""
    return session.get(ReadMark, (visit_id, member_id))


def raise_mark(
    session: Session, visit_id: UUID, member_id: UUID, *, upto: int, now: datetime
) -> bool:
    """The member has read as far as a revision of the visit's contact, if there is one; never back.

    Gives whether that is further than before. One statement: whoever writes is waited for.
    """
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    reached = (
        select(
            Visit.id,
            literal(member_id, Uuid()),
            case((Contact.revision < upto, Contact.revision), else_=upto),
            literal(now, AwareTime()),
        )
        .join(Contact, Contact.id == Visit.contact_id)
        .where(Visit.id == visit_id, Contact.revision > 0)
    )
    mark = dialect.insert(ReadMark).from_select(
        ["visit_id", "member_id", "revision", "seen_at"], reached
    )
    raised = session.execute(
        mark.on_conflict_do_update(
            index_elements=["visit_id", "member_id"],
            set_={"revision": mark.excluded.revision, "seen_at": mark.excluded.seen_at},
            where=ReadMark.revision < mark.excluded.revision,
        ).returning(ReadMark.revision)
    )
    return raised.first() is not None


def said_last(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, dict[Direction, datetime]]:
    """By visit, when the person and when a counsellor has spoken last."""
    found: dict[UUID, dict[Direction, datetime]] = {}
    for visit_id, direction, moment in session.execute(_SAID_LAST, {"visit_ids": visit_ids}):
        found.setdefault(visit_id, {})[direction] = moment
    return found


_SAID_LAST: Final = (
    select(Message.visit_id, Message.direction, func.max(Message.order_at))
    .where(
        Message.visit_id.in_(bindparam("visit_ids", expanding=True)),
        Message.direction.in_((Direction.INBOUND, Direction.OUTBOUND)),
    )
    .group_by(Message.visit_id, Message.direction)
)


def count_unread(session: Session, visit_ids: Sequence[UUID], member_id: UUID) -> dict[UUID, int]:
    """Words of the person, and whispers, that this member has not had before their eyes."""
    rows = session.execute(_COUNT_UNREAD, {"visit_ids": visit_ids, "member_id": member_id})
    return {visit_id: count for visit_id, count in rows}  # noqa: C416 - dict() of rows loses its types


_COUNT_UNREAD: Final = (
    select(Message.visit_id, func.count())
    .outerjoin(
        ReadMark,
        (ReadMark.visit_id == Message.visit_id) & (ReadMark.member_id == bindparam("member_id")),
    )
    .where(
        Message.visit_id.in_(bindparam("visit_ids", expanding=True)),
        Message.direction.in_(_NEWS),
        Message.withdrawn_at.is_(None),
        Message.first_revision > func.coalesce(ReadMark.revision, 0),
    )
    .group_by(Message.visit_id)
)


def find_newer_answer(session: Session, visit_id: UUID, *, since: int) -> Message | None:
    """The newest answer that was given after a revision."""
    return session.scalar(
        select(Message)
        .where(
            Message.visit_id == visit_id,
            Message.direction == Direction.OUTBOUND,
            Message.first_revision > since,
        )
        .order_by(Message.first_revision.desc())
        .limit(1)
    )


def told_in(session: Session, visit_id: UUID) -> dict[tuple[Side, Detail], ToldRow]:
    """What was noted in a visit, by side and detail."""
    rows = session.scalars(_TOLD_IN, {"visit_id": visit_id})
    return {(row.side, row.detail): row for row in rows}


_TOLD_IN: Final = select(ToldRow).where(ToldRow.visit_id == bindparam("visit_id"))


def care_of(session: Session, contact_id: bytes) -> Sequence[CareNote]:
    """Every word of care about a person, of all organisations."""
    return session.scalars(
        select(CareNote).where(CareNote.contact_id == contact_id).order_by(CareNote.written_at)
    ).all()


def earlier_talks(
    session: Session, visit: Visit, *, most: int
) -> Sequence[tuple[Visit, Conversation]]:
    """The person's ended talks before this visit, the newest first."""
    rows = session.execute(
        select(Visit, Conversation)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .where(
            Visit.contact_id == visit.contact_id,
            Visit.id != visit.id,
            Visit.started_at < visit.started_at,
            Conversation.closed_at.is_not(None),
        )
        .order_by(Visit.started_at.desc())
        .limit(most)
    )
    return [(each, talk) for each, talk in rows]


def highest_risk_before(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, int]:
    """By visit, the highest level of danger of the person's earlier visits, where there was one.

    What was said of it during the talk counts, and what its record says afterwards.
    """
    earlier = aliased(Visit)
    written = case(_LEVELS, value=Record.risk, else_=0)
    level = case((written > earlier.risk, written), else_=earlier.risk)
    rows = session.execute(
        select(Visit.id, func.max(level))
        .join(
            earlier,
            (earlier.contact_id == Visit.contact_id) & (earlier.started_at < Visit.started_at),
        )
        .outerjoin(Record, Record.visit_id == earlier.id)
        .where(Visit.id.in_(visit_ids), level > 0)
        .group_by(Visit.id)
    )
    return {visit_id: risk for visit_id, risk in rows if risk is not None}


def doubted(session: Session, visit_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Of some visits, those of people who may not be who they were before."""
    return frozenset(
        session.scalars(
            select(Visit.id)
            .join(Contact, Contact.id == Visit.contact_id)
            .where(Visit.id.in_(visit_ids), Contact.doubted_at.is_not(None))
        )
    )
