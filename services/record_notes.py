"""The note of a record: what the next counsellor reads (申し送り) follows what the record says."""

from uuid import UUID, uuid5

from domain.message import without_my_number
from domain.secret import PrivateText
from services.work import Work
from storage.models.member import Member
from storage.models.record import Note
from storage.models.visit import Visit
from storage.queries import messages


def follow(work: Work, visit: Visit, *, author_id: UUID, words: PrivateText | None) -> None:
    """Have one note of this record with these words, or none."""
    note_id = uuid5(visit.id, "note of the record")
    row = work.session.get(Note, note_id)
    if words is None or not words.reveal().strip():
        if row is not None:
            work.session.delete(row)
        return
    if row is None:
        row = Note(
            id=note_id,
            visit_id=visit.id,
            contact_id=visit.contact_id,
            author_id=author_id,
            organisation=work.session.get_one(Member, author_id).organisation,
            crosses=False,
            written_at=work.now,
        )
        work.session.add(row)
    sealed = work.house.seals.seal_words(
        work.session, visit.id, messages.place_of_note(note_id), without_my_number(words)
    )
    row.sealed = sealed.sealed
    row.wrapped_key = sealed.wrapped_key
    row.key_generation = sealed.key_generation
    work.session.flush()
