"""Records: what a counsellor writes about a talk, once it has ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.conversation import VisitState
from domain.day_errors import RecordSignedError, RecordWrittenError
from domain.errors import (
    EmptyTextError,
    NotFoundError,
    NotYoursError,
    SealError,
    TalkStillOpenError,
)
from domain.message import without_my_number
from domain.permission import Permission, may
from domain.record import LEVEL_NUMBERS
from domain.secret import PrivateText
from services import alerts, audit, care, contacts, desk, record_notes, record_rows, stat_records
from services.record_entry import RecordEntry, care_of
from services.work import Work
from storage.models.member import Member
from storage.models.record import Record, RecordAmendment, SignOff
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import drafts, messages, visits
from storage.queries import records as record_queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What was added after the signing; ``words`` is None where they cannot be opened."""

    words: PrivateText | None
    author_alias: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who has signed a record; ``is_own``: the one who wrote it, there being nobody else."""

    alias: str
    signed_at: datetime
    is_own: bool
    comment: PrivateText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRecord:
    """A record as it is read: ``number`` is None for those written before there were numbers.

    ``in_place_of`` is the alias of the counsellor where somebody else has written it.
    """

    entry: RecordEntry
    author_id: UUID
    author_alias: str
    in_place_of: str | None
    number: str | None
    written_at: datetime
    changed_at: datetime | None
    signature: Signature | None
    amendments: tuple[Amendment, ...]

    @property
    def stands_since(self) -> datetime:
        """When it was written as it stands now."""
        return self.changed_at or self.written_at

    @property
    def mark(self) -> str:
        """``stands_since`` as a form carries it: to the microsecond, unlike one shown."""
        return self.stands_since.isoformat()


def write(work: Work, visit_id: UUID, *, member_id: UUID, entry: RecordEntry) -> None:
    """Write the record of one's own ended talk; writing the same again changes nothing.

    Raises:
        NotFoundError, NotYoursError: no such talk, or another counsellor's.
        TalkStillOpenError: the talk goes on.
        RecordWrittenError: there is a record, and it says something else.
    """
    visit = _own_ended(work, visit_id, member_id)
    written = work.session.get(Record, visit_id)
    if written is not None:
        if record_rows.says(work, written, entry):
            return
        raise RecordWrittenError
    row = record_rows.begin(work, visit, member_id=member_id)
    _fill(work, visit, row, entry)
    work.session.add(row)
    drafts.drop(work.session, visit_id, member_id)
    work.serve_line()  # whoever had too much left to write may be free now
    _note(work, Act.RECORD_WRITTEN, visit_id, member_id)


def change(work: Work, visit_id: UUID, *, member_id: UUID, entry: RecordEntry) -> None:
    """Write one's own record anew, until a supervisor has signed it.

    Raises:
        NotFoundError, NotYoursError: there is none, or it is another counsellor's.
        RecordSignedError: it is signed; only an amendment can be added.
    """
    visit = _own_ended(work, visit_id, member_id)
    row = _record(work, visit_id)
    if row.member_id != member_id:
        raise NotYoursError
    if record_queries.is_signed_off(work.session, visit_id):
        raise RecordSignedError
    row.changed_at = work.now
    _fill(work, visit, row, entry)
    _note(work, Act.RECORD_WRITTEN, visit_id, member_id, reason="changed")


def amend(work: Work, visit_id: UUID, *, member_id: UUID, words: PrivateText) -> None:
    """Add to a signed record: dated, sealed, and never changed again.

    Raises:
        NotFoundError: there is no such record, or not this member's to read.
        NotYoursError: they neither wrote it nor may sign such records; or it is not signed yet.
        EmptyTextError: there are no words.
    """
    _locked(work, visit_id)
    desk.require_readable(work, visit_id, member_id=member_id)
    row = _record(work, visit_id)
    member = work.session.get_one(Member, member_id)
    may_add = member_id == row.member_id or may(member.roles, Permission.SIGN_OFF_RECORD)
    if not may_add or not record_queries.is_signed_off(work.session, visit_id):
        raise NotYoursError
    if not words.reveal().strip():
        raise EmptyTextError
    added = RecordAmendment(id=uuid4(), visit_id=visit_id, member_id=member_id, written_at=work.now)
    sealed = work.house.seals.seal_words(
        work.session, visit_id, messages.place_of_amendment(added.id), without_my_number(words)
    )
    added.sealed = sealed.sealed
    added.wrapped_key = sealed.wrapped_key
    added.key_generation = sealed.key_generation
    work.session.add(added)
    _note(work, Act.RECORD_WRITTEN, visit_id, member_id, reason="amended")


def find(work: Work, visit_id: UUID, *, member_id: UUID) -> WrittenRecord | None:
    """The record of a talk, None while there is none.

    Raises:
        NotFoundError: no such talk, or not this member's to read.
    """
    desk.require_readable(work, visit_id, member_id=member_id)
    row = work.session.get(Record, visit_id)
    if row is None:
        return None
    author = visits.alias_of_member(work.session, row.member_id)
    talk = visits.get(work.session, visit_id).conversation
    counsellor_id = talk.counsellor_id if talk is not None else row.member_id
    return WrittenRecord(
        entry=record_rows.read(work, row),
        author_id=row.member_id,
        author_alias=author,
        in_place_of=(
            visits.alias_of_member(work.session, counsellor_id)
            if counsellor_id != row.member_id
            else None
        ),
        number=row.number,
        written_at=row.written_at,
        changed_at=row.changed_at,
        signature=_signature(work, visit_id),
        amendments=tuple(
            Amendment(
                words=_opened(work, messages.place_of_amendment(each.id), each),
                author_alias=visits.alias_of_member(work.session, each.member_id),
                written_at=each.written_at,
            )
            for each in record_queries.amendments(work.session, visit_id)
            if each.sealed is not None
        ),
    )


def _own_ended(work: Work, visit_id: UUID, member_id: UUID) -> Visit:
    visit = _locked(work, visit_id)
    if visit.conversation is None or visit.conversation.counsellor_id != member_id:
        raise NotYoursError
    if visit.state is not VisitState.ENDED:
        raise TalkStillOpenError
    return visit


def _locked(work: Work, visit_id: UUID) -> Visit:
    """The visit, read anew under the lock of its contact: no key is renewed meanwhile."""
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    return visits.get(work.session, visit_id)


def _opened(work: Work, place: str, row: RecordAmendment | SignOff) -> PrivateText | None:
    try:
        return work.house.seals.open_words(work.session, row.visit_id, place, row)
    except SealError:
        return None


def _record(work: Work, visit_id: UUID) -> Record:
    row = work.session.get(Record, visit_id, populate_existing=True)
    if row is None:
        raise NotFoundError("No such record")
    return row


def _fill(work: Work, visit: Visit, row: Record, entry: RecordEntry) -> None:
    record_rows.fill(work, row, entry)
    record_notes.follow(work, visit, author_id=row.member_id, words=entry.note)
    care.write(work, visit, member_id=row.member_id, words=care_of(entry))
    visit.end = entry.end
    stat_records.recorded(work, visit, entry)
    alerts.heed_record(work, visit, level=LEVEL_NUMBERS[entry.risk], by=row.member_id)
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)


def _signature(work: Work, visit_id: UUID) -> Signature | None:
    row = work.session.get(SignOff, visit_id)
    if row is None:
        return None
    comment = None
    if row.sealed is not None:
        comment = _opened(work, messages.PLACE_OF_SIGN_OFF, row)
    return Signature(
        alias=visits.alias_of_member(work.session, row.member_id),
        signed_at=row.signed_at,
        is_own=row.is_own,
        comment=comment,
    )


def _note(
    work: Work, act: Act, visit_id: UUID, member_id: UUID, *, reason: str | None = None
) -> None:
    subject = Subject(kind=SubjectKind.VISIT, id=visit_id)
    audit.note(work, act, actor_id=member_id, subject=subject, reason=reason)
