"""Conflicts: a counsellor who may know a person never meets them here. Nobody is told why."""

from uuid import UUID

from domain.conversation import Passing, VisitState
from domain.errors import TalkEndedError
from services import handover, offers, ownership
from services.live import WAITING_LINE
from services.work import Work
from storage.models.presence import Conflict
from storage.queries import contacts as contact_rows
from storage.queries import line, presences, visits
from storage.queries import offers as offer_rows


def mark(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Say that one may know this person: they are offered to others, one's own talk too.

    One stays with a running talk until somebody accepts; from then on it is closed to oneself.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    line.lock(work.session)
    contact_id = visits.get(work.session, visit_id).contact_id
    contact_rows.lock(work.session, contact_id)
    visit = visits.get(work.session, visit_id)
    if visit.state is VisitState.TALKING:
        visit, contact = handover.own_talk(work, visit_id, member_id)
        _note(work, contact_id, member_id)
        ownership.seek_another(work, contact, visit, Passing.RELEASED)
        return
    if visit.state is not VisitState.WAITING:
        raise TalkEndedError
    _note(work, contact_id, member_id)
    asked = offer_rows.open_of_visit(work.session, visit_id)
    if asked is not None and asked.member_id == member_id:
        offers.withdraw_for(work, visit)
    work.serve_line()
    work.tell(WAITING_LINE)


def _note(work: Work, contact_id: bytes, member_id: UUID) -> None:
    if not presences.is_conflict(work.session, contact_id, member_id):
        work.session.add(Conflict(contact_id=contact_id, member_id=member_id, made_at=work.now))
        work.session.flush()
