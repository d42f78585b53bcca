"""Care: what not to touch, how to call somebody, at what pace; sealed, kept over visits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from domain.care import LONGEST_CARE, CareKind
from domain.errors import SealError, TextTooLongError
from domain.message import without_my_number
from domain.secret import PrivateText
from services import contacts, in_hand, organisations, returning
from services.work import Work
from storage.models.desk import CareNote
from storage.models.visit import Visit
from storage.queries import messages, own_talks, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCare:
    """A few words about a person as the next counsellor reads them."""

    kind: CareKind
    words: PrivateText
    author_alias: str
    written_at: datetime


def list_readable(work: Work, visit: Visit, *, member_id: UUID) -> tuple[ShownCare, ...]:
    """What one's organisation knows to take care of, in the order of the kinds.

    What was written before this visit is left out where the person does not wish it to be seen.
    """
    own = organisations.of_member(work, member_id)
    is_hidden = returning.is_hidden(work, visit)
    rows = {
        row.kind: row
        for row in own_talks.care_of(work.session, visit.contact_id)
        if row.organisation == own and (row.visit_id == visit.id or not is_hidden)
    }
    found = [_shown(work, rows[kind]) for kind in CareKind if kind in rows]
    return tuple(each for each in found if each is not None)


def list_of(work: Work, visit_id: UUID, *, member_id: UUID) -> tuple[ShownCare, ...]:
    """The same for a visit by its id; whoever calls has made sure that the member may read it.

    Raises:
        NotFoundError: there is no such visit.
    """
    return list_readable(work, visits.get(work.session, visit_id), member_id=member_id)


def keep(
    work: Work, visit_id: UUID, *, member_id: UUID, words: dict[CareKind, PrivateText]
) -> None:
    """Write what is to be taken care of; an empty text takes it back.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
        TextTooLongError: longer than ``LONGEST_CARE``.
    """
    if any(len(text.reveal()) > LONGEST_CARE[kind] for kind, text in words.items()):
        raise TextTooLongError
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id, or_beside=True)
    write(work, visit, member_id=member_id, words=words)
    contacts.changed(work, contact, visit.id)


def write(
    work: Work, visit: Visit, *, member_id: UUID, words: Mapping[CareKind, PrivateText]
) -> None:
    """Write it for a visit whose contact is locked; whoever calls has looked whose it is."""
    own = organisations.of_member(work, member_id)
    shown_now = {
        each.kind: each.words.reveal() for each in list_readable(work, visit, member_id=member_id)
    }
    rows = {
        row.kind: row
        for row in own_talks.care_of(work.session, visit.contact_id)
        if row.organisation == own
    }
    for kind, text in words.items():
        if text.reveal().strip() == shown_now.get(kind, ""):
            continue  # what is not shown is not taken back by an empty field
        _keep_one(work, visit, rows.get(kind), _entry(visit, own, kind, member_id), text)


def _entry(visit: Visit, organisation: str | None, kind: CareKind, member_id: UUID) -> CareNote:
    return CareNote(
        id=uuid4(),
        contact_id=visit.contact_id,
        organisation=organisation,
        kind=kind,
        author_id=member_id,
    )


def _keep_one(
    work: Work, visit: Visit, before: CareNote | None, entry: CareNote, text: PrivateText
) -> None:
    if before is not None:
        work.session.delete(before)
        work.session.flush()
    words = text.reveal().strip()
    if not words:
        return
    sealed = work.house.seals.seal_words(
        work.session,
        visit.id,
        messages.place_of_care(entry.id),
        without_my_number(PrivateText(words)),
    )
    entry.visit_id = visit.id
    entry.written_at = work.now
    entry.sealed = sealed.sealed
    entry.wrapped_key = sealed.wrapped_key
    entry.key_generation = sealed.key_generation
    work.session.add(entry)
    work.session.flush()


def _shown(work: Work, row: CareNote) -> ShownCare | None:
    try:
        words = work.house.seals.open_words(
            work.session, row.visit_id, messages.place_of_care(row.id), row
        )
    except SealError:
        return None  # the visit it was written in is gone, and its key with it
    return ShownCare(
        kind=row.kind,
        words=words,
        author_alias=visits.alias_of_member(work.session, row.author_id),
        written_at=row.written_at,
    )
