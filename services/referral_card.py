"""The card with a referral's code: calm, and on a locked screen only that a number is there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.clock import TOKYO
from domain.referral_code import CodePurpose, in_groups
from domain.secret import PrivateText
from domain.utterance import LONGEST_CARD, MOST_BUBBLES, Card, Choice, Link, Utterance
from line.text import count_characters
from services import outbox, referral_codes, saying, transcript, unreached
from services.work import Work
from storage.models.contact import Contact
from storage.models.referral import Referral
from storage.models.visit import Visit
from texts.cards import PREVIEW, SHOW_LARGE
from texts.language import Language
from texts.notices import Notice, NoticeName
from texts.times import day_words
from texts.words import Command

GOOD_FOR: Final = timedelta(days=90)
"""How long a code holds; whoever goes on coming shows it for as long."""

ANSWERS: Final = "referral:card"
"""What a card on its way is known by, so that it can be called back."""


def send(  # noqa: PLR0913 - what is said, and all that stands below it
    work: Work,
    contact: Contact,
    visit: Visit | None,
    notice: Notice,
    rows: list[Referral],
    *,
    others: Iterable[Card] = (),
    is_reply_only: bool = True,
) -> None:
    """Say a notice; below it a card for each referral that has a code now, and other cards."""
    found = (*(_card(work, contact, row) for row in rows), *others)
    below = len(notice.bubbles)
    cards = [replace(card, after=below) for card in found if card is not None]
    message_id = None
    if visit is not None:
        words = PrivateText("\n\n".join(notice.bubbles))
        message_id = transcript.add_outbound(work, contact, visit, words).id
    utterance = Utterance(
        bubbles=notice.bubbles,
        cards=tuple(cards[: MOST_BUBBLES - below]),
        is_silent=saying.is_quiet_hour(work.now),
    )
    outbox.lay_down(
        work,
        contact,
        utterance,
        visit_id=visit.id if visit is not None else None,
        message_id=message_id,
        answers=ANSWERS,
        is_reply_only=is_reply_only,
    )


def tell_closed(work: Work, contact: Contact) -> None:
    """Say that a number holds no more, whenever the person looks: it rings no phone.

    After violence at home it goes by reply alone: others may read it.
    """
    if contact.blocked_at is not None:
        return
    notice = saying.fill(work, contact, NoticeName.REFER_CLOSED)
    outbox.lay_down(
        work,
        contact,
        Utterance(bubbles=notice.bubbles, is_silent=True),
        visit_id=None,
        message_id=None,
        is_reply_only=bool(unreached.after_violence(work, [contact.id])),
    )


def last_day(work: Work, contact: Contact) -> str:
    """The last day a code given now holds, in words."""
    today = work.now.astimezone(TOKYO).date()
    return day_words(today + GOOD_FOR, today=today, language=Language(contact.language))


def issue(work: Work, row: Referral) -> None:
    """Give the referral its code."""
    referral_codes.issue(
        work,
        purpose=CodePurpose.REFERRAL,
        subject_id=row.id,
        destination_id=row.destination_id,
        good_for=GOOD_FOR,
    )


def has_code(work: Work, row: Referral) -> bool:
    """Whether there is one to show."""
    return referral_codes.shown(work, purpose=CodePurpose.REFERRAL, subject_id=row.id) is not None


def _card(work: Work, contact: Contact, row: Referral) -> Card | None:
    code = referral_codes.shown(work, purpose=CodePurpose.REFERRAL, subject_id=row.id)
    address = referral_codes.page_address(work, purpose=CodePurpose.REFERRAL, subject_id=row.id)
    if code is None or address is None:
        return None
    language = Language(contact.language)
    was_used = referral_codes.was_used(work, purpose=CodePurpose.REFERRAL, subject_id=row.id)
    name = NoticeName.REFER_CARD_USED if was_used else NoticeName.REFER_CARD
    words = saying.fill(work, contact, name, place=row.name)
    stop = work.house.words.word_for(Command.REFER_STOP, language)
    return Card(
        title=in_groups(code),
        text=_clipped("\n".join(words.bubbles)),
        preview=PREVIEW[language],
        links=(Link(label=SHOW_LARGE[language], address=address.reveal()),),
        choices=(Choice(label=stop, data=Command.REFER_STOP, text=stop),),
    )


def _clipped(words: str) -> str:
    """So much of it as a card holds, cut between characters as a reader sees them."""
    while count_characters(words) > LONGEST_CARD:
        words = words[:-2] + "…"
    return words
