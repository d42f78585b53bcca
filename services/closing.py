"""Closing: what the clock does to an evening that ends. Nothing is cut at the hour."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.conversation import QUIET_TIME, End, Happening, VisitState, after
from domain.risk_level import CONSULTED
from services import (
    answers,
    audit,
    contacts,
    notices_of_the_evening,
    offers,
    ownership,
    stat_visits,
    timetable,
)
from services.visits import end_visit
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import alerts, visits
from storage.queries import contacts as contact_rows
from storage.queries import offers as offer_rows

TOO_LATE: Final = timedelta(minutes=5)
"""So shortly before the end nobody is told that it comes near."""


def warn(work: Work, visit_id: UUID) -> None:
    """Say in a running talk, once, that the hour comes near (T32); not where there is danger."""
    visit, contact = _locked(work, visit_id)
    talk = visit.conversation
    is_due = visit.state is VisitState.TALKING and talk is not None and talk.warned_at is None
    if not is_due or talk is None or visit.risk >= CONSULTED:
        return
    talk.warned_at = work.now
    if contact.blocked_at is None:
        notices_of_the_evening.warn(work, contact, visit)
    contacts.changed(work, contact, visit.id)


def close_waiting(work: Work, visit_id: UUID) -> None:
    """Tell somebody who was not reached, with a ticket for the next evening.

    Whoever a counsellor is being asked about just now is left to that answer. Where there is
    danger nobody is sent home: the supervisor's board asks for somebody.
    """
    visit, contact = _locked(work, visit_id)
    if visit.state is not VisitState.WAITING or timetable.goes_on(work):
        return
    if offer_rows.open_of_visit(work.session, visit.id) is not None:
        return
    # Danger always goes on, and so does whoever was told that a human reads it soon (T14): a
    # supervisor is asked, and the place is kept.
    if visit.risk >= CONSULTED or visit.told_danger_at is not None:
        visit.escalated_at = visit.escalated_at or work.now
        contacts.changed(work, contact, visit.id)
        return
    end_visit(work, visit, Happening.CLOSED, End.FULL, work.now)
    visit.question = None
    contact.ticket_at = work.now
    notices_of_the_evening.closed_while_waiting(work, contact, visit)
    contacts.changed(work, contact, visit.id)


def end_resting(work: Work, visit_id: UUID) -> None:
    """Whoever rests and has not come back has come to the end of this visit.

    That is when the evening is over, and in hours without an end after the quiet time.
    """
    visit, contact = _locked(work, visit_id)
    may_return = timetable.goes_on(work) and work.now - visit.last_word_at < QUIET_TIME
    if visit.state is not VisitState.RESTING or may_return:
        return
    end_visit(work, visit, Happening.CLOSED, End.WENT_SILENT, work.now)
    contacts.changed(work, contact, visit.id)


def end_overdue(work: Work, visit_id: UUID) -> None:
    """A talk nobody has ended by the time of the report ends with a goodbye; never in danger."""
    visit, contact = _locked(work, visit_id)
    talk = visit.conversation
    if visit.state is not VisitState.TALKING or talk is None or visit.risk >= CONSULTED:
        return
    if talk.extended_until is not None and talk.extended_until > work.now:
        return
    offers.withdraw_for(work, visit)
    if contact.blocked_at is None:
        answers.goodbye(work, contact, visit, is_by_clock=True)
    finish(work, contact, visit, End.TIME)


def finish(
    work: Work, contact: Contact, visit: Visit, end: End | None, *, by: UUID | None = None
) -> None:
    """The talk is over: its slot is free, its counsellor has a record to write.

    ``by`` is who ended it, None for the clock.
    """
    talk = ownership.conversation_of(visit)
    visit.state = after(visit.state, Happening.FINISHED)
    visit.ended_at = work.now
    visit.end = end
    talk.closed_at = work.now
    talk.awaiting_since = None
    stat_visits.ended(work, visit)
    ownership.settle(visit)
    ownership.end_assignment(work, visit.id)
    alerts.settle_flag(work.session, visit.id, now=work.now)
    subject = Subject(kind=SubjectKind.VISIT, id=visit.id)
    audit.note(work, Act.TALK_CLOSED, actor_id=by, subject=subject, reason=end)
    contact.earlier_counsellor_id = talk.counsellor_id
    work.serve_line()
    contacts.changed(work, contact, visit.id)


def _locked(work: Work, visit_id: UUID) -> tuple[Visit, Contact]:
    contact_id = visits.get(work.session, visit_id).contact_id
    contact_rows.lock(work.session, contact_id)
    return visits.get(work.session, visit_id), contact_rows.get(work.session, contact_id)
