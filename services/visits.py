"""Visits: a person's coming begins, goes on, or is over."""

from datetime import datetime
from uuid import uuid4

from domain.conversation import End, Happening, VisitState, after, begin, is_over
from routing.hours import ClosedWindow
from services import contacts, outbox
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import visits


def visit_for_words(
    work: Work, contact: Contact, *, window: ClosedWindow | None, moment: datetime
) -> Visit:
    """The visit that new words belong to, with its state moved; a new one where the last is over.

    ``window`` is the closed window around ``moment``, None while open.
    """
    visit = visits.latest_of(work.session, contact.id)
    if visit is None or _is_over(visit, window, moment):
        if visit is not None and visit.state is VisitState.OUT_OF_HOURS:
            _end(visit, Happening.WENT_QUIET, End.OUT_OF_HOURS_ONLY, moment)
        return _begin(work, contact, is_open=window is None, moment=moment)
    happening = Happening.WROTE_WHILE_OPEN if window is None else Happening.WROTE_WHILE_CLOSED
    visit.state = after(visit.state, happening)
    if visit.state is VisitState.WAITING and visit.arrived_at is None:
        visit.arrived_at = moment
    return visit


def visit_for_late_words(work: Work, contact: Contact) -> Visit:
    """The visit of words that were written before the person blocked us, and come after it.

    It is the last one, as it stands: such words begin nothing and wait for nobody.
    """
    visit = visits.latest_of(work.session, contact.id)
    if visit is None:
        visit = _begin(work, contact, is_open=False, moment=work.now)
        _end(visit, Happening.BLOCKED, End.BLOCKED, work.now)
    return visit


def end_by_block(work: Work, contact: Contact) -> None:
    """The person has blocked us: whoever waited waits no more; a talk stays for its record."""
    outbox.cancel(work, contact)
    visit = visits.latest_of(work.session, contact.id)
    if visit is not None and visit.state is not VisitState.ENDED:
        if visit.state is VisitState.TALKING:
            visit.state = after(visit.state, Happening.BLOCKED)
        else:
            _end(visit, Happening.BLOCKED, End.BLOCKED, work.now)
    contacts.changed(work, contact)


def _is_over(visit: Visit, window: ClosedWindow | None, moment: datetime) -> bool:
    return is_over(
        visit.state,
        last_word_at=visit.last_word_at,
        now=moment,
        closed_since=window.started_at if window is not None else None,
    )


def _begin(work: Work, contact: Contact, *, is_open: bool, moment: datetime) -> Visit:
    state = begin(is_open=is_open)
    visit = Visit(
        id=uuid4(),
        contact_id=contact.id,
        state=state,
        started_at=moment,
        last_word_at=moment,
        arrived_at=moment if state is VisitState.WAITING else None,
        conversation=None,
    )
    work.session.add(visit)
    work.session.flush()
    work.house.seals.begin_visit(work.session, visit.id, now=work.now)
    return visit


def _end(visit: Visit, happening: Happening, end: End, moment: datetime) -> None:
    visit.state = after(visit.state, happening)
    visit.ended_at = moment
    visit.end = end
