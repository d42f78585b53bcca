"""Incidents: which are open, what was told of them, who may read one, what was taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from domain.errors import NotFoundError
from domain.incident import CONFERENCES
from storage.models.alert import LevelChange
from storage.models.incident import GivenReason, HeldWords, Incident, IncidentEntry, IncidentGuest
from storage.models.visit import Conversation, Visit
from storage.queries.incident_cover import lacks_one


def get(session: Session, incident_id: UUID) -> Incident:
    """One incident, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(Incident, incident_id, populate_existing=True)
    if found is None:
        raise NotFoundError("No such incident")
    return found


def of_visit(session: Session, visit_id: UUID) -> Incident | None:
    """The incident of a visit, open or closed."""
    return session.scalars(select(Incident).where(Incident.visit_id == visit_id)).one_or_none()


def of_visits(session: Session, visit_ids: Sequence[UUID]) -> Sequence[Incident]:
    """The incidents of some visits."""
    return session.scalars(select(Incident).where(Incident.visit_id.in_(visit_ids))).all()


def open_ones(session: Session) -> Sequence[Incident]:
    """Every open incident, the oldest first."""
    return session.scalars(
        select(Incident)
        .where(Incident.closed_at.is_(None))
        .order_by(Incident.opened_at, Incident.id)
    ).all()


def closed_since(session: Session, moment: datetime) -> Sequence[Incident]:
    """What was closed after a moment, the newest first."""
    return session.scalars(
        select(Incident)
        .where(Incident.closed_at >= moment)
        .order_by(Incident.closed_at.desc(), Incident.id)
    ).all()


def entries(session: Session, incident_id: UUID) -> Sequence[IncidentEntry]:
    """What was told of an incident, by when it happened."""
    return session.scalars(
        select(IncidentEntry)
        .where(IncidentEntry.incident_id == incident_id)
        .order_by(IncidentEntry.happened_at, IncidentEntry.written_at, IncidentEntry.id)
    ).all()


def get_entry(session: Session, incident_id: UUID, entry_id: UUID) -> IncidentEntry:
    """One entry of an incident, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(IncidentEntry, entry_id, populate_existing=True)
    if found is None or found.incident_id != incident_id:
        raise NotFoundError("No such entry")
    return found


def conferences(
    session: Session, incident_ids: Sequence[UUID]
) -> dict[UUID, Sequence[IncidentEntry]]:
    """By incident, its conferences in the order they were written down."""
    rows = session.scalars(
        select(IncidentEntry)
        .where(
            IncidentEntry.incident_id.in_(incident_ids),
            IncidentEntry.kind.in_(CONFERENCES),
        )
        .order_by(IncidentEntry.written_at, IncidentEntry.id)
    )
    found: dict[UUID, list[IncidentEntry]] = {}
    for row in rows:
        found.setdefault(row.incident_id, []).append(row)
    return dict(found)


def guests(session: Session, incident_id: UUID) -> Sequence[IncidentGuest]:
    """Everybody who was let read an incident, the latest first."""
    return session.scalars(
        select(IncidentGuest)
        .where(IncidentGuest.incident_id == incident_id)
        .order_by(IncidentGuest.made_at.desc(), IncidentGuest.id)
    ).all()


def guest_of(session: Session, member_id: UUID, *, now: datetime) -> Sequence[IncidentGuest]:
    """What a member is let read now."""
    return session.scalars(
        select(IncidentGuest)
        .where(
            IncidentGuest.member_id == member_id,
            IncidentGuest.until_at > now,
            IncidentGuest.ended_at.is_(None),
        )
        .order_by(IncidentGuest.until_at, IncidentGuest.id)
    ).all()


def reason_of(session: Session, visit_id: UUID, member_id: UUID) -> GivenReason | None:
    """Why a member reads a talk, as they have said last."""
    return session.get(GivenReason, (visit_id, member_id))


def held_words(session: Session, visit_id: UUID) -> Sequence[HeldWords]:
    """What a person took back while an incident was open, in that order."""
    return session.scalars(
        select(HeldWords)
        .where(HeldWords.visit_id == visit_id)
        .order_by(HeldWords.held_at, HeldWords.id)
    ).all()


def highest_levels(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, int]:
    """By visit, the highest level it ever had, also if it was lowered since."""
    rows = session.execute(select(Visit.id, Visit.risk).where(Visit.id.in_(visit_ids)))
    now = {visit_id: risk for visit_id, risk in rows}  # noqa: C416 - dict() of rows loses its types
    once = session.execute(
        select(LevelChange.visit_id, func.max(LevelChange.after))
        .where(LevelChange.visit_id.in_(visit_ids))
        .group_by(LevelChange.visit_id)
    )
    return now | {visit_id: max(level, now.get(visit_id, 0)) for visit_id, level in once}


def lacking(session: Session, visit_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Of some visits, those that reached R3 or R4 and whose person has no incident about that."""
    query = select(Visit.id).where(Visit.id.in_(visit_ids), lacks_one())
    return frozenset(session.scalars(query))


def lacking_since(session: Session, since: datetime) -> Sequence[Visit]:
    """The visits that go on, or ended since a moment, and lack an incident as in ``lacking``."""
    ended_at = func.coalesce(Conversation.closed_at, Visit.ended_at)
    return session.scalars(
        _visits().where(lacks_one(), or_(ended_at.is_(None), ended_at >= since))
    ).all()


def unanswered(session: Session, first: datetime, last: datetime) -> Sequence[Visit]:
    """Visits begun from one moment up to another that nobody answered and that lack an incident."""
    return session.scalars(
        _visits().where(
            lacks_one(),
            Conversation.visit_id.is_(None),
            Visit.started_at >= first,
            Visit.started_at < last,
        )
    ).all()


def _visits() -> Select[Visit]:
    return (
        select(Visit)
        .outerjoin(Conversation, Conversation.visit_id == Visit.id)
        .order_by(Visit.started_at, Visit.id)
        .options(contains_eager(Visit.conversation))
    )
