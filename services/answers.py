"""Automatic notices: said by reply, free, and at most once for each thing they answer.

Two are worth a push: that a counsellor is here (T25), and the goodbye (T34).
"""

from datetime import datetime, timedelta
from typing import Final

from domain.clock import TOKYO
from domain.message import MessageKind
from domain.secret import PrivateText
from domain.utterance import Choice, Utterance
from routing import waiting_line
from routing.hours import ClosedWindow, closed_window
from routing.spoken_hours import closed_notice, follow_notice, goodbye_notice
from services import line_order, outbox, transcript
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from texts.language import Language
from texts.notices import Notice, NoticeName

QUIET_FROM_HOUR: Final = 21
QUIET_TO_HOUR: Final = 9
"""What we start between these hours of Tokyo rings no phone: a family may be asleep beside it."""

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
    answers = f"closed:{window.started_at.isoformat()}"
    if contact.answered_for == answers:
        return False
    _say(work, contact, visit, _closed(work, contact, window), answers=answers)
    return True


def in_line(work: Work, contact: Contact, visit: Visit) -> bool:
    """Say which place in the line it is, once per visit."""
    answers = f"line:{visit.id}"
    if contact.answered_for == answers:
        return False
    _say(work, contact, visit, _in_line(work, contact, visit), answers=answers)
    return True


def position(work: Work, contact: Contact, visit: Visit) -> None:
    """Say which place in the line it is now, or that nobody is here now, to somebody who asks."""
    window = closed_window(work.house.schedule, now=work.now)
    notice = _in_line(work, contact, visit) if window is None else _closed(work, contact, window)
    _say(work, contact, visit, notice)


def media(work: Work, contact: Contact, visit: Visit, kind: MessageKind) -> None:
    """Say kindly that pictures, sounds, files and places are not opened here."""
    name = _MEDIA_NOTICES.get(kind)
    if name is None:
        return
    last = contact.media_answered_at
    if last is not None and work.now - last < MEDIA_PAUSE:
        return
    contact.media_answered_at = work.now
    _say(work, contact, visit, _fill(work, contact, name))


def welcome(work: Work, contact: Contact, *, is_return: bool) -> None:
    """Greet somebody who added the account, or came back to it."""
    if is_return:
        _say(work, contact, None, _fill(work, contact, NoticeName.WELCOME_BACK))
        return
    notice = follow_notice(
        work.house.notices,
        work.house.schedule,
        now=work.now,
        language=Language(contact.language),
    )
    _say(work, contact, None, notice)


def explain(work: Work, contact: Contact, name: NoticeName) -> None:
    """Answer a button or a word that asks how this works."""
    _say(work, contact, None, _fill(work, contact, name))


def connected(work: Work, contact: Contact, visit: Visit, alias: str) -> None:
    """Say that a counsellor is here. Whoever waited long has no fresh token: worth a push."""
    notice = _fill(work, contact, NoticeName.CONNECTED, alias=alias)
    _say(work, contact, visit, notice, is_reply_only=False)


def goodbye(work: Work, contact: Contact, visit: Visit) -> None:
    """Say goodbye, and when the window opens next."""
    notice = goodbye_notice(
        work.house.notices,
        work.house.schedule,
        now=work.now,
        language=Language(contact.language),
    )
    _say(work, contact, visit, notice, is_reply_only=False)


def _closed(work: Work, contact: Contact, window: ClosedWindow) -> Notice:
    return closed_notice(
        work.house.notices, window, now=work.now, language=Language(contact.language)
    )


def _in_line(work: Work, contact: Contact, visit: Visit) -> Notice:
    place = waiting_line.position(line_order.places(work), visit.id)
    return _fill(work, contact, NoticeName.IN_LINE, position=place)


def _fill(work: Work, contact: Contact, name: NoticeName, **variables: str | int) -> Notice:
    return work.house.notices.fill(name, Language(contact.language), **variables)


def _say(
    work: Work,
    contact: Contact,
    visit: Visit | None,
    notice: Notice,
    *,
    answers: str | None = None,
    is_reply_only: bool = True,
) -> None:
    if answers is not None:
        contact.answered_for = answers
    message_id = None
    if visit is not None:
        words = PrivateText("\n\n".join(notice.bubbles))
        message_id = transcript.add_outbound(work, contact, visit, words).id
    utterance = Utterance(
        bubbles=notice.bubbles,
        choices=tuple(
            Choice(label=choice.label, data=choice.data, text=choice.text)
            for choice in notice.choices
        ),
        is_silent=_is_quiet_hour(work.now),
    )
    outbox.lay_down(
        work,
        contact,
        utterance,
        visit_id=visit.id if visit is not None else None,
        message_id=message_id,
        answers=answers,
        is_reply_only=is_reply_only,
    )


def _is_quiet_hour(now: datetime) -> bool:
    hour = now.astimezone(TOKYO).hour
    return hour >= QUIET_FROM_HOUR or hour < QUIET_TO_HOUR
