"""Drafts: half-written words survive a reload, sealed like everything else."""

from uuid import UUID

from domain.conversation import VisitState
from domain.errors import NotYoursError, SealError
from domain.message import without_my_number
from domain.secret import PrivateText
from services import supervision
from services.work import Work
from storage.models.record import Draft
from storage.queries import contacts, drafts, messages, visits


def keep(work: Work, visit_id: UUID, *, member_id: UUID, text: PrivateText) -> None:
    """Keep what is typed so far; an empty text forgets the draft. Of an ended talk nothing is.

    Raises:
        NotFoundError, NotYoursError: no such talk, or not this member's.
    """
    contacts.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    is_beside = supervision.is_beside(work, visit_id, member_id)
    if talk is None or (talk.counsellor_id != member_id and not is_beside):
        raise NotYoursError
    if visit.state is VisitState.ENDED:
        return  # a page that was left open: by now the row is the record's
    if not text or visit.state is not VisitState.TALKING:
        drafts.drop(work.session, visit_id, member_id)
        return
    words = work.house.seals.seal_words(
        work.session, visit_id, messages.place_of_draft(member_id), without_my_number(text)
    )
    draft = drafts.find(work.session, visit_id, member_id) or Draft(
        visit_id=visit_id, member_id=member_id
    )
    draft.saved_at = work.now
    draft.sealed = words.sealed
    draft.wrapped_key = words.wrapped_key
    draft.key_generation = words.key_generation
    work.session.add(draft)


def find(work: Work, visit_id: UUID, *, member_id: UUID) -> PrivateText | None:
    """What this member has typed and not sent, if anything that can be read."""
    return _opened(work, visit_id, member_id)


def is_spoiled(work: Work, visit_id: UUID, *, member_id: UUID) -> bool:
    """Whether something was kept that cannot be read any more."""
    draft = drafts.find(work.session, visit_id, member_id)
    return draft is not None and _opened(work, visit_id, member_id) is None


def _opened(work: Work, visit_id: UUID, member_id: UUID) -> PrivateText | None:
    draft = drafts.find(work.session, visit_id, member_id)
    if draft is None:
        return None
    try:
        return work.house.seals.open_words(
            work.session, visit_id, messages.place_of_draft(member_id), draft
        )
    except SealError:
        return None
