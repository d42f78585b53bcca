"""Automatic answers: said by reply, free, and at most once for each thing they answer.

Two are worth a push: that a counsellor is here (T25), and the goodbye (T34).
"""

from datetime import timedelta
from typing import Final

from domain.message import MessageKind
from routing.hours import ClosedWindow
from routing.spoken_hours import follow_notice, goodbye_notice
from routing.spoken_lines import closed_notice, urgent_notice
from services import directory, place_notices, questions, saying, survey, texts, timetable
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from texts.language import Language
from texts.notices import Notice, NoticeName

MEDIA_PAUSE: Final = timedelta(minutes=10)
"""An album of twenty pictures is answered once."""

_MEDIA_NOTICES: Final = {
    MessageKind.IMAGE: NoticeName.MEDIA_IMAGE,
    MessageKind.VIDEO: NoticeName.MEDIA_VIDEO,
    MessageKind.AUDIO: NoticeName.MEDIA_AUDIO,
    MessageKind.FILE: NoticeName.MEDIA_FILE,
    MessageKind.LOCATION: NoticeName.MEDIA_LOCATION,
}


def closed(work: Work, contact: Contact, visit: Visit | None, window: ClosedWindow) -> bool:
    """Say that nobody is here and when the next opening is, once per closed window."""
    answers = saying.closed_key(work, window)
    if contact.answered_for == answers:
        return False
    _say_closed(work, contact, visit, window, answers=answers)
    return True


def in_line(work: Work, contact: Contact, visit: Visit) -> bool:
    """Put the first question, or say which place in the line it is, once per visit."""
    answers = place_notices.key_of(visit)
    if contact.answered_for == answers:
        return False
    if not questions.begin(work, contact, visit):
        place_notices.tell(work, contact, visit, answers=answers)
    return True


def position(work: Work, contact: Contact, visit: Visit) -> None:
    """Say which place in the line it is now, or that nobody is here now, to somebody who asks."""
    window = timetable.closed_window(work)
    if window is None:
        place_notices.tell(work, contact, visit)
    else:
        _say_closed(work, contact, visit, window)


def urgent(work: Work, contact: Contact) -> None:
    """Name who answers at this minute, to somebody who asks; 119 always stands last."""
    saying.say(work, contact, None, urgent_words(work, contact))


def urgent_words(work: Work, contact: Contact) -> Notice:
    """The lines that answer at this minute, and 119, to be said with other words."""
    return urgent_notice(saying.speaker(work, contact), directory.current(work))


def media(work: Work, contact: Contact, visit: Visit, kind: MessageKind) -> None:
    """Say kindly that pictures, sounds, files and places are not opened here."""
    name = _MEDIA_NOTICES.get(kind)
    if name is None:
        return
    last = contact.media_answered_at
    if last is not None and work.now - last < MEDIA_PAUSE:
        return
    contact.media_answered_at = work.now
    saying.say(work, contact, visit, saying.fill(work, contact, name))


def welcome(work: Work, contact: Contact, *, is_return: bool) -> None:
    """Greet somebody who added the account, or came back to it."""
    if is_return:
        explain(work, contact, NoticeName.WELCOME_BACK)
        return
    notice = follow_notice(
        texts.current(work),
        timetable.current(work),
        now=work.now,
        language=Language(contact.language),
    )
    saying.say(work, contact, None, notice)


def explain(work: Work, contact: Contact, name: NoticeName) -> None:
    """Answer a button or a word that asks how this works."""
    saying.say(work, contact, None, saying.fill(work, contact, name))


def connected(work: Work, contact: Contact, visit: Visit, alias: str) -> None:
    """Say that a counsellor is here. Whoever waited long has no fresh token: worth a push."""
    notice = saying.fill(work, contact, NoticeName.CONNECTED, alias=alias)
    saying.say(work, contact, visit, notice, is_reply_only=False)


def goodbye(work: Work, contact: Contact, visit: Visit, *, is_by_clock: bool = False) -> None:
    """Say goodbye, and when the window opens next; below it, the one question (T36).

    ``is_by_clock``: no human says it, so where others may read it it goes by reply or not at all.
    """
    notice = goodbye_notice(
        texts.current(work),
        timetable.current(work),
        now=work.now,
        language=Language(contact.language),
    )
    whole = survey.with_question(work, contact, visit, notice)
    if is_by_clock:
        saying.say_unasked(work, contact, visit, whole)
    else:
        saying.say(work, contact, visit, whole, is_reply_only=False)


def _say_closed(
    work: Work,
    contact: Contact,
    visit: Visit | None,
    window: ClosedWindow,
    *,
    answers: str | None = None,
) -> None:
    notice = closed_notice(saying.speaker(work, contact), directory.current(work), window)
    saying.say(work, contact, visit, saying.with_disaster(work, contact, notice), answers=answers)
