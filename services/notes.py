"""Notes: what one counsellor hands to the next, sealed, inside an organisation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from domain.errors import SealError
from domain.message import without_my_number
from domain.secret import PrivateText
from services import organisations, reading, returning, timetable
from services.work import Work
from storage.models.member import Member
from storage.models.record import Note
from storage.models.visit import Visit
from storage.queries import messages, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEntry:
    """A note about to be handed on; ``crosses`` marks it for other organisations too."""

    words: PrivateText
    crosses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    """A note as the next counsellor reads it."""

    words: PrivateText
    author_alias: str
    written_at: datetime
    crosses: bool


def add(work: Work, visit: Visit, *, author_id: UUID, note: NoteEntry | None) -> None:
    """Keep a note with the visit; an empty one is none."""
    if note is None or not note.words.reveal().strip():
        return
    row = Note(
        id=uuid4(),
        visit_id=visit.id,
        contact_id=visit.contact_id,
        author_id=author_id,
        organisation=work.session.get_one(Member, author_id).organisation,
        crosses=note.crosses,
        written_at=work.now,
    )
    sealed = work.house.seals.seal_words(
        work.session, visit.id, messages.place_of_note(row.id), without_my_number(note.words)
    )
    row.sealed = sealed.sealed
    row.wrapped_key = sealed.wrapped_key
    row.key_generation = sealed.key_generation
    work.session.add(row)
    work.session.flush()


def may_cross(work: Work, *, member_id: UUID) -> bool:
    """Whether a member's notes can be read in any other organisation that takes part."""
    whose = organisations.of_member(work, member_id)
    schedule = timetable.current(work)
    return any(
        schedule.agreement.do_notes_cross(whose=whose, who=other.code)
        for other in schedule.organisations
        if other.code != whose and organisations.has_joined(work, other.code)
    )


def list_readable(work: Work, visit: Visit, *, member_id: UUID) -> tuple[ShownNote, ...]:
    """The notes about this person that the member may read, the newest last.

    Inside one's organisation all of them; of other organisations those marked for it, as far as
    the agreement lets them cross. Those of before this visit only where the person wishes it.
    """
    viewer = reading.viewer(work, member_id)
    agreement = timetable.current(work).agreement
    is_hidden = returning.is_hidden(work, visit)
    rows = work.session.scalars(
        select(Note).where(Note.contact_id == visit.contact_id).order_by(Note.written_at, Note.id)
    )
    readable = (
        row
        for row in rows
        if row.sealed is not None
        and (row.visit_id == visit.id or not is_hidden)
        and (
            row.organisation == viewer.organisation
            or (row.crosses and viewer.may_hear(row.written_at))
        )
        and agreement.do_notes_cross(whose=row.organisation, who=viewer.organisation)
    )
    found = [_shown(work, row) for row in readable]
    return tuple(each for each in found if each is not None)


def _shown(work: Work, row: Note) -> ShownNote | None:
    """None where its words cannot be opened: one spoiled note hides nothing but itself."""
    try:
        words = work.house.seals.open_words(
            work.session, row.visit_id, messages.place_of_note(row.id), row
        )
    except SealError:
        return None
    return ShownNote(
        words=words,
        author_alias=visits.alias_of_member(work.session, row.author_id),
        written_at=row.written_at,
        crosses=row.crosses,
    )
