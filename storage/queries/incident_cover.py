"""Which visits an incident is about: one danger of one person, over the visits it goes on in."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.alert import Origin
from domain.incident import NEEDED_FROM, EntryKind
from storage.models.alert import LevelChange
from storage.models.incident import Incident, IncidentEntry
from storage.models.visit import Visit


def lacks_one() -> ColumnElement[bool]:
    """A visit reached R3 of its own, and no incident of its person is about that.

    An open one is, of whichever visit, and one that was closed after it. What a visit brought
    along from the one before is asked of that one.
    """
    told = select(LevelChange.visit_id).where(LevelChange.after >= NEEDED_FROM)
    by_itself = select(LevelChange.visit_id).where(_rise())
    rose_since = exists().where(
        LevelChange.visit_id == Visit.id, _rise(), LevelChange.changed_at > Incident.closed_at
    )
    answered = exists().where(
        Incident.contact_id == Visit.contact_id,
        or_(
            Incident.closed_at.is_(None),
            and_(
                Incident.closed_at >= Visit.started_at,
                ~rose_since.correlate(Visit, Incident),
            ),
        ),
    )
    untold = and_(Visit.risk >= NEEDED_FROM, Visit.id.not_in(told))
    return and_(or_(Visit.id.in_(by_itself), untold), ~answered.correlate(Visit))


def of_contact(session: Session, contact_id: bytes) -> Sequence[Incident]:
    """The incidents of one person, the one closed first first, the open ones last."""
    found = session.scalars(select(Incident).where(Incident.contact_id == contact_id)).all()
    return sorted(
        found, key=lambda row: (row.closed_at is None, row.closed_at or row.opened_at, row.id)
    )


def of_visit(session: Session, visit: Visit) -> Incident | None:
    """The incident a visit belongs to, open or closed.

    Its own while that is open; else the one it was opened from again; else its own or the first
    one that was not closed before the visit reached R3, or brought it along.
    """
    found = of_contact(session, visit.contact_id)
    if not found:
        return None
    own = next((row for row in found if row.visit_id == visit.id), None)
    if own is not None and own.closed_at is None:
        return own
    linked = _linked(session, visit.id)
    for row in found:
        if row.closed_at is None and row.id in linked:
            return row
    reached_at = reached(session, [visit.id]).get(visit.id)
    if reached_at is None:
        return own
    about = [row for row in found if row.closed_at is None or row.closed_at >= reached_at]
    return own if own in about else next(iter(about), own)


def open_of_visit(session: Session, visit_id: UUID) -> Incident | None:
    """The open incident a visit belongs to."""
    row = of_visit(session, session.get_one(Visit, visit_id))
    return row if row is not None and row.closed_at is None else None


def visits_of(session: Session, incident: Incident) -> Sequence[Visit]:
    """The visits an incident is about, in the order in which they began."""
    found = session.scalars(
        select(Visit)
        .where(
            Visit.contact_id == incident.contact_id,
            or_(
                Visit.id == incident.visit_id,
                Visit.id.in_(_opened_again(incident.id)),
                Visit.id.in_(select(LevelChange.visit_id).where(LevelChange.after >= NEEDED_FROM)),
            ),
        )
        .order_by(Visit.started_at, Visit.id)
    ).all()
    linked = opened_from(session, incident.id)
    return [
        visit
        for visit in found
        if visit.id == incident.visit_id
        or visit.id in linked
        or of_visit(session, visit) is incident  # one session knows a row as one object
    ]


def opened_from(session: Session, incident_id: UUID) -> frozenset[UUID]:
    """The later visits an incident was opened again from."""
    return frozenset(session.scalars(_opened_again(incident_id)))


def reached(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """By visit, when it last reached R3, or brought it along; those that never did are left out."""
    rows = session.execute(
        select(LevelChange.visit_id, func.max(LevelChange.changed_at))
        .where(
            LevelChange.visit_id.in_(visit_ids),
            LevelChange.after >= NEEDED_FROM,
            LevelChange.after >= LevelChange.before,
        )
        .group_by(LevelChange.visit_id)
    )
    return {visit_id: at for visit_id, at in rows}  # noqa: C416 - dict() of rows loses its types


def rose(session: Session, visit_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Of some visits, those that reached R3 by what was seen in them."""
    query = select(LevelChange.visit_id).where(LevelChange.visit_id.in_(visit_ids), _rise())
    return frozenset(session.scalars(query))


def risen(session: Session, incident_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """By open incident, when its person last reached R3 since it was opened.

    In whichever visit, but one whose own incident is open, or was closed since: it was met over
    there.
    """
    own = aliased(Incident)
    has_own = exists().where(
        own.visit_id == Visit.id,
        or_(own.closed_at.is_(None), own.closed_at >= LevelChange.changed_at),
    )
    rows = session.execute(
        select(Incident.id, func.max(LevelChange.changed_at))
        .join(Visit, Visit.contact_id == Incident.contact_id)
        .join(LevelChange, LevelChange.visit_id == Visit.id)
        .where(
            Incident.id.in_(incident_ids),
            Incident.closed_at.is_(None),
            _rise(),
            LevelChange.changed_at > Incident.opened_at,
            or_(Visit.id == Incident.visit_id, ~has_own.correlate(Visit, LevelChange)),
        )
        .group_by(Incident.id)
    )
    return {incident_id: at for incident_id, at in rows}  # noqa: C416 - dict() of rows loses its types


def has_risen_since(session: Session, incident: Incident, moment: datetime) -> bool:
    """Whether the level of its person went up after a moment, in whichever visit."""
    rose = exists().where(
        LevelChange.visit_id == Visit.id,
        Visit.contact_id == incident.contact_id,
        LevelChange.after >= LevelChange.before,
        LevelChange.origin != Origin.CARRIED,
        LevelChange.changed_at > moment,
    )
    return session.scalar(select(rose)) or False


def _rise() -> ColumnElement[bool]:
    """A visit reached R3 or more by what was seen in it.

    Said anew at the same level counts too; it is kept only where nothing else tells of it.
    """
    return and_(
        LevelChange.after >= NEEDED_FROM,
        LevelChange.after >= LevelChange.before,
        LevelChange.origin != Origin.CARRIED,
    )


def _linked(session: Session, visit_id: UUID) -> frozenset[UUID]:
    """The incidents that were opened again from a visit."""
    return frozenset(
        session.scalars(
            select(IncidentEntry.incident_id).where(
                IncidentEntry.visit_id == visit_id, IncidentEntry.kind == EntryKind.AGAIN
            )
        )
    )


def _opened_again(incident_id: UUID) -> Select[UUID]:
    return select(IncidentEntry.visit_id).where(
        IncidentEntry.incident_id == incident_id, IncidentEntry.kind == EntryKind.AGAIN
    )
