"""What does not count before a second supervisor agrees: an end, disclosing, erasing."""

from uuid import UUID

from domain.audit import Act, Outcome
from domain.errors import NotFoundError
from domain.incident import TWO_PERSONS, EntryKind
from domain.incident_errors import AnsweredError, AskedBeforeError, NoConferenceError
from domain.permission import Permission, may
from services import audit, incident_day, incident_entries, incident_held, incidents, making
from services.glass import SameHandsError, SamePersonError
from services.incident_entries import Told
from services.work import Work
from storage.models.incident import Incident, IncidentEntry
from storage.models.member import Member
from storage.queries import incident_cover
from storage.queries import incidents as rows


def ask(work: Work, incident_id: UUID, told: Told, *, member_id: UUID) -> UUID:
    """Ask for something that takes two.

    Raises:
        NotFoundError, IncidentOverError, EmptyTextError, TextTooLongError: as ``incidents.tell``.
        NoConferenceError: it is not over before a conference has decided, on all that is known.
    """
    if told.kind not in TWO_PERSONS:
        raise NotFoundError("No such asking")
    row = incidents.lock_to_keep(work, incident_id, member_id=member_id)
    if told.kind is EntryKind.OVER:
        _require_decided(work, row)
    return incident_entries.add(work, row, told, member_id=member_id).id


def answer(
    work: Work, incident_id: UUID, entry_id: UUID, *, member_id: UUID, is_agreed: bool
) -> None:
    """Agree or not, as the second person; agreed that it is over, the incident is closed.

    Raises:
        NotFoundError: no such asking, or not this member's. IncidentOverError: it is closed.
        AnsweredError: somebody has answered.
        AskedBeforeError: to agree, it was asked before the incident was opened last, before danger
            rose (of an end), or by one who keeps it no more.
        SamePersonError: they have asked themselves.
        SameHandsError: one has lately made the other a member, or somebody made both.
        NoConferenceError: as ``ask``.
    """
    row = incidents.lock_to_keep(work, incident_id, member_id=member_id)
    asked = rows.get_entry(work.session, row.id, entry_id)
    if asked.kind not in TWO_PERSONS:
        raise NotFoundError("No such asking")
    _require_second(work, asked, member_id)
    if is_agreed and not is_standing(work, row, asked):
        raise AskedBeforeError
    asked.answered_by = member_id
    asked.answered_at = work.now
    asked.is_agreed = is_agreed
    audit.note(
        work,
        Act.INCIDENT_ANSWERED,
        actor_id=member_id,
        subject=incident_entries.about(row),
        reason=asked.kind,
        outcome=Outcome.DONE if is_agreed else Outcome.REFUSED,
    )
    if is_agreed and asked.kind is EntryKind.OVER:
        _close(work, row, member_id)
    work.session.flush()
    incidents.changed(work, row)


def _require_decided(work: Work, row: Incident) -> None:
    if not incident_day.is_decided_on(work, row):
        raise NoConferenceError


def _require_second(work: Work, asked: IncidentEntry, member_id: UUID) -> None:
    if asked.answered_at is not None:
        raise AnsweredError
    if asked.written_by == member_id:
        raise SamePersonError
    if not making.are_two(work, asked.written_by, member_id):
        raise SameHandsError


def is_standing(work: Work, row: Incident, asked: IncidentEntry) -> bool:
    """What was asked is still asked: of this opening, of things as they are, by a supervisor."""
    if asked.written_at < row.opened_at:
        return False
    if asked.kind is EntryKind.OVER and incident_cover.has_risen_since(
        work.session, row, asked.written_at
    ):
        return False
    asker = work.session.get_one(Member, asked.written_by)
    return asker.is_active and may(asker.roles, Permission.KEEP_INCIDENT)


def _close(work: Work, row: Incident, member_id: UUID) -> None:
    _require_decided(work, row)
    row.closed_at = work.now
    incident_held.erase_all(work, row.visit_id)
    audit.note(work, Act.INCIDENT_CLOSED, actor_id=member_id, subject=incident_entries.about(row))
