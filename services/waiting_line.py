"""The waiting line: a counsellor takes the next person, or a chosen one. One wins."""

from uuid import UUID

from domain.conversation import VisitState
from domain.errors import AlreadyTakenError, NobodyWaitingError, NotAgreedError
from services import line_order, organisations, ownership, presences, room
from services.work import Work
from storage.queries import contacts as contact_rows
from storage.queries import line, visits
from storage.queries import offers as offer_rows
from storage.queries import presences as presence_rows


def take_next(work: Work, *, member_id: UUID) -> UUID:
    """Take whoever is next; gives the visit.

    Raises:
        NobodyWaitingError: the line is empty, or all in it are being offered to others.
        NoRoomError: the member, or their organisation, has as many talks as they can hold.
        TrainingMissingError: the member lacks a required course, or a good certificate of it.
    """
    line.lock(work.session)
    for place in line_order.places(work):
        try:
            take(work, place.visit_id, member_id=member_id)
        except (AlreadyTakenError, NotAgreedError):
            continue
        return place.visit_id
    raise NobodyWaitingError


def take(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Take one person out of the line and begin the talk.

    Raises:
        NotFoundError: there is no such visit.
        AlreadyTakenError: somebody else was faster or is being asked, or the person has left.
        NotAgreedError: the talk began with an organisation that has not agreed to this.
        NoRoomError: the member, or their organisation, has as many talks as they can hold.
        TrainingMissingError: the member lacks a required course, or a good certificate of it.
    """
    line.lock(work.session)
    contact_id = visits.get(work.session, visit_id).contact_id
    contact_rows.lock(work.session, contact_id)
    visit = visits.get(work.session, visit_id)
    if visit.state is not VisitState.WAITING:
        raise AlreadyTakenError
    if presence_rows.is_conflict(work.session, contact_id, member_id):
        raise AlreadyTakenError  # why is nobody's to know
    if offer_rows.open_of_visit(work.session, visit_id) is not None:
        raise AlreadyTakenError
    if visit.conversation is not None and not organisations.may_go_on(
        work,
        whose=visit.conversation.organisation,
        who=organisations.of_member(work, member_id),
    ):
        raise NotAgreedError
    room.require(work, member_id)
    presences.take_note(work, member_id)
    ownership.begin(work, contact_rows.get(work.session, contact_id), visit, member_id)
