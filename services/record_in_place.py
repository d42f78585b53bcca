"""A record in somebody's place: the counsellor has left, and a day is not closed without it."""

from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.conversation import VisitState
from domain.day_errors import RecordWrittenError
from domain.errors import NotFoundError
from domain.permission import Permission, may
from domain.record import LEVEL_NUMBERS
from services import alerts, audit, contacts, record_rows, sign_off, stat_records
from services.record_entry import RecordEntry
from services.work import Work
from storage.models.member import Member
from storage.models.record import Record
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import visits


def write(work: Work, visit_id: UUID, *, member_id: UUID, entry: RecordEntry) -> None:
    """Write a record as a supervisor who may sign it; the row says who did.

    Nothing is handed on by it (note, care): whoever writes it has not had the talk. Writing the
    same again changes nothing.

    Raises:
        NotFoundError: no such talk, not this member's to sign, or its counsellor writes it.
        RecordWrittenError: there is a record, and it says something else.
    """
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    if not sign_off.may_sign(work, visit_id, member_id=member_id):
        raise NotFoundError("No such record")
    written = work.session.get(Record, visit_id)
    if written is not None:
        if written.member_id == member_id and record_rows.says(work, written, entry):
            return
        raise RecordWrittenError
    if not is_left(work, visit):
        raise NotFoundError("No such record")
    row = record_rows.begin(work, visit, member_id=member_id)
    record_rows.fill(work, row, entry)
    work.session.add(row)
    visit.end = entry.end
    stat_records.recorded(work, visit, entry)
    alerts.heed_record(work, visit, level=LEVEL_NUMBERS[entry.risk], by=member_id)
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)
    subject = Subject(kind=SubjectKind.VISIT, id=visit_id)
    audit.note(work, Act.RECORD_WRITTEN, actor_id=member_id, subject=subject, reason="in_place")


def may_write(work: Work, visit_id: UUID, *, member_id: UUID) -> bool:
    """Whether this member writes it now."""
    is_theirs = sign_off.may_sign(work, visit_id, member_id=member_id)
    return is_theirs and is_left(work, visits.get(work.session, visit_id))


def is_left(work: Work, visit: Visit) -> bool:
    """Whether an ended talk has no record, and its counsellor writes none any more."""
    talk = visit.conversation
    if talk is None or visit.state is not VisitState.ENDED:
        return False
    if work.session.get(Record, visit.id) is not None:
        return False
    counsellor = work.session.get_one(Member, talk.counsellor_id)
    return not counsellor.is_active or not may(counsellor.roles, Permission.WRITE_RECORD)
