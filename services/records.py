"""Records: what a counsellor writes about a talk, once it has ended."""

import json
from dataclasses import dataclass
from uuid import UUID

from domain.conversation import End, VisitState
from domain.errors import NotYoursError, TalkStillOpenError
from domain.message import without_my_number
from domain.record import Caller, RiskLevel, Theme
from domain.secret import PrivateText
from services import contacts, desk
from services.work import Work
from storage.models.record import Record
from storage.queries import contacts as contact_rows
from storage.queries import messages, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """A record's fields. ``words`` is what it is about in the person's own words."""

    caller: Caller
    words: PrivateText
    themes: frozenset[Theme]
    risk: RiskLevel
    risk_reason: PrivateText | None
    end: End
    note: PrivateText | None


def write(work: Work, visit_id: UUID, *, member_id: UUID, entry: RecordEntry) -> None:
    """Write the record of one's own ended talk; writing again changes nothing.

    Raises:
        NotFoundError, NotYoursError: no such talk, or another counsellor's.
        TalkStillOpenError: the talk goes on.
    """
    visit = visits.get(work.session, visit_id)
    contact_rows.lock(work.session, visit.contact_id)
    visit = visits.get(work.session, visit_id)
    if visit.conversation is None or visit.conversation.counsellor_id != member_id:
        raise NotYoursError
    if visit.state is not VisitState.ENDED:
        raise TalkStillOpenError
    if work.session.get(Record, visit_id) is not None:
        return
    words = work.house.seals.seal_words(
        work.session, visit_id, messages.PLACE_OF_RECORD, PrivateText(_as_json(entry))
    )
    work.session.add(
        Record(
            visit_id=visit_id,
            member_id=member_id,
            caller=entry.caller,
            themes=",".join(sorted(entry.themes)),
            risk=entry.risk,
            end=entry.end,
            written_at=work.now,
            sealed=words.sealed,
            wrapped_key=words.wrapped_key,
            key_generation=words.key_generation,
        )
    )
    visit.end = entry.end
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id))


def find(work: Work, visit_id: UUID, *, member_id: UUID) -> RecordEntry | None:
    """The record of a talk, None while there is none.

    Raises:
        NotFoundError: no such talk, or not this member's to read.
    """
    desk.require_readable(work, visit_id, member_id=member_id)
    row = work.session.get(Record, visit_id)
    if row is None:
        return None
    sealed = work.house.seals.open_words(work.session, visit_id, messages.PLACE_OF_RECORD, row)
    words, risk_reason, note = json.loads(sealed.reveal())
    return RecordEntry(
        caller=Caller(row.caller),
        words=PrivateText(words),
        themes=frozenset(Theme(code) for code in row.themes.split(",") if code),
        risk=RiskLevel(row.risk),
        risk_reason=_text(risk_reason),
        end=End(row.end),
        note=_text(note),
    )


def _as_json(entry: RecordEntry) -> str:
    texts = (entry.words, entry.risk_reason, entry.note)
    kept = [without_my_number(text).reveal() if text else None for text in texts]
    return json.dumps(kept, ensure_ascii=False)


def _text(words: str | None) -> PrivateText | None:
    return None if words is None else PrivateText(words)
