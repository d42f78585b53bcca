"""Notices to people in the line that nobody asked for: that they are second, that it is too late.

Each once a visit; of all, at most one in ten minutes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.conversation import VisitState
from domain.risk_level import CONSULTED
from services import contacts, line_estimate, line_order, place_notices, saying, timetable
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import offers, visits
from texts.notices import NoticeName

APART: Final = timedelta(minutes=10)
"""Between two notices that nobody asked for."""
NEAR: Final = 2
FULL_FROM: Final = timedelta(hours=1)
"""So long before the closing it is said who will not be reached (20:00)."""


def due_second(work: Work) -> Sequence[UUID]:
    """Whoever is second or next by now, was told of a later place, and is not being offered."""
    if not _is_open(work) or _is_kept_for_full(work):
        return ()
    first = (visits.get(work.session, place.visit_id) for place in line_order.places(work)[:NEAR])
    return [visit.id for visit in first if _may_hear_second(work, visit)]


def tell_second(work: Work, visit_id: UUID) -> None:
    """Say that the turn comes near (T23), once a visit."""
    visit, contact = _locked(work, visit_id)
    first = [place.visit_id for place in line_order.places(work)[:NEAR]]
    if visit_id not in first or not _is_open(work):
        return
    if contact.blocked_at is not None or not _may_hear_second(work, visit):
        return
    visit.told_second_at = visit.noticed_at = work.now
    visit.told_position = number = first.index(visit_id) + 1
    notice = (
        saying.fill(work, contact, NoticeName.NEXT_IN_LINE)
        if number == 1
        else saying.fill(work, contact, NoticeName.SECOND_IN_LINE, position=number)
    )
    saying.say_unasked(work, contact, visit, notice)
    contacts.changed(work, contact, visit.id)


def due_full(work: Work) -> Sequence[UUID]:
    """From an hour before the closing: whoever waits and cannot begin before it."""
    closes_at = _closing_if_near(work)
    if closes_at is None:
        return ()
    late = set(line_estimate.list_too_late(work, by=closes_at))
    return [
        visit.id
        for visit in visits.waiting(work.session)
        if visit.id in late and _may_hear_full(work, visit)
    ]


def tell_full(work: Work, visit_id: UUID) -> None:
    """Say honestly that there may be no time today, with a ticket (T24), once a visit."""
    visit, contact = _locked(work, visit_id)
    closes_at = _closing_if_near(work)
    if closes_at is None or contact.blocked_at is not None or not _may_hear_full(work, visit):
        return
    estimate = line_estimate.find(work, visit.id)
    if estimate is None or not line_estimate.is_too_late(estimate, by=closes_at):
        return
    visit.noticed_at = work.now
    place_notices.tell_full(work, contact, visit)
    contacts.changed(work, contact, visit.id)


def _is_kept_for_full(work: Work) -> bool:
    """Right before the last intake only what has to be said by then is said (T24)."""
    tonight = timetable.evening(work)
    return tonight is not None and timedelta() < tonight.last_intake_at - work.now <= APART


def _may_hear_second(work: Work, visit: Visit) -> bool:
    is_far_told = visit.told_position is not None and visit.told_position > NEAR
    return (
        visit.state is VisitState.WAITING
        and visit.told_second_at is None
        and is_far_told
        and _is_quiet_since(work, visit)
        and offers.open_of_visit(work.session, visit.id) is None
    )


def _may_hear_full(work: Work, visit: Visit) -> bool:
    return (
        visit.state is VisitState.WAITING
        and visit.told_full_at is None
        and visit.told_danger_at is None
        and visit.risk < CONSULTED
        and _is_quiet_since(work, visit)
        and offers.open_of_visit(work.session, visit.id) is None
    )


def _is_quiet_since(work: Work, visit: Visit) -> bool:
    return visit.noticed_at is None or work.now - visit.noticed_at >= APART


def _closing_if_near(work: Work) -> datetime | None:
    tonight = timetable.evening(work)
    if tonight is None or tonight.goes_on or not _is_open(work):
        return None
    return tonight.closes_at if work.now >= tonight.closes_at - FULL_FROM else None


def _is_open(work: Work) -> bool:
    return timetable.is_open(work)


def _locked(work: Work, visit_id: UUID) -> tuple[Visit, Contact]:
    contact_id = visits.get(work.session, visit_id).contact_id
    contact_rows.lock(work.session, contact_id)
    return visits.get(work.session, visit_id), contact_rows.get(work.session, contact_id)
