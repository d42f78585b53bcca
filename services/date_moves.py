"""A date has another time or place: whoever signed up is told once, with what it was before.

By day and without a sound, or at night what is of the next morning, like a cancellation; whoever
writes of themselves is told as an answer.
"""

from collections.abc import Sequence
from uuid import UUID

from domain.clock import TOKYO
from services import programmes, saying, sign_up_notices, sign_ups
from services.programme_news import say_quietly
from services.work import Work
from storage.models.contact import Contact
from storage.models.programme import SignUp
from storage.models.visit import Visit
from storage.queries import programmes as rows
from storage.queries import sign_ups as sign_up_rows
from texts import programme_words
from texts.language import Language
from texts.notices import Notice, NoticeName


def due(work: Work) -> Sequence[UUID]:
    """The sign-ups whose people do not know the new time or place yet, and are to hear now."""
    found = sign_up_rows.to_tell_moved(work.session, now=work.now)
    return sign_up_notices.reachable(work, found)


def tell(work: Work, sign_up_id: UUID) -> None:
    """Tell one of them, once, of how it stands now, however often it was moved."""
    sign_up, date, _, contact = sign_up_notices.locked(work, sign_up_id)
    if date.ends_at <= work.now:
        return
    if not sign_up_notices.may_be_told(work, sign_up, date, contact):
        return
    notice = _moved(work, contact, sign_up)
    if notice is not None:
        say_quietly(work, contact, notice)
        sign_ups.know(work, sign_up, date)


def answer(work: Work, contact: Contact, visit: Visit | None = None) -> None:
    """Tell somebody who has just written, below what they are answered; in a talk its ``visit``.

    What has no room there waits for their next word.
    """
    for sign_up_id in sign_up_rows.to_tell_moved(work.session, now=work.now, of=contact.id):
        sign_up = sign_up_rows.get(work.session, sign_up_id)
        notice = _moved(work, contact, sign_up)
        if notice is not None and saying.say_below(work, contact, visit, notice):
            date, _ = rows.get_date(work.session, sign_up.date_id)
            sign_ups.know(work, sign_up, date)


def _moved(work: Work, contact: Contact, sign_up: SignUp) -> Notice | None:
    """What it was, and when and where it is; None where they know, or it does not take place.

    The date is locked: nobody moves it meanwhile.
    """
    date, programme = rows.lock_date(work.session, sign_up.date_id)
    work.session.refresh(sign_up)
    if sign_up.was_at is None or date.cancelled_at is not None:
        return None
    language = Language(contact.language)
    before, begins = (
        programme_words.when_words(each.astimezone(TOKYO), language)
        for each in (sign_up.was_at, date.begins_at)
    )
    place = programmes.place_of(date, programme)
    return saying.fill(
        work, contact, NoticeName.PROGRAMME_MOVED, before=before, when=begins, place=place
    )
