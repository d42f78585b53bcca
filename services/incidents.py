"""Incidents: opened by a supervisor in one press, told of, read by those who may, and closed."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError
from domain.incident import Cause, EntryKind, Part
from domain.incident_errors import IncidentOverError
from domain.permission import Permission, may
from domain.secret import PrivateText
from services import audit, contacts, incident_entries, organisations, reading
from services.incident_entries import Told
from services.live import ALERTS
from services.work import Work
from storage.models.incident import Incident, IncidentGuest
from storage.models.member import Member
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import incident_cover, presences, visits
from storage.queries import incidents as rows

LONGEST_MOMENT: Final = 120
"""Characters of what is added to one press of 今."""


def open_for(work: Work, visit_id: UUID, *, member_id: UUID, cause: Cause) -> UUID:
    """Open the incident of a visit, in one press; an open one stays, a closed one opens anew.

    Where another visit of the same person has an open one that is this member's to keep, the
    danger goes on in it: that one is opened again, from this visit.

    Raises:
        NotFoundError: there is no such visit, or it is not this member's to read.
    """
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    _require_supervisor(work, visit, member_id)
    row = rows.of_visit(work.session, visit_id)
    if row is not None and row.closed_at is None:
        return row.id
    going_on = _going_on(work, visit, member_id=member_id)
    if going_on is not None:
        _open_again(work, going_on, visit, member_id=member_id, cause=cause)
        return going_on.id
    if row is None:
        row = _new(work, visit, member_id=member_id, cause=cause)
    row.opened_at = work.now
    row.closed_at = None
    row.cause = cause
    work.session.flush()
    opening = Told(kind=EntryKind.OPENED, happened_at=work.now)
    incident_entries.add(work, row, opening, member_id=member_id)
    audit.note(
        work,
        Act.INCIDENT_OPENED,
        actor_id=member_id,
        subject=incident_entries.about(row),
        reason=cause,
    )
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)
    return row.id


def tell(work: Work, incident_id: UUID, told: Told, *, member_id: UUID) -> UUID:
    """Add an entry to an open incident.

    Raises:
        NotFoundError: there is none, or it is not this member's to keep.
        IncidentOverError: it is closed.
        EmptyTextError, TextTooLongError: as ``incident_entries.add``.
    """
    row = lock_to_keep(work, incident_id, member_id=member_id)
    return incident_entries.add(work, row, told, member_id=member_id).id


def tell_moment(
    work: Work, incident_id: UUID, *, member_id: UUID, words: PrivateText | None = None
) -> None:
    """今: this second, by this member, with a few words or none.

    Raises:
        NotFoundError, IncidentOverError, TextTooLongError: as ``tell``.
    """
    parts = {} if words is None else {Part.WORDS: words}
    told = Told(kind=EntryKind.MOMENT, happened_at=work.now, parts=parts)
    tell(work, incident_id, told, member_id=member_id)


def lock_to_keep(work: Work, incident_id: UUID, *, member_id: UUID) -> Incident:
    """An open incident this member keeps, under the lock of its contact.

    Raises:
        NotFoundError: there is none, or it is not theirs. IncidentOverError: it is closed.
    """
    row = rows.get(work.session, incident_id)
    contact_rows.lock(work.session, row.contact_id)
    row = rows.get(work.session, incident_id)
    if not may_keep(work, row, member_id=member_id):
        raise NotFoundError("No such incident")
    if row.closed_at is not None:
        raise IncidentOverError
    return row


def get(work: Work, incident_id: UUID, *, member_id: UUID) -> Incident:
    """An incident this member may read: as a supervisor of it, or as its guest.

    Raises:
        NotFoundError: there is none, or not for them, or not any more.
    """
    row = rows.get(work.session, incident_id)
    if not may_keep(work, row, member_id=member_id) and not guest_until(
        work, row, member_id=member_id
    ):
        raise NotFoundError("No such incident")
    return row


def may_keep(work: Work, row: Incident, *, member_id: UUID) -> bool:
    """Whether it is this member's to write in and to agree to: a supervisor's who may read it."""
    member = work.session.get_one(Member, member_id)
    if not member.is_active or not may(member.roles, Permission.KEEP_INCIDENT):
        return False
    return reading.can_read(work, row.visit_id, member_id=member_id) or bool(
        guest_until(work, row, member_id=member_id)
    )


def guest_until(work: Work, row: Incident, *, member_id: UUID) -> datetime | None:
    """Until when a member reads it as a guest; None when they do not."""
    if row.closed_at is not None or not may_be_guest(work, row, member_id=member_id):
        return None
    return max((each.until_at for each in _guest_rows(work, row, member_id)), default=None)


def may_be_guest(work: Work, row: Incident, *, member_id: UUID) -> bool:
    """Whether a member may be shown it: they may not know the person, and take part by now."""
    if presences.is_conflict(work.session, row.contact_id, member_id):
        return False
    return organisations.has_joined(work, organisations.of_member(work, member_id))


def is_open(work: Work, visit_id: UUID) -> bool:
    """Whether the incident a visit belongs to is open."""
    return incident_cover.open_of_visit(work.session, visit_id) is not None


def changed(work: Work, row: Incident) -> None:
    """Something about it has changed: open pages of supervisors look again."""
    del row
    work.tell(ALERTS)


def _guest_rows(work: Work, row: Incident, member_id: UUID) -> list[IncidentGuest]:
    return [
        each
        for each in rows.guest_of(work.session, member_id, now=work.now)
        if each.incident_id == row.id
    ]


def _going_on(work: Work, visit: Visit, *, member_id: UUID) -> Incident | None:
    """The incident opened last of those of the person that are open, and this member's to keep."""
    found = [
        row
        for row in incident_cover.of_contact(work.session, visit.contact_id)
        if row.closed_at is None and may_keep(work, row, member_id=member_id)
    ]
    return max(found, key=lambda row: row.opened_at, default=None)


def _open_again(work: Work, row: Incident, visit: Visit, *, member_id: UUID, cause: Cause) -> None:
    if visit.id in incident_cover.opened_from(work.session, row.id):
        return
    again = Told(kind=EntryKind.AGAIN, happened_at=work.now)
    incident_entries.add(work, row, again, member_id=member_id, visit_id=visit.id)
    subject = Subject(kind=SubjectKind.VISIT, id=visit.id)
    audit.note(work, Act.INCIDENT_OPENED, actor_id=member_id, subject=subject, reason=cause)
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)


def _new(work: Work, visit: Visit, *, member_id: UUID, cause: Cause) -> Incident:
    talk = visit.conversation
    row = Incident(
        id=uuid4(),
        visit_id=visit.id,
        contact_id=visit.contact_id,
        organisation=(
            talk.organisation
            if talk is not None
            else work.session.get_one(Member, member_id).organisation
        ),
        cause=cause,
        opened_by=member_id,
        opened_at=work.now,
    )
    work.session.add(row)
    return row


def _require_supervisor(work: Work, visit: Visit, member_id: UUID) -> None:
    member = work.session.get_one(Member, member_id)
    if not may(member.roles, Permission.KEEP_INCIDENT):
        raise NotFoundError("No such talk")
    reading.require(work, visit, member_id=member_id)
