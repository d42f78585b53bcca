"""Messages of a visit, in the order they are read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.message import Direction
from storage.models.alert import Lowering
from storage.models.desk import CareNote
from storage.models.incident import HeldWords, IncidentEntry
from storage.models.message import Message, UnsentMark
from storage.models.outgoing import Outgoing
from storage.models.record import Draft, Note, Record, RecordAmendment, SignOff
from storage.models.referral import HandOverPaper, Referral
from storage.models.stage import SmallStepNote
from storage.models.visit import Visit

SealedThing = (
    Message
    | Draft
    | Record
    | RecordAmendment
    | SignOff
    | Note
    | CareNote
    | Lowering
    | Outgoing
    | IncidentEntry
    | HeldWords
    | Referral
    | HandOverPaper
    | SmallStepNote
)
"""Every kind of row that is sealed under a visit's key."""


def of_visits(
    session: Session, visit_ids: Sequence[UUID], *, since: int | None = None
) -> Sequence[Message]:
    """All messages of some visits in order; with ``since``, those changed after a revision."""
    after = -1 if since is None else since
    return session.scalars(_OF_VISITS, {"visit_ids": visit_ids, "after": after}).all()


_OF_VISITS: Final = (
    select(Message)
    .where(
        Message.visit_id.in_(bindparam("visit_ids", expanding=True)),
        Message.revision > bindparam("after"),
    )
    .order_by(Message.order_at, Message.occurred_ms, Message.id)
)


def with_line_key(session: Session, line_key: bytes) -> Message | None:
    """The message that LINE knows by this key."""
    return session.scalar(_WITH_LINE_KEY, {"line_key": line_key})


_WITH_LINE_KEY: Final = select(Message).where(Message.line_key == bindparam("line_key"))


def is_unsent(session: Session, line_key: bytes, contact_id: bytes) -> bool:
    """Whether this contact's unsend for the message came already."""
    mark = session.get(UnsentMark, line_key)
    return mark is not None and mark.contact_id == contact_id


def first_inbound(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, Message]:
    """The first message of the person in each visit that has one."""
    return _ends(session, visit_ids, is_first=True)


def last_inbound(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, Message]:
    """The latest message of the person in each visit that has one."""
    return _ends(session, visit_ids, is_first=False)


def last_outbound(session: Session, visit_id: UUID) -> Message | None:
    """The latest message of a counsellor in a visit."""
    return session.scalar(
        select(Message)
        .where(Message.visit_id == visit_id, Message.direction == Direction.OUTBOUND)
        .order_by(Message.order_at.desc(), Message.id)
        .limit(1)
    )


def was_answered_since(session: Session, contact_id: bytes, moment: datetime) -> bool:
    """Whether a counsellor has said something to a person at a moment or later, in any visit."""
    found = session.scalar(
        select(Message.id)
        .join(Visit, Visit.id == Message.visit_id)
        .where(
            Visit.contact_id == contact_id,
            Message.direction == Direction.OUTBOUND,
            Message.order_at >= moment,
        )
        .limit(1)
    )
    return found is not None


def count_inbound(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many messages the person wrote in each visit."""
    rows = session.execute(
        select(Message.visit_id, func.count())
        .where(Message.visit_id.in_(visit_ids), Message.direction == Direction.INBOUND)
        .group_by(Message.visit_id)
    )
    return {visit_id: count for visit_id, count in rows}  # noqa: C416 - dict() of rows loses its types


def sealed_rows(session: Session, visit_id: UUID) -> list[tuple[str, SealedThing]]:
    """Every row sealed under the visit's key, with the place it is sealed to."""
    return [
        (place_of(row), row)
        for model, place_of in _SEALED
        for row in session.scalars(
            select(model).where(model.visit_id == visit_id, model.wrapped_key.is_not(None))
        )
    ]


def place_of_message(message_id: UUID, direction: Direction) -> str:
    """Where a message's words are bound to."""
    return f"messages|{message_id}|{direction}"


def place_of_draft(member_id: UUID) -> str:
    """Where a draft's words are bound to."""
    return f"drafts|{member_id}"


def place_of_note(note_id: UUID) -> str:
    """Where a hand-over note's words are bound to."""
    return f"notes|{note_id}"


def place_of_care(care_id: UUID) -> str:
    """Where a word of care is bound to."""
    return f"care_notes|{care_id}"


def place_of_lowering(lowering_id: UUID) -> str:
    """Where the reason for lowering a level is bound to."""
    return f"lowerings|{lowering_id}"


def place_of_incident_entry(entry_id: UUID) -> str:
    """Where what is told of an incident is bound to."""
    return f"incident_entries|{entry_id}"


def place_of_held(held_id: UUID) -> str:
    """Where words taken back during an incident are bound to."""
    return f"held_words|{held_id}"


def place_of_referral(referral_id: UUID) -> str:
    """Where what a destination may read of somebody is bound to."""
    return f"referrals|{referral_id}"


def place_of_paper(paper_id: UUID) -> str:
    """Where a hand-over paper's content is bound to."""
    return f"hand_over_papers|{paper_id}"


def place_of_small_step(note_id: UUID) -> str:
    """Where a small step in the person's own words is bound to."""
    return f"small_steps|{note_id}"


def place_of_outgoing(outgoing_id: UUID) -> str:
    """Where an outbox row's words are bound to."""
    return f"outbox|{outgoing_id}"


def place_of_amendment(amendment_id: UUID) -> str:
    """Where what was added to a signed record is bound to."""
    return f"record_amendments|{amendment_id}"


PLACE_OF_RECORD = "records"
PLACE_OF_SIGN_OFF = "sign_offs"


_SEALED: Final[tuple[tuple[type[Any], Callable[[Any], str]], ...]] = (
    (Message, lambda row: place_of_message(row.id, row.direction)),
    (Draft, lambda row: place_of_draft(row.member_id)),
    (Record, lambda _: PLACE_OF_RECORD),
    (RecordAmendment, lambda row: place_of_amendment(row.id)),
    (SignOff, lambda _: PLACE_OF_SIGN_OFF),
    (Note, lambda row: place_of_note(row.id)),
    (CareNote, lambda row: place_of_care(row.id)),
    (Lowering, lambda row: place_of_lowering(row.id)),
    (IncidentEntry, lambda row: place_of_incident_entry(row.id)),
    (HeldWords, lambda row: place_of_held(row.id)),
    (Referral, lambda row: place_of_referral(row.id)),
    (HandOverPaper, lambda row: place_of_paper(row.id)),
    (SmallStepNote, lambda row: place_of_small_step(row.id)),
    (Outgoing, lambda row: place_of_outgoing(row.id)),
)
"""Every table with words under a visit's key, and what a row of it is bound to."""


def _ends(session: Session, visit_ids: Sequence[UUID], *, is_first: bool) -> dict[UUID, Message]:
    edge = func.min(Message.order_at) if is_first else func.max(Message.order_at)
    edges = (
        select(Message.visit_id, edge.label("edge"))
        .where(Message.visit_id.in_(visit_ids), Message.direction == Direction.INBOUND)
        .group_by(Message.visit_id)
        .subquery()
    )
    rows = session.scalars(
        select(Message)
        .join(edges, (Message.visit_id == edges.c.visit_id) & (Message.order_at == edges.c.edge))
        .where(Message.direction == Direction.INBOUND)
    )
    return {message.visit_id: message for message in rows}
