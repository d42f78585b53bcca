"""What a record knows by itself: times, counts, and who had the talk one after another."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from domain.message import Direction
from services import desk, shown, timetable
from services.work import Work
from storage.models.message import Message
from storage.models.visit import Assignment
from storage.queries import visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who had the talk, and since when."""

    alias: str
    began_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """The automatic part of a record (DOMAIN §5.3); times are None where nothing happened.

    ``inbound``, ``outbound`` and ``notices`` count messages of the person, of counsellors, and of
    the service itself. ``organisation`` is the name of the one that answered.
    """

    started_at: datetime
    arrived_at: datetime | None
    waited_from: datetime | None
    opened_at: datetime | None
    first_answer_at: datetime | None
    closed_at: datetime | None
    inbound: int
    outbound: int
    notices: int
    holders: tuple[Holder, ...]
    organisation: str | None


def look(work: Work, visit_id: UUID, *, member_id: UUID) -> RecordFacts:
    """The facts of a visit.

    Raises:
        NotFoundError: there is none, or not this member's to read.
    """
    desk.require_readable(work, visit_id, member_id=member_id)
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    counts = _counts(work, visit_id)
    names = {each.code: each.name for each in timetable.current(work).organisations}
    code = talk.organisation if talk is not None else None
    return RecordFacts(
        started_at=visit.started_at,
        arrived_at=visit.arrived_at,
        waited_from=visit.questions_done_at or visit.arrived_at,
        opened_at=talk.opened_at if talk is not None else None,
        first_answer_at=work.session.scalar(
            select(func.min(Message.order_at)).where(
                Message.visit_id == visit_id, Message.direction == Direction.OUTBOUND
            )
        ),
        closed_at=talk.closed_at if talk is not None else None,
        inbound=counts.get(Direction.INBOUND, 0),
        outbound=counts.get(Direction.OUTBOUND, 0),
        notices=counts.get(Direction.NOTICE, 0),
        holders=_holders(work, visit_id),
        organisation=names.get(code, code) if code is not None else None,
    )


def _counts(work: Work, visit_id: UUID) -> dict[Direction, int]:
    rows = work.session.execute(
        select(Message.direction, func.count())
        .where(Message.visit_id == visit_id)
        .group_by(Message.direction)
    )
    return {direction: count for direction, count in rows}  # noqa: C416 - dict() of rows loses its types


def _holders(work: Work, visit_id: UUID) -> tuple[Holder, ...]:
    rows = work.session.scalars(
        select(Assignment).where(Assignment.visit_id == visit_id).order_by(Assignment.began_at)
    ).all()
    aliases = shown.member_aliases(work, [row.member_id for row in rows])
    return tuple(Holder(alias=aliases[row.member_id], began_at=row.began_at) for row in rows)
