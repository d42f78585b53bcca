"""Silence: after forty minutes without a word the slot is free, and the talk may go on later."""

from uuid import UUID

from domain.conversation import Happening, VisitState, after
from domain.silence import SilenceStep, step
from services import contacts, notices_of_the_evening, offers, ownership
from services.work import Work
from storage.queries import contacts as contact_rows
from storage.queries import visits


def rest(work: Work, visit_id: UUID) -> None:
    """Let a silent talk rest: the person is told kindly, the slot is free (T31)."""
    contact_id = visits.get(work.session, visit_id).contact_id
    contact_rows.lock(work.session, contact_id)
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    if visit.state is not VisitState.TALKING or talk is None or talk.passing is not None:
        return
    if step(talk.awaiting_since, now=work.now, risk=visit.risk) is not SilenceStep.REST:
        return
    offers.withdraw_for(work, visit)
    contact = contact_rows.get(work.session, contact_id)
    visit.state = after(visit.state, Happening.RESTED)
    talk.rested_at = work.now
    talk.awaiting_since = None
    ownership.settle(visit)
    ownership.end_assignment(work, visit.id)
    contact.earlier_counsellor_id = talk.counsellor_id
    if contact.blocked_at is None:
        notices_of_the_evening.rest(work, contact, visit)
    work.serve_line()
    contacts.changed(work, contact, visit.id)
