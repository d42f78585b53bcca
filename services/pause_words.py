"""What a pause says: when one may come again, and who answers now (T45b)."""

from datetime import datetime

from routing.spoken_hours import opening_words
from services import answers, saying
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from texts.language import Language
from texts.notices import Notice, NoticeName


def say_begun(work: Work, contact: Contact, visit: Visit, until_at: datetime) -> None:
    """Say that it is enough for today (T45b); a supervisor has decided it: worth a push."""
    notice = _notice(work, contact, NoticeName.PAUSE_BEGINS, until_at)
    saying.say(work, contact, visit, notice, is_reply_only=False)


def say_kept(
    work: Work, contact: Contact, visit: Visit, until_at: datetime, *, is_reply_only: bool
) -> None:
    """Say to words within a pause that they were kept: by a free answer, or else by a push."""
    notice = _notice(work, contact, NoticeName.PAUSE_GOES_ON, until_at)
    saying.say(work, contact, visit, notice, is_reply_only=is_reply_only)


def _notice(work: Work, contact: Contact, name: NoticeName, until_at: datetime) -> Notice:
    until = opening_words(until_at, now=work.now, language=Language(contact.language))
    notice = saying.fill(work, contact, name, pause_until=until)
    urgent = answers.urgent_words(work, contact)
    return Notice(bubbles=(*notice.bubbles, *urgent.bubbles))
