"""Commands: what a button or a typed word gets an answer to without a counsellor."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from domain.conversation import VisitState
from domain.delivery import REPLY_TOKEN_LIFE
from domain.questions import Answer, find_answer
from domain.secret import PrivateText
from services import (
    answers,
    contacts,
    date_moves,
    outbox,
    programme_requests,
    put_question,
    questions,
    referral_answers,
    returning,
    sign_up_notices,
    survey,
    wishes,
)
from services.contacts import Sender
from services.programme_requests import Request
from services.put_question import Said
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import visits
from texts.language import Language
from texts.words import ANSWERS, Command

_ACTS: Final[Mapping[Command, Callable[[Work, Contact], bool]]] = {
    Command.POSITION: wishes.ask_position,
    Command.CALL_ME: wishes.call_me,
    Command.NO_CALL: wishes.no_call,
    Command.URGENT: wishes.urgent,
    Command.LEAVE_LINE: wishes.leave_line,
    Command.LEAVE_WORDS: wishes.leave_words,
    Command.NOT_TODAY: wishes.not_today,
    Command.SHORT_TALK: wishes.short_talk,
    Command.NEXT_DAY: wishes.next_day,
    **{said: partial(survey.answer, feeling=meant) for said, meant in survey.ANSWERS.items()},
    **programme_requests.ACTS,
}
"""TALK and DISTRESS are missing: whoever writes them is in the line by that, and is heard."""


def answer_word(work: Work, sender: Sender, text: PrivateText) -> bool:
    """Answer a typed word; in a talk every word is the counsellor's, and none is answered."""
    contact = contacts.meet(work, sender)
    visit = visits.latest_of(work.session, contact.id)
    if contact.blocked_at is None and _is_talking(visit):
        _heed_word(work, contact, text)
    if contact.blocked_at is not None or _is_talking(visit):
        return False
    given = questions.find_typed(work, contact, visit, text) if visit is not None else None
    if visit is not None and given is not None:
        return questions.answer(work, contact, visit, given)
    command = work.house.words.find_command(text.reveal(), Language(contact.language))
    if command is not None:
        return _answer(work, contact, Said(command=command, typed=text))
    return _answer_request(work, contact, programme_requests.read_typed(work, contact, text))


def answer_button(work: Work, sender: Sender, data: str) -> bool:
    """Answer a button; in a talk it is a word to the counsellor like any other.

    Gives whether it was answered.
    """
    contact = contacts.meet(work, sender)
    visit = visits.latest_of(work.session, contact.id)
    if contact.blocked_at is not None or _is_talking(visit):
        return False
    given = find_answer(data)
    if given is not None:
        return visit is not None and questions.answer(work, contact, visit, given)
    pressed = _read(data)
    if pressed is not None:
        is_old = survey.is_repeated(work, contact, pressed.command)
        return is_old or _answer(work, contact, pressed)
    return _answer_request(work, contact, programme_requests.read_button(data))


def words_of_button(work: Work, sender: Sender, data: str) -> PrivateText | None:
    """What a button that is not answered stands for, as if it had been typed.

    None for a skipped question: it stands for nothing to be said.
    """
    contact = contacts.meet(work, sender)
    given = find_answer(data)
    if given is not None:
        return _words_of_answer(work, contact, given)
    request = programme_requests.read_button(data)
    if request is not None:
        return programme_requests.words_of(work, contact, request)
    pressed = _read(data)
    if pressed is None:
        return None
    word = work.house.words.word_for(pressed.command, Language(contact.language))
    return PrivateText(word)


def heed_button(work: Work, sender: Sender, data: str) -> None:
    """What a button wishes counts also where it was a word."""
    contact = contacts.meet(work, sender)
    pressed = _read(data)
    if pressed is not None:
        _heed(work, contact, pressed)
    _heed_request(work, contact, programme_requests.read_button(data))


def answer_news(work: Work, sender: Sender) -> None:
    """Whoever has written is told what could not be told unasked; a talk is not broken into."""
    contact = contacts.meet(work, sender)
    visit = visits.latest_of(work.session, contact.id)
    written_at = contact.reply_token_at
    is_answerable = written_at is not None and work.now - written_at < REPLY_TOKEN_LIFE
    if is_answerable and contact.blocked_at is None and not _is_talking(visit):
        sign_up_notices.answer_cancelled(work, contact)
        date_moves.answer(work, contact)


def _heed_word(work: Work, contact: Contact, text: PrivateText) -> None:
    """In a talk nothing is answered; what it wishes is honoured all the same."""
    command = work.house.words.find_command(text.reveal(), Language(contact.language))
    if command is not None:
        _heed(work, contact, Said(command=command, typed=text))
    _heed_request(work, contact, programme_requests.read_typed(work, contact, text))


def _read(data: str) -> Said | None:
    """What a button of ours says; only that of a question has a mark."""
    command, mark = put_question.read_button(data)
    is_ours = command is not None and (not mark or command in referral_answers.QUESTIONS)
    return Said(command=command, mark=mark) if command is not None and is_ours else None


def _heed(work: Work, contact: Contact, said: Said) -> None:
    """Not to be looked at before, and what is said of referrals, counts also where it is a word."""
    command = said.command
    if command in returning.CHOICES:
        returning.heed(work, contact, returning.CHOICES[command])
    elif command in referral_answers.COMMANDS:
        visit = visits.latest_of(work.session, contact.id)
        referral_answers.heed(work, contact, visit, said)
        if command is Command.REFER_CODES:
            sign_up_notices.answer_cancelled(work, contact, visit)
            date_moves.answer(work, contact, visit)
    programme_requests.heed_command(work, contact, command)


def _heed_request(work: Work, contact: Contact, request: Request | None) -> None:
    if request is not None:
        programme_requests.heed(work, contact, request)


def _words_of_answer(work: Work, contact: Contact, given: Answer) -> PrivateText | None:
    return None if given.is_skip else questions.words_of(work, contact, given)


def _answer(work: Work, contact: Contact, said: Said) -> bool:
    """Do what the command says; a tap brings a free answer, and what is held goes with it."""
    command = said.command
    if command in returning.CHOICES:
        return returning.choose(work, contact, returning.CHOICES[command])
    if command in referral_answers.COMMANDS:
        return referral_answers.heed(work, contact, None, said)
    name = ANSWERS.get(command)
    if name is not None:
        outbox.release_held(work, contact)
        answers.explain(work, contact, name)
        return True
    act = _ACTS.get(command)
    if act is None or not act(work, contact):
        return False
    outbox.release_held(work, contact)
    return True


def _answer_request(work: Work, contact: Contact, request: Request | None) -> bool:
    if request is None or not programme_requests.answer(work, contact, request):
        return False
    outbox.release_held(work, contact)
    return True


def _is_talking(visit: Visit | None) -> bool:
    return visit is not None and visit.state is VisitState.TALKING
