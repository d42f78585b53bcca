"""Leaving the line: whoever waits may stop at any time, and nobody is asked about them any more."""

from domain.conversation import End, Happening, VisitState
from services import contacts, offers, visits
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit


def leave(work: Work, contact: Contact, visit: Visit | None) -> None:
    """Out of the line, without a word; who is not in it stays as they are. A ticket is kept."""
    if visit is None or visit.state is not VisitState.WAITING:
        return
    offers.withdraw_for(work, visit)
    visits.end_visit(work, visit, Happening.LEFT_LINE, End.LEFT_WAITING, work.now)
    visit.question = None
    visit.wants_call_at = None
    contacts.changed(work, contact, visit.id)
