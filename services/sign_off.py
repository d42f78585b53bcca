"""Signing off: a supervisor has read a record and answers for it."""

from datetime import datetime
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.day_errors import OwnRecordError, RecordChangedError
from domain.errors import NotFoundError
from domain.message import without_my_number
from domain.permission import Permission, may
from domain.secret import PrivateText
from services import audit, contacts, reading
from services.work import Work
from storage.models.member import Member
from storage.models.record import Record, SignOff
from storage.queries import contacts as contact_rows
from storage.queries import messages, team, visits
from storage.queries import records as record_queries


def sign(
    work: Work,
    visit_id: UUID,
    *,
    member_id: UUID,
    comment: PrivateText | None,
    seen_at: datetime | None,
) -> None:
    """Sign a record; signing again changes nothing.

    ``seen_at``: since when what was read had stood (``WrittenRecord.stands_since``), None for
    nothing that can be told.

    Raises:
        NotFoundError: there is no such record, or not this member's to sign.
        RecordChangedError: it says something else by now.
        OwnRecordError: they wrote it themselves, and somebody else could sign it.
    """
    visit = visits.get(work.session, visit_id)
    contact_rows.lock(work.session, visit.contact_id)
    record = work.session.get(Record, visit_id, populate_existing=True)
    if record is None or not may_sign(work, visit_id, member_id=member_id):
        raise NotFoundError("No such record")
    if record_queries.is_signed_off(work.session, visit_id):
        return
    if seen_at != (record.changed_at or record.written_at):
        raise RecordChangedError
    is_own = record.member_id == member_id
    if is_own and _is_somebody_else(work, visit_id, member_id):
        raise OwnRecordError
    row = SignOff(visit_id=visit_id, member_id=member_id, signed_at=work.now, is_own=is_own)
    if comment is not None and comment.reveal().strip():
        sealed = work.house.seals.seal_words(
            work.session, visit_id, messages.PLACE_OF_SIGN_OFF, without_my_number(comment)
        )
        row.sealed = sealed.sealed
        row.wrapped_key = sealed.wrapped_key
        row.key_generation = sealed.key_generation
    work.session.add(row)
    work.session.flush()
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)
    audit.note(
        work,
        Act.RECORD_SIGNED_OFF,
        actor_id=member_id,
        subject=Subject(kind=SubjectKind.VISIT, id=visit_id),
        reason="own" if is_own else None,
    )


def may_sign(work: Work, visit_id: UUID, *, member_id: UUID) -> bool:
    """Whether such records are this member's to sign: a supervisor's who may read them."""
    member = work.session.get_one(Member, member_id)
    return (
        member.is_active
        and may(member.roles, Permission.SIGN_OFF_RECORD)
        and reading.can_read(work, visit_id, member_id=member_id)
    )


def _is_somebody_else(work: Work, visit_id: UUID, member_id: UUID) -> bool:
    others = [each.id for each in team.supervisors(work.session) if each.id != member_id]
    return any(may_sign(work, visit_id, member_id=other) for other in others)
