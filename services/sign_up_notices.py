"""What somebody who signed up is told unasked: the day before if they wish, and a cancellation.

Neither rings a phone, and both wait for the day; of a date of the next morning one is told of a
night, or one would set out for nothing. Nobody is told in a talk, or where violence at home was
marked. A cancellation is told at any hour to whoever writes of themselves, as an answer.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.conversation import VisitState
from domain.programme import CancelledFor, is_eve, is_telling_hour, presses, read_eases
from services import outbox, programmes, saying, sign_ups, unreached
from services.programme_news import say_quietly
from services.work import Work
from storage.models.contact import Contact
from storage.models.programme import Programme, ProgrammeDate, SignUp
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import programmes as rows
from storage.queries import sign_ups as sign_up_rows
from storage.queries import visits
from texts import programme_words
from texts.language import Language
from texts.notices import Notice, NoticeName

_TWO_DAYS: Final = timedelta(days=2)


def due_reminders(work: Work) -> Sequence[UUID]:
    """The sign-ups to remind of now: their date is tomorrow, and they wished it."""
    if not is_telling_hour(work.now):
        return ()
    found = sign_up_rows.to_remind(work.session, since=work.now, until=work.now + _TWO_DAYS)
    return reachable(work, [each for each, begins_at in found if is_eve(begins_at, now=work.now)])


def remind(work: Work, sign_up_id: UUID) -> None:
    """Remind one person of one date, once."""
    sign_up, date, programme, contact = locked(work, sign_up_id)
    is_due = sign_up.wants_reminder and sign_up.reminded_at is None and date.cancelled_at is None
    if not is_due or not is_telling_hour(work.now) or not is_eve(date.begins_at, now=work.now):
        return
    if sign_up.was_at is not None or not may_be_told(work, sign_up, date, contact):
        return
    sign_up.reminded_at = work.now
    notice = reminder(work, contact, date, programme)
    say_quietly(work, contact, notice, answers=f"{outbox.UNASKED}reminder")


def due_cancellations(work: Work) -> Sequence[UUID]:
    """The sign-ups whose date does not take place, and whose people are to hear of it now."""
    return reachable(work, sign_up_rows.to_tell_cancelled(work.session, now=work.now))


def tell_cancelled(work: Work, sign_up_id: UUID) -> None:
    """Tell one of them, once, and take the sign-up back."""
    sign_up, date, _, contact = locked(work, sign_up_id)
    if sign_up.told_cancelled_at is not None or date.cancelled_at is None:
        return
    if not may_be_told(work, sign_up, date, contact):
        return
    say_quietly(work, contact, _cancelled(work, contact, sign_up, date))
    _know(work, sign_up)


def answer_cancelled(work: Work, contact: Contact, visit: Visit | None = None) -> None:
    """Tell somebody who has just written, below what they are answered; in a talk its ``visit``.

    So it reaches those whom nobody writes to unasked. What has no room waits for their next word.
    """
    for sign_up_id in sign_up_rows.to_tell_cancelled(work.session, now=work.now, of=contact.id):
        sign_up = sign_up_rows.get(work.session, sign_up_id)
        date, _ = rows.get_date(work.session, sign_up.date_id)
        if saying.say_below(work, contact, visit, _cancelled(work, contact, sign_up, date)):
            _know(work, sign_up)


def reminder(work: Work, contact: Contact, date: ProgrammeDate, programme: Programme) -> Notice:
    """When and where it is, without its name."""
    language, begins = Language(contact.language), date.begins_at.astimezone(TOKYO)
    return saying.fill(
        work,
        contact,
        NoticeName.REMINDER,
        when=programme_words.when_words(begins, language),
        place=programmes.place_of(date, programme),
        ease=programme_words.ease_words(read_eases(programme.eases), language),
    )


def _cancelled(work: Work, contact: Contact, sign_up: SignUp, date: ProgrammeDate) -> Notice:
    """That it does not take place."""
    language = Language(contact.language)
    begins = (sign_up.was_at or date.begins_at).astimezone(TOKYO)
    why = date.cancelled_for or CancelledFor.OTHER
    return saying.fill(
        work,
        contact,
        NoticeName.PROGRAMME_CANCELLED,
        when=programme_words.when_words(begins, language),
        reason=programme_words.CANCELLED[why, language],
    )


def _know(work: Work, sign_up: SignUp) -> None:
    """They have been told that it does not take place, and are not signed up any more."""
    sign_up.told_cancelled_at = work.now
    sign_ups.take_back(work, sign_up)


def may_be_told(work: Work, sign_up: SignUp, date: ProgrammeDate, contact: Contact) -> bool:
    """Whether somebody may hear unasked, now, of what they signed up for.

    By day; at night only of what they knew, or is now, on the next morning. Whoever is in a pause
    is told all the same: they would go there for nothing.
    """
    either = (date.begins_at, sign_up.was_at or date.begins_at)
    if saying.is_quiet_hour(work.now) and not any(presses(each, now=work.now) for each in either):
        return False
    if sign_up.withdrawn_at is not None or contact.blocked_at is not None:
        return False
    if unreached.after_violence(work, [contact.id]):
        return False
    latest = visits.latest_of(work.session, contact.id)
    return latest is None or latest.state is not VisitState.TALKING


def reachable(work: Work, sign_up_ids: Sequence[UUID]) -> Sequence[UUID]:
    """Of some sign-ups, those whose people may hear now: the others are not tried each second.

    Looked at without a lock; whoever tells asks again.
    """
    found = [sign_up_rows.get(work.session, each) for each in sign_up_ids]
    return [row.id for row in found if _may_be_told(work, row)]


def locked(work: Work, sign_up_id: UUID) -> tuple[SignUp, ProgrammeDate, Programme, Contact]:
    """A sign-up with what belongs to it, its person locked.

    Raises:
        NotFoundError: there is none.
    """
    contact_id = sign_up_rows.get(work.session, sign_up_id).contact_id
    contact_rows.lock(work.session, contact_id)
    sign_up = sign_up_rows.get(work.session, sign_up_id)
    date, programme = rows.get_date(work.session, sign_up.date_id)
    return sign_up, date, programme, contact_rows.get(work.session, contact_id)


def _may_be_told(work: Work, sign_up: SignUp) -> bool:
    date, _ = rows.get_date(work.session, sign_up.date_id)
    return may_be_told(work, sign_up, date, contact_rows.get(work.session, sign_up.contact_id))
