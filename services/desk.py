"""The desk: what the console shows. Nothing is changed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.conversation import End, VisitState
from domain.delivery import DeliveryState, Reason
from domain.errors import NotFoundError, SealError
from domain.message import Direction, MessageKind
from domain.permission import Role
from domain.secret import PrivateText
from services import line_order
from services.work import Work
from storage.models.member import Member
from storage.models.message import Message
from storage.models.visit import Visit
from storage.queries import contacts, messages, outgoing, visits
from storage.seals import readable_alias


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPerson:
    """Somebody in the line, or who wrote outside the hours; ``position`` counts from 1."""

    visit_id: UUID
    alias: str
    arrived_at: datetime
    position: int
    first_words: PrivateText | None
    message_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSummary:
    """One of the member's open talks."""

    visit_id: UUID
    alias: str
    opened_at: datetime
    last_inbound_at: datetime | None
    last_words: PrivateText | None
    is_blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRecord:
    """An ended talk of the member that has no record yet."""

    visit_id: UUID
    alias: str
    ended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkMessage:
    """One message as the console shows it; ``text`` is None when withdrawn or not kept."""

    id: UUID
    direction: Direction
    kind: MessageKind
    text: PrivateText | None
    order_at: datetime
    revision: int
    is_withdrawn: bool
    is_edited: bool
    author_alias: str | None
    state: DeliveryState | None
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A visit with its messages in order; ``revision`` is the latest change shown."""

    visit_id: UUID
    alias: str
    state: VisitState
    counsellor_id: UUID | None
    counsellor_alias: str | None
    is_blocked: bool
    revision: int
    messages: tuple[TalkMessage, ...]


def list_waiting(work: Work) -> tuple[WaitingPerson, ...]:
    """The waiting line in order."""
    return _people(work, line_order.visits_in_order(work))


def list_overnight(work: Work) -> tuple[WaitingPerson, ...]:
    """Who wrote outside the hours and has not come in them yet."""
    return _people(work, visits.out_of_hours(work.session))


def list_talks(work: Work, member_id: UUID) -> tuple[TalkSummary, ...]:
    """The member's open talks, oldest first."""
    rows = visits.talks_of(work.session, member_id)
    last = messages.last_inbound(work.session, [row.id for row in rows])
    return tuple(
        TalkSummary(
            visit_id=row.id,
            alias=_alias(work, row.contact_id),
            opened_at=row.conversation.opened_at,
            last_inbound_at=last[row.id].order_at if row.id in last else None,
            last_words=_words(work, last[row.id]) if row.id in last else None,
            is_blocked=contacts.get(work.session, row.contact_id).blocked_at is not None,
        )
        for row in rows
        if row.conversation is not None
    )


def list_missing_records(work: Work, member_id: UUID) -> tuple[MissingRecord, ...]:
    """The member's ended talks without a record, oldest first."""
    return tuple(
        MissingRecord(
            visit_id=row.id,
            alias=_alias(work, row.contact_id),
            ended_at=row.conversation.closed_at,
        )
        for row in visits.without_record(work.session, member_id)
        if row.conversation is not None and row.conversation.closed_at is not None
    )


def get_talk(work: Work, visit_id: UUID, *, member_id: UUID) -> Talk:
    """A talk with all its messages.

    Words left outside the hours just before this visit stand in front of it.

    Raises:
        NotFoundError: there is none, or it is another counsellor's.
    """
    return _talk(work, visit_id, member_id, since=None)


def find_changes(work: Work, visit_id: UUID, *, member_id: UUID, since: int) -> Talk:
    """The talk with only the messages changed after a revision.

    Raises:
        NotFoundError: there is none, or it is another counsellor's.
    """
    return _talk(work, visit_id, member_id, since=since)


def require_readable(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Whoever waits is everybody's to read; a talk is its counsellor's and the supervisors'.

    Raises:
        NotFoundError: there is no such talk, or not for this member.
    """
    _require_readable(work, visits.get(work.session, visit_id), member_id)


def _talk(work: Work, visit_id: UUID, member_id: UUID, *, since: int | None) -> Talk:
    visit = visits.get(work.session, visit_id)
    _require_readable(work, visit, member_id)
    counsellor_id = visit.conversation.counsellor_id if visit.conversation else None
    contact = contacts.get(work.session, visit.contact_id)
    scope = [*visits.left_before(work.session, visit, End.OUT_OF_HOURS_ONLY), visit.id]
    rows = messages.of_visits(work.session, scope, since=since)
    return Talk(
        visit_id=visit.id,
        alias=_alias(work, visit.contact_id),
        state=visit.state,
        counsellor_id=counsellor_id,
        counsellor_alias=_member_alias(work, counsellor_id),
        is_blocked=contact.blocked_at is not None,
        revision=contact.revision,
        messages=_shown(work, rows),
    )


def _require_readable(work: Work, visit: Visit, member_id: UUID) -> None:
    talk = visit.conversation
    if talk is None or talk.counsellor_id == member_id:
        return
    if work.session.get_one(Member, member_id).role is not Role.SUPERVISOR:
        raise NotFoundError("No such talk")


def _people(work: Work, rows: Sequence[Visit]) -> tuple[WaitingPerson, ...]:
    ids = [row.id for row in rows]
    first = messages.first_inbound(work.session, ids)
    counts = messages.count_inbound(work.session, ids)
    return tuple(
        WaitingPerson(
            visit_id=row.id,
            alias=_alias(work, row.contact_id),
            arrived_at=row.arrived_at or row.started_at,
            position=position,
            first_words=_words(work, first[row.id]) if row.id in first else None,
            message_count=counts.get(row.id, 0),
        )
        for position, row in enumerate(rows, start=1)
    )


def _shown(work: Work, rows: Sequence[Message]) -> tuple[TalkMessage, ...]:
    sent = outgoing.by_message(
        work.session, [row.id for row in rows if row.direction is not Direction.INBOUND]
    )
    return tuple(
        TalkMessage(
            id=row.id,
            direction=row.direction,
            kind=row.kind,
            text=_words(work, row),
            order_at=row.order_at,
            revision=row.revision,
            is_withdrawn=row.withdrawn_at is not None,
            is_edited=row.edited_at is not None,
            author_alias=_member_alias(work, row.author_id),
            state=sent[row.id].state if row.id in sent else None,
            reason=sent[row.id].reason if row.id in sent else None,
        )
        for row in rows
    )


def _words(work: Work, row: Message) -> PrivateText | None:
    if row.sealed is None:
        return None
    place = messages.place_of_message(row.id, row.direction)
    try:
        return work.house.seals.open_words(work.session, row.visit_id, place, row)
    except SealError:
        return None  # one spoiled row must not hide all the others


def _alias(work: Work, contact_id: bytes) -> str:
    return readable_alias(work.house.schedule.place, work.house.seals.alias(contact_id))


def _member_alias(work: Work, member_id: UUID | None) -> str | None:
    return None if member_id is None else visits.alias_of_member(work.session, member_id)
