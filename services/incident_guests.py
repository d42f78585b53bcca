"""Guests: somebody else reads one incident until a time; it ends by itself, and it shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError
from domain.incident import LONGEST_GUEST
from domain.incident_errors import NoGuestError
from domain.permission import Role
from services import audit, incident_entries, incidents, reading, shown, timetable
from services.work import Work
from storage.models.incident import Incident, IncidentGuest
from storage.models.member import Member
from storage.queries import incidents as rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who reads, or has read, one incident; ``is_in``: now."""

    id: UUID
    alias: str
    role: Role
    made_by: str
    made_at: datetime
    until_at: datetime
    is_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A member who could be let in; ``organisation`` by its name."""

    member_id: UUID
    alias: str
    role: Role
    organisation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a member is let read, and until when."""

    incident_id: UUID
    until_at: datetime


def let_in(
    work: Work, incident_id: UUID, guest_id: UUID, *, member_id: UUID, for_hours: int
) -> None:
    """Let a member read one open incident for some hours, 1 to 72.

    Raises:
        NotFoundError: no such incident or member, or not this member's to keep, or they are a
            guest themselves.
        IncidentOverError: it is closed.
        NoGuestError: they may know the person, do not take part yet, or read it anyway; or it
            would be too long.
    """
    row = incidents.lock_to_keep(work, incident_id, member_id=member_id)
    if not may_let_in(work, row, member_id=member_id):
        raise NotFoundError("No such incident")
    if not 1 <= for_hours <= LONGEST_GUEST // timedelta(hours=1):
        raise NoGuestError
    member = work.session.get(Member, guest_id)
    if member is None or not member.is_active:
        raise NotFoundError("No such member")
    if not _may_be_guest(work, row, member):
        raise NoGuestError
    work.session.add(
        IncidentGuest(
            id=uuid4(),
            incident_id=row.id,
            member_id=guest_id,
            made_by=member_id,
            made_at=work.now,
            until_at=work.now + timedelta(hours=for_hours),
        )
    )
    work.session.flush()
    _note(work, row, Act.INCIDENT_GUEST, guest_id, by=member_id)
    incidents.changed(work, row)


def may_let_in(work: Work, row: Incident, *, member_id: UUID) -> bool:
    """Whether a member who keeps it lets others in: guests do not, or their time had no end."""
    return reading.can_read(work, row.visit_id, member_id=member_id)


def end(work: Work, incident_id: UUID, guest_row_id: UUID, *, member_id: UUID) -> None:
    """End it before its time; already over, nothing changes.

    Raises:
        NotFoundError: there is none, or not this member's to keep. IncidentOverError: closed.
    """
    row = incidents.lock_to_keep(work, incident_id, member_id=member_id)
    found = work.session.get(IncidentGuest, guest_row_id, populate_existing=True)
    if found is None or found.incident_id != row.id:
        raise NotFoundError("No such guest")
    if found.ended_at is None and found.until_at > work.now:
        found.ended_at = work.now
        _note(work, row, Act.INCIDENT_GUEST_ENDED, found.member_id, by=member_id)
        incidents.changed(work, row)


def list_of(work: Work, row: Incident) -> tuple[Guest, ...]:
    """Everybody who was ever let in, the latest first."""
    return tuple(_shown(work, row, each) for each in rows.guests(work.session, row.id))


def list_candidates(work: Work, row: Incident) -> tuple[Candidate, ...]:
    """Who could be let in, by alias."""
    members = work.session.query(Member).filter_by(is_active=True).order_by(Member.alias, Member.id)
    inside = {
        each.member_id for each in rows.guests(work.session, row.id) if _is_in(work, row, each)
    }
    names = {each.code: each.name for each in timetable.current(work).organisations}
    return tuple(
        Candidate(
            member_id=each.id,
            alias=each.alias,
            role=each.role,
            organisation=names.get(each.organisation or "", each.organisation),
        )
        for each in members
        if each.id not in inside and _may_be_guest(work, row, each)
    )


def list_own(work: Work, member_id: UUID) -> tuple[Invitation, ...]:
    """What a member is let read now."""
    return tuple(
        Invitation(incident_id=each.incident_id, until_at=each.until_at)
        for each in rows.guest_of(work.session, member_id, now=work.now)
        if _is_open_to(work, rows.get(work.session, each.incident_id), member_id)
    )


def _is_open_to(work: Work, row: Incident, member_id: UUID) -> bool:
    return incidents.guest_until(work, row, member_id=member_id) is not None


def _may_be_guest(work: Work, row: Incident, member: Member) -> bool:
    if not incidents.may_be_guest(work, row, member_id=member.id):
        return False
    return not incidents.may_keep(work, row, member_id=member.id)


def _is_in(work: Work, row: Incident, guest: IncidentGuest) -> bool:
    return guest.ended_at is None and guest.until_at > work.now and row.closed_at is None


def _shown(work: Work, row: Incident, guest: IncidentGuest) -> Guest:
    return Guest(
        id=guest.id,
        alias=shown.member_alias(work, guest.member_id) or "",
        role=work.session.get_one(Member, guest.member_id).role,
        made_by=shown.member_alias(work, guest.made_by) or "",
        made_at=guest.made_at,
        until_at=guest.ended_at or guest.until_at,
        is_in=_is_in(work, row, guest),
    )


def _note(work: Work, row: Incident, act: Act, guest_id: UUID, *, by: UUID) -> None:
    """Into the log twice: by whom it is about, and by whom it is opened to."""
    subject = Subject(kind=SubjectKind.MEMBER, id=guest_id)
    audit.note(work, act, actor_id=by, subject=incident_entries.about(row))
    audit.note(work, act, actor_id=by, subject=subject)
