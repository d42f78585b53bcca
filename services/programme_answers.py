"""The answers about programmes: free replies to a tap or a word, never a push."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.destination import Offer
from domain.programme import Room, is_too_late
from domain.secret import PrivateText
from domain.utterance import Choice, Utterance
from services import outbox, saying, sign_up_card, sign_up_notices, sign_ups, transcript
from services.programmes import ShownDate
from services.work import Work
from storage.models.contact import Contact
from storage.models.programme import Programme, ProgrammeDate, SignUp
from storage.models.visit import Visit
from texts import programme_words
from texts.language import Language
from texts.notices import Notice, NoticeChoice, NoticeName

_MOST_CHOICES: Final = 13

_REFUSALS: Final = {
    Room.FULL: NoticeName.PROGRAMME_FULL,
    Room.OVER: NoticeName.PROGRAMME_OVER,
    Room.CANCELLED: NoticeName.PROGRAMME_OVER,
    Room.HIDDEN: NoticeName.PROGRAMME_OVER,
}


def ask_kinds(work: Work, contact: Contact, kinds: Iterable[Offer]) -> None:
    """Ask which news somebody wants, with a button for each kind and one for all."""
    language, found = Language(contact.language), set(kinds)
    notice = saying.fill(work, contact, NoticeName.NEWS_KINDS)
    named = [(kind, programme_words.news_words(kind, language)) for kind in Offer if kind in found]
    choices = [_choice(words, f"news:{kind}") for kind, words in named]
    choices.append(_choice(programme_words.news_words(None, language), "news:all"))
    _say(work, contact, notice.bubbles, (*choices, *notice.choices))


def news_on(work: Work, contact: Contact, kinds: Iterable[Offer]) -> None:
    """Say what news comes from now on."""
    words = programme_words.kinds_words(kinds, Language(contact.language))
    saying.say(work, contact, None, saying.fill(work, contact, NoticeName.NEWS_ON, kinds=words))


def news_off(work: Work, contact: Contact) -> None:
    """Say that none comes any more."""
    saying.say(work, contact, None, saying.fill(work, contact, NoticeName.NEWS_OFF))


def dates(work: Work, contact: Contact, found: Sequence[ShownDate]) -> None:
    """Show some dates, with a button for each; or that there are none."""
    if not found:
        saying.say(work, contact, None, saying.fill(work, contact, NoticeName.PROGRAMME_NONE))
        return
    language = Language(contact.language)
    first = saying.fill(work, contact, NoticeName.PROGRAMMES)
    bubbles = [line for each in found for line in _date(work, contact, each).bubbles]
    choices = [
        _choice(programme_words.go_words(_begins(each), language), f"go:{each.id.hex}")
        for each in found
    ]
    _say(work, contact, (*first.bubbles, *bubbles), (*choices, *first.choices))


def signed_up(
    work: Work, contact: Contact, date: ShownDate, room: Room, *, visit: Visit | None = None
) -> None:
    """Say that somebody is signed up, with their code; or why they cannot be.

    In a talk, ``visit``, its counsellor reads it as well.
    """
    if room is not Room.OPEN:
        saying.say(work, contact, visit, saying.fill(work, contact, _REFUSALS[room]))
        return
    when = programme_words.when_words(_begins(date), Language(contact.language))
    notice = saying.fill(work, contact, NoticeName.SIGNED_UP, when=when, place=date.place)
    found = [each for each in sign_ups.standing(work, contact) if each[1].id == date.id]
    cards = [sign_up_card.card(work, contact, row, own, after=1) for row, own, _ in found]
    utterance = Utterance(
        bubbles=notice.bubbles,
        choices=tuple(
            Choice(label=each.label, data=each.data, text=each.text) for each in notice.choices
        ),
        is_silent=saying.is_quiet_hour(work.now),
        cards=tuple(each for each in cards if each is not None),
    )
    message_id = None
    if visit is not None:
        words = PrivateText("\n\n".join(notice.bubbles))
        message_id = transcript.add_outbound(work, contact, visit, words).id
    outbox.lay_down(
        work,
        contact,
        utterance,
        visit_id=visit.id if visit is not None else None,
        message_id=message_id,
        is_reply_only=True,
    )


def remind(
    work: Work, contact: Contact, sign_up: SignUp, date: ProgrammeDate, programme: Programme
) -> None:
    """Promise to remind somebody; where the day before is here already, do it now."""
    sign_up.wants_reminder = True
    if is_too_late(date.begins_at, now=work.now):
        sign_up.reminded_at = work.now
        notice = sign_up_notices.reminder(work, contact, date, programme)
    else:
        notice = saying.fill(work, contact, NoticeName.REMINDER_ON)
    saying.say(work, contact, None, notice)


def not_going(work: Work, contact: Contact) -> None:
    """Say that a sign-up is taken back."""
    saying.say(work, contact, None, saying.fill(work, contact, NoticeName.NOT_GOING))


def ask_which(work: Work, contact: Contact, found: Sequence[tuple[UUID, datetime]]) -> None:
    """Ask to which of some dates somebody does not come."""
    language = Language(contact.language)
    notice = saying.fill(work, contact, NoticeName.WHICH_DATE)
    choices = [
        _choice(
            programme_words.stay_words(begins_at.astimezone(TOKYO), language),
            f"stay:{date_id.hex}",
        )
        for date_id, begins_at in found
    ]
    _say(work, contact, notice.bubbles, choices[:_MOST_CHOICES])


def _date(work: Work, contact: Contact, date: ShownDate) -> Notice:
    ends = date.facts.ends_at.astimezone(TOKYO)
    language, facts = Language(contact.language), date.programme.facts
    return saying.fill(
        work,
        contact,
        NoticeName.PROGRAMME_DATE,
        span=programme_words.span_words(_begins(date), ends, language),
        title=facts.name,
        place=date.place,
        line=facts.one_line,
    )


def _begins(date: ShownDate) -> datetime:
    return date.facts.begins_at.astimezone(TOKYO)


def _choice(words: str, data: str) -> NoticeChoice:
    return NoticeChoice(label=words, data=data, text=words)


def _say(
    work: Work, contact: Contact, bubbles: Sequence[str], choices: Sequence[NoticeChoice]
) -> None:
    notice = Notice(bubbles=tuple(bubbles), choices=tuple(choices))
    saying.say(work, contact, None, notice)
