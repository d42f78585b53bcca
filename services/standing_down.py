"""Standing down: nobody's talks, offers or drafts stay with somebody who answers no more."""

from uuid import UUID

from sqlalchemy import delete

from domain.conversation import Passing, VisitState
from domain.permission import Permission, may
from domain.presence import Duty
from services import contacts, notices_of_the_evening, offers, ownership, shifts, stat_duty
from services.live import WAITING_LINE, Topic
from services.work import Work
from storage.models.member import Member
from storage.models.record import Draft
from storage.queries import contacts as contact_rows
from storage.queries import line, presences, team, visits


def stand_down(work: Work, member_id: UUID) -> None:
    """Off duty at once: what the member was asked goes to the next, and so do their talks.

    A running talk looks for somebody as when the connection is lost: the person is told once.
    A resting one waits for their next word. Missing records stay the member's, for a supervisor
    to see to.
    """
    line.lock(work.session)
    row = presences.find(work.session, member_id)
    if row is not None and row.duty is not Duty.AWAY:
        stat_duty.left(work, row)
        row.duty, row.duty_since = Duty.AWAY, work.now
    offers.withdraw_from(work, member_id)
    for visit in visits.talks_of(work.session, member_id):
        _let_go(work, visit.id)
    step_aside(work, member_id)
    work.session.execute(delete(Draft).where(Draft.member_id == member_id))
    work.tell(WAITING_LINE)
    work.tell(Topic.member(member_id))


def keep_to_role(work: Work, member_id: UUID, *, by: UUID | None = None) -> None:
    """After another role was given: what it no longer allows goes to others, shifts as well."""
    roles = work.session.get_one(Member, member_id).roles
    if not may(roles, Permission.WRITE_IN_TALK):
        stand_down(work, member_id)
        shifts.vacate(work, member_id, by=by)
    elif not may(roles, Permission.SUPERVISE_TALK):
        step_aside(work, member_id)


def step_aside(work: Work, member_id: UUID) -> None:
    """Write beside nobody any more."""
    line.lock(work.session)  # before the locks of several contacts
    for row in team.beside(work.session, member_id):
        contact_rows.lock(work.session, visits.get(work.session, row.visit_id).contact_id)
        visit = visits.get(work.session, row.visit_id)
        row.left_at = work.now
        contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)


def _let_go(work: Work, visit_id: UUID) -> None:
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    if talk is None or visit.state is not VisitState.TALKING or talk.passing is Passing.DROPPED:
        return
    contact = contact_rows.get(work.session, visit.contact_id)
    if contact.blocked_at is None:
        notices_of_the_evening.dropped(work, contact, visit)
    ownership.seek_another(work, contact, visit, Passing.DROPPED)
