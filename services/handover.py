"""Hand-over: a running talk goes to another counsellor, and never is without one in between."""

from uuid import UUID

from domain.conversation import Passing, VisitState
from domain.errors import (
    AlreadyOfferedError,
    NotAgreedError,
    NotOnDutyError,
    NotYoursError,
    ReadingOnlyError,
    TalkEndedError,
)
from domain.offer import OfferKind
from services import contacts, notes, offers, organisations, ownership, room
from services.notes import NoteEntry
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import line, presences, visits
from storage.queries import offers as offer_rows


def offer_to(
    work: Work, visit_id: UUID, *, member_id: UUID, to_member_id: UUID, note: NoteEntry | None
) -> UUID:
    """Ask a chosen counsellor to go on with one's own talk; gives the offer.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
        NotOnDutyError, NoRoomError, NotAgreedError: the other one cannot.
        AlreadyOfferedError: somebody is asked.
    """
    visit, contact = own_talk(work, visit_id, member_id)
    if to_member_id == member_id:
        raise NotOnDutyError
    require_free(work, contact, to_member_id, instead_of=member_id)
    if offer_rows.open_of_visit(work.session, visit_id) is not None:
        raise AlreadyOfferedError
    notes.add(work, visit, author_id=member_id, note=note)
    offer_id = offers.make(
        work,
        visit,
        member_id=to_member_id,
        kind=OfferKind.HAND_OVER,
        from_member_id=member_id,
    )
    contacts.changed(work, contact, visit.id)
    return offer_id


def release(work: Work, visit_id: UUID, *, member_id: UUID, note: NoteEntry | None) -> None:
    """Give one's own talk back to the line; one stays with it until somebody accepts.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    visit, contact = own_talk(work, visit_id, member_id)
    notes.add(work, visit, author_id=member_id, note=note)
    ownership.seek_another(work, contact, visit, Passing.RELEASED)


def keep(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Go on with one's own talk after all; whoever was asked is asked no more.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    visit, contact = own_talk(work, visit_id, member_id)
    ownership.settle(visit)
    offers.withdraw_for(work, visit)
    contacts.changed(work, contact, visit.id)


def own_talk(work: Work, visit_id: UUID, member_id: UUID) -> tuple[Visit, Contact]:
    """One's own running talk, under the locks of the line and the contact.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    visit, contact = running_talk(work, visit_id)
    talk = ownership.conversation_of(visit)
    if talk.counsellor_id != member_id:
        raise NotYoursError
    if talk.passing is Passing.DROPPED:
        raise ReadingOnlyError
    return visit, contact


def running_talk(work: Work, visit_id: UUID) -> tuple[Visit, Contact]:
    """A running talk, under the locks of the line and the contact.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is none, or not any more.
    """
    line.lock(work.session)
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    ownership.conversation_of(visit)
    if visit.state is not VisitState.TALKING:
        raise TalkEndedError
    return visit, contact_rows.get(work.session, visit.contact_id)


def require_free(work: Work, contact: Contact, member_id: UUID, *, instead_of: UUID) -> None:
    """The member is here, has room for the talk of another, and may meet this person.

    Raises:
        NotOnDutyError, NoRoomError, NotAgreedError: not so. Why two may not meet is never told.
    """
    if not presences.is_here(work.session, member_id, now=work.now):
        raise NotOnDutyError
    if presences.is_conflict(work.session, contact.id, member_id):
        raise NotOnDutyError
    if not organisations.may_go_on(
        work,
        whose=organisations.of_member(work, instead_of),
        who=organisations.of_member(work, member_id),
    ):
        raise NotAgreedError
    room.require(work, member_id, instead_of=instead_of)
