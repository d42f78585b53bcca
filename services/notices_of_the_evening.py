"""What the evening says of itself, worth a push: a closing, a rest, a broken connection."""

from math import ceil

from routing import hours
from routing.spoken_hours import clock_words
from routing.spoken_lines import closed_waiting_notice
from services import directory, saying, timetable
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from texts.language import Language
from texts.notices import NoticeName

_ROUND_TO_MINUTES = 5


def warn(work: Work, contact: Contact, visit: Visit) -> None:
    """T32: the closing comes near."""
    tonight = timetable.evening(work)
    if tonight is None or tonight.closes_at <= work.now:
        return
    left = (tonight.closes_at - work.now).total_seconds() / 60
    notice = saying.fill(
        work,
        contact,
        NoticeName.WARN,
        closing=clock_words(tonight.closes_at, language=Language(contact.language)),
        minutes=max(1, ceil(left / _ROUND_TO_MINUTES) * _ROUND_TO_MINUTES),
    )
    saying.say_unasked(work, contact, visit, notice)


def rest(work: Work, contact: Contact, visit: Visit) -> None:
    """T31: the talk rests."""
    notice = saying.fill(work, contact, NoticeName.REST)
    saying.say_unasked(work, contact, visit, notice)


def dropped(work: Work, contact: Contact, visit: Visit) -> None:
    """T28: the counsellor's connection is lost, somebody else will go on."""
    notice = saying.fill(work, contact, NoticeName.DROPPED)
    saying.say_unasked(work, contact, visit, notice)


def closed_while_waiting(work: Work, contact: Contact, visit: Visit) -> None:
    """Apologise to whoever was not reached, and promise the next evening's first calls.

    It is this closed window's one answer too: further words are kept without another.
    """
    visit.wants_call_at = work.now
    schedule = timetable.current(work)
    window = hours.closed_window(schedule, now=work.now)
    notice = closed_waiting_notice(
        saying.speaker(work, contact), directory.current(work), saying.next_opening(work)
    )
    answers = saying.closed_key(work, window) if window is not None else None
    saying.say_unasked(work, contact, visit, notice, answers=answers)
