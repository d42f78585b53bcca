"""When there is no room for new people: after the last intake, or while intake is stopped."""

from datetime import timedelta
from typing import Final

from domain.conversation import VisitState
from domain.evening import Intake
from routing.spoken_hours import clock_words
from services import paused_words, place_notices, saying, timetable, visits
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import visits as visit_rows
from texts.language import Language
from texts.notices import Notice, NoticeName

SHORTEST_TALK: Final = timedelta(minutes=10)


def answer(work: Work, contact: Contact, visit: Visit) -> bool:
    """Say once an evening that there is no room: T24, or T33 after the last intake."""
    tonight = timetable.evening(work)
    is_frozen = timetable.intake(work, at=work.now) is Intake.FROZEN
    evening_id = tonight.id if tonight is not None else ""
    answers = f"{'full' if is_frozen else 'late'}:{evening_id}"
    if contact.answered_for == answers:
        return False
    if is_frozen or _is_nearly_over(work):
        place_notices.tell_full(work, contact, visit, answers=answers)
    else:
        notice = saying.with_disaster(work, contact, _late(work, contact))
        saying.say(work, contact, visit, notice, answers=answers)
    return True


def begin_short_talk(work: Work, contact: Contact) -> bool:
    """Wait in line after all; only after the last intake of an open evening.

    Gives whether it was answered; else the words are words like any others.
    """
    if timetable.closed_window(work) is not None or paused_words.are_held(work, contact, level=0):
        return False
    visit = visit_rows.latest_of(work.session, contact.id)
    is_new = visit is None or visit.state in {VisitState.OUT_OF_HOURS, VisitState.ENDED}
    if not is_new or timetable.intake(work, at=work.now) is not Intake.LATE:
        return False
    visit = visits.visit_for_words(work, contact, window=None, intake=Intake.OPEN, moment=work.now)
    place_notices.tell(work, contact, visit, answers=place_notices.key_of(visit))
    return True


def _is_nearly_over(work: Work) -> bool:
    """In the last minutes a short talk is a promise nobody could keep."""
    tonight = timetable.evening(work)
    return tonight is not None and tonight.closes_at - work.now < SHORTEST_TALK


def _late(work: Work, contact: Contact) -> Notice:
    tonight = timetable.evening(work)
    last = tonight.last_intake_at if tonight is not None else work.now
    words = clock_words(last, language=Language(contact.language))
    return saying.fill(work, contact, NoticeName.LAST_INTAKE, last_intake=words)
