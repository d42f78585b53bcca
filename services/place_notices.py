"""What somebody in the line is told of their place: T22, or honestly that it may be too late."""

from datetime import datetime

from domain.errors import NotFoundError
from domain.risk_level import CONSULTED
from routing.spoken_hours import clock_words
from routing.spoken_lines import band_words
from services import line_estimate, returning, saying, timetable
from services.line_estimate import Estimate
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from texts.language import Language
from texts.notices import Notice, NoticeName


def key_of(visit: Visit) -> str:
    """What names the answer to a place: once a visit, and again after a rest."""
    back = f":{visit.returned_at.isoformat()}" if visit.returned_at is not None else ""
    return f"line:{visit.id}{back}"


def tell(work: Work, contact: Contact, visit: Visit, *, answers: str | None = None) -> None:
    """Say the place (T22), or, the first time it may not be reached any more, T24."""
    estimate = _estimate(work, visit)
    visit.told_position = estimate.position
    if _is_too_late(work, visit, estimate):
        tell_full(work, contact, visit, answers=answers)
        return
    asked = returning.with_question(work, contact, visit, _in_line(work, contact, estimate))
    notice = saying.with_disaster(work, contact, asked)
    saying.say(work, contact, visit, notice, answers=answers)


def tell_full(work: Work, contact: Contact, visit: Visit, *, answers: str | None = None) -> None:
    """Say T24, which promises the next evening's first calls: by push where no reply can go."""
    visit.told_full_at = work.now
    promise_next(work, contact, visit)
    notice = saying.with_disaster(work, contact, full(work, contact))
    saying.say_unasked(work, contact, visit, notice, answers=answers)


def promise_next(work: Work, contact: Contact, visit: Visit) -> None:
    """The next evening begins with this person, who is called then."""
    if not visit.has_ticket:  # an earlier one is worth more, and is kept
        contact.ticket_at = work.now
    visit.wants_call_at = work.now


def full(work: Work, contact: Contact) -> Notice:
    """T24 with the true next opening."""
    language = Language(contact.language)
    tonight = timetable.evening(work)
    closing = clock_words(tonight.closes_at if tonight else work.now, language=language)
    next_open = saying.next_opening_words(work, contact)
    if next_open is None:
        return saying.fill(work, contact, NoticeName.FULL_UNDATED, closing=closing)
    return saying.fill(work, contact, NoticeName.FULL, closing=closing, next_open=next_open)


def _is_too_late(work: Work, visit: Visit, estimate: Estimate) -> bool:
    """Told the first time only, never in danger, and not while nobody can know."""
    by = _latest_start(work)
    if by is None or visit.told_full_at is not None or visit.risk >= CONSULTED:
        return False
    if visit.told_danger_at is not None:
        return False
    return estimate.starts_at is not None and line_estimate.is_too_late(estimate, by=by)


def _latest_start(work: Work) -> datetime | None:
    """A new talk begins before the last intake; whoever is let in later, before the closing."""
    tonight = timetable.evening(work)
    if tonight is None or tonight.goes_on:
        return None
    return tonight.last_intake_at if work.now < tonight.last_intake_at else tonight.closes_at


def _estimate(work: Work, visit: Visit) -> Estimate:
    work.session.flush()
    found = line_estimate.find(work, visit.id)
    if found is None:
        raise NotFoundError("Not in the line")
    return found


def _in_line(work: Work, contact: Contact, estimate: Estimate) -> Notice:
    position = estimate.position
    if estimate.band is None:
        return saying.fill(work, contact, NoticeName.IN_LINE, position=position)
    words = band_words(estimate.band, Language(contact.language))
    return saying.fill(work, contact, NoticeName.IN_LINE_BAND, position=position, band=words)
