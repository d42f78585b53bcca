"""Commands: what a button or a typed word gets an answer to without a counsellor."""

from domain.conversation import VisitState
from domain.secret import PrivateText
from services import answers, contacts, outbox
from services.contacts import Sender
from services.work import Work
from storage.models.contact import Contact
from storage.queries import visits
from texts.language import Language
from texts.words import ANSWERS, Command


def answer_word(work: Work, sender: Sender, text: PrivateText) -> bool:
    """Answer a typed word; in a talk every word is the counsellor's, and none is answered."""
    contact = contacts.meet(work, sender)
    command = work.house.words.find_command(text.reveal(), Language(contact.language))
    if command is None or contact.blocked_at is not None or _is_talking(work, contact):
        return False
    return _answer(work, contact, command)


def answer_button(work: Work, sender: Sender, data: str) -> bool:
    """Answer a button; in a talk it is a word to the counsellor like any other.

    Gives whether it was answered.
    """
    contact = contacts.meet(work, sender)
    if data not in set(Command) or contact.blocked_at is not None:
        return False
    if _is_talking(work, contact):
        return False
    return _answer(work, contact, Command(data))


def words_of_button(work: Work, sender: Sender, data: str) -> PrivateText | None:
    """What a button that is not answered stands for, as if it had been typed."""
    contact = contacts.meet(work, sender)
    if data not in set(Command):
        return None
    word = work.house.words.word_for(Command(data), Language(contact.language))
    return PrivateText(word)


def _answer(work: Work, contact: Contact, command: Command) -> bool:
    name = ANSWERS.get(command)
    if name is not None:
        outbox.release_held(work, contact)  # a tap brings a free answer: what is held goes with it
        answers.explain(work, contact, name)
        return True
    visit = visits.latest_of(work.session, contact.id)
    is_asking = command is Command.POSITION and visit is not None
    if visit is None or not is_asking or visit.state is not VisitState.WAITING:
        return False
    answers.position(work, contact, visit)
    return True


def _is_talking(work: Work, contact: Contact) -> bool:
    visit = visits.latest_of(work.session, contact.id)
    return visit is not None and visit.state is VisitState.TALKING
