"""A talk in hand: the one running talk an act is about, under its contact's lock."""

from uuid import UUID

from domain.conversation import Passing, VisitState
from domain.errors import NotYoursError, ReadingOnlyError, TalkEndedError
from services import supervision
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Conversation, Visit
from storage.queries import contacts, visits


def take(
    work: Work, visit_id: UUID, *, member_id: UUID, or_beside: bool = False
) -> tuple[Visit, Conversation, Contact]:
    """One's own talk; ``or_beside``: or one a supervisor writes in.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    contacts.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    is_beside = or_beside and supervision.is_beside(work, visit_id, member_id)
    if talk is None or (talk.counsellor_id != member_id and not is_beside):
        raise NotYoursError
    if visit.state is not VisitState.TALKING:
        raise TalkEndedError
    if talk.passing is Passing.DROPPED and not is_beside:
        raise ReadingOnlyError
    return visit, talk, contacts.get(work.session, visit.contact_id)
