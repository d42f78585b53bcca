"""Visits: a person's coming begins, goes on, or is over."""

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.conversation import End, Happening, VisitState, after, is_over
from domain.evening import Intake
from domain.risk_level import CONSULTED
from routing import hours
from routing.hours import ClosedWindow
from services import alerts, audit, contacts, offers, outbox, stat_visits, timetable
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import alerts as alert_rows
from storage.queries import visits

LONGEST_STEP_BACK: Final = timedelta(minutes=2)
"""A clock that is set right steps back by seconds; what is older is not a step but another day."""


def visit_for_words(
    work: Work,
    contact: Contact,
    *,
    window: ClosedWindow | None,
    intake: Intake,
    moment: datetime,
) -> Visit:
    """The visit that new words belong to, with its state moved; a new one where the last is over.

    ``window`` is the closed window around ``moment``, None while open; ``intake`` what becomes of
    new people while it is open.
    """
    visit = visits.latest_of(work.session, contact.id)
    if visit is None or _is_over(work, visit, window, moment):
        if visit is not None and visit.state is VisitState.OUT_OF_HOURS:
            end = End.OUT_OF_HOURS_ONLY if visit.refused_at is None else End.FULL
            end_visit(work, visit, Happening.WENT_QUIET, end, moment)
        visit = _begin(work, contact, moment=moment, before=visit)
    if window is not None:
        visit.state = after(visit.state, Happening.WROTE_WHILE_CLOSED)
        return visit
    if _has_no_room(visit, intake):
        visit.state = after(visit.state, Happening.WROTE_WHILE_FULL)
        if visit.refused_at is None:
            visit.refused_at = moment
            stat_visits.turned_away(work, visit, at=moment)
        return visit
    return wait_in_line(work, contact, visit, moment=moment)


def wait_in_line(work: Work, contact: Contact, visit: Visit, *, moment: datetime) -> Visit:
    """Give a visit its place in the line, or let it be where it is already.

    Whoever comes back from a rest keeps the place of their arrival, before newcomers.
    """
    before = visit.state
    visit.state = after(visit.state, Happening.WROTE_WHILE_OPEN)
    if visit.state is not VisitState.WAITING or before is VisitState.WAITING:
        return visit
    if before is VisitState.RESTING:
        visit.returned_at = moment
    if visit.arrived_at is None:
        visit.arrived_at = moment
        stat_visits.waits(work, visit, at=moment)
    visit.has_ticket = _has_ticket(work, contact, moment)
    work.serve_line()
    return visit


def not_before(work: Work, contact: Contact, moment: datetime) -> datetime:
    """The moment, or that of the person's last word where a clock has stepped back past it."""
    visit = visits.latest_of(work.session, contact.id)
    if visit is None or not timedelta() < visit.last_word_at - moment <= LONGEST_STEP_BACK:
        return moment
    return visit.last_word_at


def visit_for_late_words(work: Work, contact: Contact) -> Visit:
    """The visit of words that were written before the person blocked us, and come after it.

    It is the last one, as it stands: such words begin nothing and wait for nobody.
    """
    visit = visits.latest_of(work.session, contact.id)
    if visit is None:
        visit = _begin(work, contact, moment=work.now)
        end_visit(work, visit, Happening.BLOCKED, End.BLOCKED, work.now)
    return visit


def visit_for_kept_words(work: Work, contact: Contact, *, moment: datetime) -> Visit:
    """The visit of words that are kept and wait for nobody, whatever the hour: outside the line.

    They stand before the counsellor once the person is let in again.
    """
    visit = visits.latest_of(work.session, contact.id)
    if visit is None or _is_over(work, visit, None, moment):
        if visit is not None and visit.state is VisitState.OUT_OF_HOURS:
            end_visit(work, visit, Happening.WENT_QUIET, End.OUT_OF_HOURS_ONLY, moment)
        visit = _begin(work, contact, moment=moment, before=visit)
    return visit


def end_by_block(work: Work, contact: Contact) -> None:
    """The person has blocked us: whoever waited waits no more; a talk stays for its record."""
    outbox.cancel(work, contact)
    visit = visits.latest_of(work.session, contact.id)
    if visit is not None and visit.state is not VisitState.ENDED:
        if visit.state is VisitState.WAITING:
            offers.withdraw_for(work, visit)
        if visit.state is VisitState.TALKING:
            visit.state = after(visit.state, Happening.BLOCKED)
        else:
            end_visit(work, visit, Happening.BLOCKED, End.BLOCKED, work.now)
    contacts.changed(work, contact)


def end_visit(work: Work, visit: Visit, happening: Happening, end: End, moment: datetime) -> None:
    """The visit is over, and with it a talk that was resting; whoever calls holds the lock."""
    if visit.conversation is not None:
        visit.conversation.closed_at = visit.conversation.closed_at or moment
        subject = Subject(kind=SubjectKind.VISIT, id=visit.id)
        audit.note(work, Act.TALK_CLOSED, actor_id=None, subject=subject, reason=end)
    visit.state = after(visit.state, happening)
    visit.ended_at = moment
    visit.end = end
    visit.question = None
    stat_visits.ended(work, visit)
    alert_rows.settle_flag(work.session, visit.id, now=moment)


def _is_over(work: Work, visit: Visit, window: ClosedWindow | None, moment: datetime) -> bool:
    return is_over(
        visit.state,
        last_word_at=visit.last_word_at,
        now=moment,
        closed_since=window.started_at if window is not None else None,
        kept_until=_kept_until(work, visit),
    )


def _kept_until(work: Work, visit: Visit) -> datetime | None:
    """The end of the evening in which words that were left in danger are read first (T13)."""
    if visit.risk == 0 and not visit.is_distressed:
        return None
    opens_at = hours.next_opening(timetable.current(work), now=visit.last_word_at)
    evening = timetable.evening(work, at=opens_at) if opens_at is not None else None
    return evening.closes_at if evening is not None else None


def _has_ticket(work: Work, contact: Contact, moment: datetime) -> bool:
    """A ticket is for the next time: one of this evening does not count in it."""
    if contact.ticket_at is None:
        return False
    tonight = timetable.evening(work, at=moment)
    return tonight is None or contact.ticket_at < tonight.opens_at


def _has_no_room(visit: Visit, intake: Intake) -> bool:
    """New people only; danger always goes on, and whoever waits or rests is nobody new."""
    is_new = visit.state is VisitState.OUT_OF_HOURS
    return is_new and intake is not Intake.OPEN and visit.risk < CONSULTED


def _begin(work: Work, contact: Contact, *, moment: datetime, before: Visit | None = None) -> Visit:
    visit = Visit(
        id=uuid4(),
        contact_id=contact.id,
        state=VisitState.OUT_OF_HOURS,
        started_at=moment,
        last_word_at=moment,
        conversation=None,
        risk=0,
        is_distressed=False,
        has_ticket=False,
    )
    work.session.add(visit)
    work.session.flush()
    work.house.seals.begin_visit(work.session, visit.id, now=work.now)
    stat_visits.began(work, visit, is_first=before is None)
    if before is not None:
        alerts.follow(work, before, visit)
    return visit
