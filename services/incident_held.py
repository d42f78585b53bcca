"""Words a person took back while an incident was open: sealed to its supervisors, with a reason.

What is taken back is erased, always; here it waits for the end of the incident first.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from domain.conversation import End
from domain.errors import NotFoundError, SealError
from domain.message import Direction
from domain.secret import PrivateText
from services import incident_reasons, incidents, reading
from services.work import Work
from storage.models.incident import HeldWords
from storage.models.message import Message
from storage.models.visit import Visit
from storage.queries import incident_cover, messages, visits
from storage.queries import incidents as rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHeld:
    """Words that were taken back, or replaced (``is_edit``); None where they do not open."""

    held_at: datetime
    is_edit: bool
    words: PrivateText | None


def keep(work: Work, message: Message, *, is_edit: bool = False) -> None:
    """Keep a person's words that are about to be erased, if an incident they belong to is open.

    It is the one their visit belongs to, or that of the visit they, left outside the hours, stand
    in front of.
    """
    if message.direction is not Direction.INBOUND or message.sealed is None:
        return
    held_for = _open_ones(work, message.visit_id)
    if not held_for:
        return
    place = messages.place_of_message(message.id, message.direction)
    try:
        words = work.house.seals.open_words(work.session, message.visit_id, place, message)
    except SealError:
        return
    for visit_id in held_for:
        _hold(work, message, visit_id, words, is_edit=is_edit)


def list_for(work: Work, incident_id: UUID, *, member_id: UUID) -> tuple[ShownHeld, ...]:
    """What is held of an incident, for a supervisor who has said why.

    Raises:
        NotFoundError: there is no such incident, or not this member's to keep.
        ReasonNeededError: they have not said why a moment ago.
    """
    incident = rows.get(work.session, incident_id)
    is_guest = not reading.can_read(work, incident.visit_id, member_id=member_id)
    if is_guest or not incidents.may_keep(work, incident, member_id=member_id):
        raise NotFoundError("No such incident")
    incident_reasons.require_given(work, incident.visit_id, member_id=member_id)
    return tuple(
        ShownHeld(held_at=row.held_at, is_edit=row.is_edit, words=_opened(work, row))
        for row in rows.held_words(work.session, incident.visit_id)
    )


def count(work: Work, visit_id: UUID) -> int:
    """How many words are held of a visit."""
    return len(rows.held_words(work.session, visit_id))


def erase_all(work: Work, visit_id: UUID) -> None:
    """Erase what was held, beyond the reach of any backup: the visit's key is renewed."""
    found = rows.held_words(work.session, visit_id)
    if not found:
        return
    for row in found:
        work.session.delete(row)
    work.session.flush()
    kept = messages.sealed_rows(work.session, visit_id)
    work.house.seals.renew_visit_key(work.session, visit_id, kept)


def _open_ones(work: Work, visit_id: UUID) -> list[UUID]:
    visit = work.session.get_one(Visit, visit_id)
    own = incident_cover.open_of_visit(work.session, visit_id)
    return [
        row.visit_id
        for row in incident_cover.of_contact(work.session, visit.contact_id)
        if row.closed_at is None
        if row is own
        or visit_id
        in visits.left_before(
            work.session,
            work.session.get_one(Visit, row.visit_id),
            End.OUT_OF_HOURS_ONLY,
        )
    ]


def _hold(
    work: Work, message: Message, visit_id: UUID, words: PrivateText, *, is_edit: bool
) -> None:
    row = HeldWords(
        id=uuid4(),
        visit_id=visit_id,
        message_id=message.id,
        held_at=work.now,
        is_edit=is_edit,
    )
    sealed = work.house.seals.seal_words(
        work.session, visit_id, messages.place_of_held(row.id), words
    )
    row.sealed = sealed.sealed
    row.wrapped_key = sealed.wrapped_key
    row.key_generation = sealed.key_generation
    work.session.add(row)
    work.session.flush()


def _opened(work: Work, row: HeldWords) -> PrivateText | None:
    try:
        return work.house.seals.open_words(
            work.session, row.visit_id, messages.place_of_held(row.id), row
        )
    except SealError:
        return None
