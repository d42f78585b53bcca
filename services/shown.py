"""Shown: how people, members and their words are put before a counsellor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.delivery import DeliveryState, Reason
from domain.errors import SealError
from domain.message import Direction, MessageKind
from domain.secret import PrivateText
from services.work import Work
from storage.models.key import VisitKey
from storage.models.member import Member
from storage.models.message import Message
from storage.queries import contacts, messages, outgoing, visits
from storage.seals import readable_alias

_SENT: Final = frozenset({Direction.OUTBOUND, Direction.NOTICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMessage:
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


def alias(work: Work, contact_id: bytes, organisation: str | None) -> str:
    """The name a person has for the members of an organisation: やまなし-7F3K.

    Another organisation knows them by another one, so that two lists cannot be laid together.
    """
    own = work.house.seals.alias(contact_id, organisation)
    return readable_alias(work.house.schedule.place, own)


def member_alias(work: Work, member_id: UUID | None) -> str | None:
    """How a member is called."""
    return None if member_id is None else visits.alias_of_member(work.session, member_id)


def member_aliases(work: Work, member_ids: Sequence[UUID]) -> dict[UUID, str]:
    """How some members are called, in one look."""
    if not member_ids:
        return {}
    rows = work.session.execute(select(Member.id, Member.alias).where(Member.id.in_(member_ids)))
    return {member_id: name for member_id, name in rows}  # noqa: C416 - dict() of rows loses its types


def words(work: Work, row: Message) -> PrivateText | None:
    """What a message says; None when it was withdrawn, or cannot be opened."""
    if row.sealed is None:
        return None
    place = messages.place_of_message(row.id, row.direction)
    try:
        return work.house.seals.open_words(work.session, row.visit_id, place, row)
    except SealError:
        return None  # one spoiled row must not hide all the others


def first_words(
    work: Work, visit_ids: Sequence[UUID], *, since: datetime | None = None
) -> dict[UUID, PrivateText]:
    """What each of these visits began with, where it began with words, and not before ``since``.

    Nor what was written before it was doubted that it is the same person.
    """
    work.session.scalars(select(VisitKey).where(VisitKey.visit_id.in_(visit_ids))).all()  # at once
    doubted = contacts.doubted(work.session, visit_ids)
    found = {
        visit_id: words(work, row)
        for visit_id, row in messages.first_inbound(work.session, visit_ids).items()
        if since is None or row.order_at >= since
        if row.contact_id not in doubted or row.order_at >= doubted[row.contact_id]
    }
    return {visit_id: text for visit_id, text in found.items() if text is not None}


def in_transcript(work: Work, rows: Sequence[Message]) -> tuple[ShownMessage, ...]:
    """Messages as the console shows them, with how far they have come."""
    sent = outgoing.by_message(work.session, [row.id for row in rows if row.direction in _SENT])
    return tuple(
        ShownMessage(
            id=row.id,
            direction=row.direction,
            kind=row.kind,
            text=words(work, row),
            order_at=row.order_at,
            revision=row.revision,
            is_withdrawn=row.withdrawn_at is not None,
            is_edited=row.edited_at is not None,
            author_alias=member_alias(work, row.author_id),
            state=sent[row.id].state if row.id in sent else None,
            reason=sent[row.id].reason if row.id in sent else None,
        )
        for row in rows
    )
