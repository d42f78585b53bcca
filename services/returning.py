"""Returning: whoever comes back is asked once what they wish of the talks before (T37)."""

from typing import Final

from domain import earlier
from domain.conversation import VisitState
from domain.earlier import Earlier
from services import contacts, outbox, saying
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import own_talks, visits
from texts.notices import Notice, NoticeName
from texts.words import Command

CHOICES: Final = {
    Command.EARLIER_SHOW: Earlier.SHOW,
    Command.EARLIER_NEW: Earlier.NEW,
    Command.EARLIER_HIDE: Earlier.HIDE,
}

_ANSWERS: Final = {
    Earlier.SHOW: NoticeName.EARLIER_SHOWN,
    Earlier.NEW: NoticeName.EARLIER_NEW,
    Earlier.HIDE: NoticeName.EARLIER_HIDDEN,
}


def with_question(work: Work, contact: Contact, visit: Visit, notice: Notice) -> Notice:
    """The notice, and after it the question for whoever has talked here before: once a visit.

    It goes out in the same call, so that it costs no push of its own.
    """
    is_asked = visit.asked_earlier_at is not None or visit.earlier is not None
    if is_asked or not own_talks.earlier_talks(work.session, visit, most=1):
        return notice
    visit.asked_earlier_at = work.now
    question = saying.fill(work, contact, NoticeName.RETURNING)
    return Notice(
        bubbles=(*notice.bubbles, *question.bubbles),
        choices=(*question.choices, *notice.choices),
    )


def is_hidden(work: Work, visit: Visit) -> bool:
    """Whether what was before this visit is kept from its counsellor."""
    contact = contact_rows.get(work.session, visit.contact_id)
    return earlier.is_hidden(
        visit.earlier, hides=contact.hides_earlier, is_doubted=contact.doubted_at is not None
    )


def choose(work: Work, contact: Contact, choice: Earlier) -> bool:
    """Take the answer, and say that it was heard. Gives whether it was answered.

    Where nobody was asked, or a counsellor listens already, the words stay words.
    """
    visit = visits.latest_of(work.session, contact.id)
    if visit is None or not heed(work, contact, choice):
        return False
    if visit.state is not VisitState.WAITING:
        return False
    outbox.release_held(work, contact)
    saying.say(work, contact, visit, saying.fill(work, contact, _ANSWERS[choice]))
    return True


def heed(work: Work, contact: Contact, choice: Earlier) -> bool:
    """Keep the wish, wherever it was said: for this visit, and "do not look" for later ones too.

    Gives whether there is anything before that it could be about.
    """
    visit = visits.latest_of(work.session, contact.id)
    if visit is None:
        return False
    if visit.state is VisitState.ENDED:
        if choice is Earlier.HIDE:
            contact.hides_earlier = True
        return False
    if not own_talks.earlier_talks(work.session, visit, most=1):
        return False
    visit.earlier = choice
    contact.hides_earlier = choice is Earlier.HIDE
    contacts.changed(work, contact, visit.id)
    return True
