"""The waiting line: a counsellor takes the next person, or a chosen one. One wins."""

from uuid import UUID

from domain.conversation import Happening, VisitState, after
from domain.errors import AlreadyTakenError, NobodyWaitingError
from services import answers, contacts, line_order
from services.work import Work
from storage.models.visit import Conversation
from storage.queries import contacts as contact_rows
from storage.queries import visits


def take_next(work: Work, *, member_id: UUID) -> UUID:
    """Take whoever waits longest; gives the visit.

    Raises:
        NobodyWaitingError: the line is empty.
    """
    for place in line_order.places(work):
        try:
            take(work, place.visit_id, member_id=member_id)
        except AlreadyTakenError:
            continue
        return place.visit_id
    raise NobodyWaitingError


def take(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Take one person out of the line and begin the talk.

    Raises:
        NotFoundError: there is no such visit.
        AlreadyTakenError: somebody else was faster, or the person no longer waits.
    """
    contact_id = visits.get(work.session, visit_id).contact_id
    contact_rows.lock(work.session, contact_id)
    visit = visits.get(work.session, visit_id)
    if visit.state is not VisitState.WAITING:
        raise AlreadyTakenError
    contact = contact_rows.get(work.session, contact_id)
    visit.state = after(visit.state, Happening.TAKEN)
    visit.conversation = Conversation(
        visit_id=visit.id, counsellor_id=member_id, opened_at=work.now
    )
    work.session.flush()
    alias = visits.alias_of_member(work.session, member_id)
    answers.connected(work, contact, visit, alias)
    contacts.changed(work, contact)
