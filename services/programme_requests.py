"""What a person asks about programmes by a button or a word: news, dates, to come, not to come.

A button carries what it names (``go:…``); the same can be typed, by its date and hour.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.destination import Offer
from domain.programme import SHOWN_AT_ONCE, TOLD_OF, Room
from domain.secret import PrivateText
from services import interests, programme_answers, programmes, sign_ups
from services.programmes import ShownDate
from services.work import Work
from storage.models.contact import Contact
from storage.queries import visits
from texts import programme_words
from texts.language import Language
from texts.programme_words import Named, Wish
from texts.words import Command

_EVERYTHING: Final = "all"
_DATA: Final = {"news": Wish.NEWS, "go": Wish.GO, "stay": Wish.STAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish with what it names: kinds of news, or dates (several where their words are one)."""

    wish: Wish
    kinds: frozenset[Offer] = frozenset()
    date_ids: tuple[UUID, ...] = ()


def read_button(data: str) -> Request | None:
    """The request in a button's data; None for another button, or one that is none of ours."""
    word, _, named = data.partition(":")
    wish = _DATA.get(word)
    if wish is None or not named:
        return None
    if wish is Wish.NEWS:
        if named == _EVERYTHING:
            return Request(wish=wish, kinds=frozenset(TOLD_OF))
        return Request(wish=wish, kinds=frozenset({Offer(named)})) if named in TOLD_OF else None
    try:
        return Request(wish=wish, date_ids=(UUID(hex=named),))
    except ValueError:
        return None


def read_typed(work: Work, contact: Contact, text: PrivateText) -> Request | None:
    """The request a whole message types; None where it names nothing there is."""
    named = programme_words.read_named(text.reveal(), Language(contact.language))
    if named is None:
        return None
    if named.wish is Wish.NEWS:
        kinds = frozenset(TOLD_OF) if named.kind is None else frozenset({Offer(named.kind)})
        return Request(wish=Wish.NEWS, kinds=kinds) if kinds <= set(TOLD_OF) else None
    found = _at(work, contact, named)
    return Request(wish=named.wish, date_ids=found) if found else None


def answer(work: Work, contact: Contact, request: Request) -> bool:
    """Do what is asked, and say so. Gives whether it was answered."""
    if request.wish is Wish.NEWS:
        wanted = interests.want(work, contact, request.kinds)
        programme_answers.news_on(work, contact, wanted)
        return True
    if len(request.date_ids) > 1:
        return look(work, contact)
    if request.wish is Wish.STAY:
        return _stay(work, contact, request.date_ids[0])
    date = _find_date(work, request.date_ids[0])
    if date is None:
        return False
    room = sign_ups.sign_up(work, contact, date.id)
    programme_answers.signed_up(work, contact, date, room)
    return True


def heed(work: Work, contact: Contact, request: Request) -> None:
    """The same in a talk, where no machine speaks, but for what came of a sign-up."""
    if request.wish is Wish.NEWS:
        interests.want(work, contact, request.kinds)
    elif request.wish is Wish.GO and len(request.date_ids) == 1:
        wanted = _find_date(work, request.date_ids[0])
        if wanted is not None:
            room = sign_ups.sign_up(work, contact, wanted.id)
            visit = visits.latest_of(work.session, contact.id)
            programme_answers.signed_up(work, contact, wanted, room, visit=visit)
    else:
        for row, date, _ in sign_ups.standing(work, contact):
            if request.date_ids == (date.id,):
                sign_ups.take_back(work, row)


def words_of(work: Work, contact: Contact, request: Request) -> PrivateText | None:
    """What a request types, for whoever reads along in a talk."""
    language = Language(contact.language)
    if request.wish is Wish.NEWS:
        kind = next(iter(request.kinds)) if len(request.kinds) == 1 else None
        return PrivateText(programme_words.news_words(kind, language))
    date = _find_date(work, request.date_ids[0])
    if date is None:
        return None
    begins = date.facts.begins_at.astimezone(TOKYO)
    said = programme_words.go_words if request.wish is Wish.GO else programme_words.stay_words
    return PrivateText(said(begins, language))


def heed_command(work: Work, contact: Contact, command: Command) -> None:
    """A wish about news counts also where it was a word in a talk."""
    if command is Command.NEWS_WANTED:
        interests.want(work, contact, TOLD_OF)
    elif command is Command.NEWS_STOP:
        interests.stop(work, contact)


def ask_kinds(work: Work, contact: Contact) -> bool:
    """Ask which news they want, of the kinds there are; with one kind or none it is all of them."""
    kinds = {each.programme.facts.kind for each in _open(work)} & set(TOLD_OF)
    if len(kinds) > 1:
        programme_answers.ask_kinds(work, contact, kinds)
    else:
        programme_answers.news_on(work, contact, interests.want(work, contact, TOLD_OF))
    return True


def stop_news(work: Work, contact: Contact) -> bool:
    """No more news."""
    interests.stop(work, contact)
    programme_answers.news_off(work, contact)
    return True


def look(work: Work, contact: Contact) -> bool:
    """Show the next dates of what they want to hear of, and what they have signed up for."""
    kinds = interests.wanted_kinds(work, contact)
    found = [each for each in _open(work) if each.programme.facts.kind in kinds]
    programme_answers.dates(work, contact, found[:SHOWN_AT_ONCE])
    return True


def remind_me(work: Work, contact: Contact) -> bool:
    """Be told the day before the date they signed up for last. Without one it is a word."""
    found = sign_ups.standing(work, contact)
    if not found:
        return False
    sign_up, date, programme = max(found, key=lambda each: each[0].signed_up_at)
    programme_answers.remind(work, contact, sign_up, date, programme)
    return True


def not_going(work: Work, contact: Contact) -> bool:
    """Not to come after all; asked which, where there are several. Without one it is a word."""
    found = sign_ups.standing(work, contact)
    if not found:
        return False
    if len(found) > 1:
        known = [(date.id, date.begins_at) for _, date, _ in found]
        programme_answers.ask_which(work, contact, known)
        return True
    return _stay(work, contact, found[0][1].id)


ACTS: Final[Mapping[Command, Callable[[Work, Contact], bool]]] = {
    Command.NEWS_WANTED: ask_kinds,
    Command.NEWS_STOP: stop_news,
    Command.PROGRAMMES: look,
    Command.REMIND_ME: remind_me,
    Command.NOT_GOING: not_going,
}
"""What the commands about programmes do."""


def _stay(work: Work, contact: Contact, date_id: UUID) -> bool:
    for row, date, _ in sign_ups.standing(work, contact):
        if date.id == date_id:
            sign_ups.take_back(work, row)
            programme_answers.not_going(work, contact)
            return True
    return False


def _open(work: Work) -> list[ShownDate]:
    return [each for each in programmes.list_dates(work, since=work.now) if each.room is Room.OPEN]


def _find_date(work: Work, date_id: UUID) -> ShownDate | None:
    """A date, if there is one that people may know of."""
    found = programmes.find_date(work, date_id)
    return found if found is not None and found.room is not Room.HIDDEN else None


def _at(work: Work, contact: Contact, named: Named) -> tuple[UUID, ...]:
    """The dates at a time that is named without its year: of those to come, or one's own."""
    if named.wish is Wish.STAY:
        known = [
            (begins_at, date.id)
            for row, date, _ in sign_ups.standing(work, contact)
            for begins_at in {date.begins_at, row.was_at or date.begins_at}
        ]
    else:
        shown = programmes.list_dates(work, since=work.now)
        known = [(each.facts.begins_at, each.id) for each in shown if each.room is not Room.HIDDEN]
    local = ((begins_at.astimezone(TOKYO), date_id) for begins_at, date_id in known)
    return tuple(
        date_id
        for begins, date_id in local
        if (begins.month, begins.day, begins.hour, begins.minute) == named.clock
    )
