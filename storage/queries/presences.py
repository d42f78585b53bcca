"""Presences: who is on duty, who was seen, who may not meet whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.presence import Duty, Presence, presence
from storage.models.member import Member
from storage.models.presence import Conflict, PresenceRow
from storage.models.visit import Assignment


class ReadyMember(NamedTuple):
    """A member who takes talks; ``capacity`` as a supervisor set it, None as the schedule says."""

    member_id: UUID
    organisation: str | None
    is_new: bool
    duty_since: datetime
    capacity: int | None


def find(session: Session, member_id: UUID) -> PresenceRow | None:
    """The member's presence, read anew."""
    return session.get(PresenceRow, member_id, populate_existing=True)


def ready(session: Session, *, seen_after: datetime) -> list[ReadyMember]:
    """Everybody who takes talks and was seen lately."""
    rows = session.execute(
        select(
            Member.id,
            Member.organisation,
            Member.is_new,
            PresenceRow.duty_since,
            PresenceRow.capacity,
        )
        .join(PresenceRow, Member.id == PresenceRow.member_id)
        .where(PresenceRow.duty == Duty.READY, PresenceRow.seen_at > seen_after, Member.is_active)
    )
    return [ReadyMember(*row) for row in rows]


def is_here(session: Session, member_id: UUID, *, now: datetime) -> bool:
    """Whether a member on duty has been seen lately."""
    row = find(session, member_id)
    if row is None or row.duty is Duty.AWAY:
        return False
    return presence(row.seen_at, now=now) is not Presence.LOST


def last_changes(
    session: Session, member_ids: Sequence[UUID], *, since: datetime
) -> dict[UUID, datetime]:
    """By member, when they were last given a talk, or rid of one, of those begun since."""
    moment = func.coalesce(Assignment.ended_at, Assignment.began_at)
    rows = session.execute(
        select(Assignment.member_id, func.max(moment))
        .where(Assignment.member_id.in_(member_ids), Assignment.began_at >= since)
        .group_by(Assignment.member_id)
    )
    return {member_id: moment for member_id, moment in rows}  # noqa: C416 - dict() of rows loses its types


def given_since(session: Session, member_ids: Sequence[UUID], moment: datetime) -> dict[UUID, int]:
    """By member, how many talks they were given after a moment."""
    rows = session.execute(
        select(Assignment.member_id, func.count())
        .where(Assignment.member_id.in_(member_ids), Assignment.began_at >= moment)
        .group_by(Assignment.member_id)
    )
    return {member_id: count for member_id, count in rows}  # noqa: C416 - dict() of rows loses its types


def conflicts(session: Session, contact_ids: Sequence[bytes]) -> dict[bytes, frozenset[UUID]]:
    """By contact, the members who may know them."""
    rows = session.execute(
        select(Conflict.contact_id, Conflict.member_id).where(Conflict.contact_id.in_(contact_ids))
    )
    found: dict[bytes, set[UUID]] = {}
    for contact_id, member_id in rows:
        found.setdefault(contact_id, set()).add(member_id)
    return {contact_id: frozenset(members) for contact_id, members in found.items()}


def is_conflict(session: Session, contact_id: bytes, member_id: UUID) -> bool:
    """Whether these two may not meet here."""
    return session.get(Conflict, (contact_id, member_id)) is not None
