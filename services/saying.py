"""Saying: an automatic notice goes into the transcript and the outbox, and marks its answer."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from domain.clock import TOKYO
from domain.evening import Mode
from domain.secret import PrivateText
from domain.utterance import MOST_BUBBLES, Choice, Utterance
from routing import hours
from routing.hours import ClosedKind, ClosedWindow
from routing.openings import cuts, local_day
from routing.spoken_hours import opening_words
from routing.spoken_lines import Speaker
from services import modes, outbox, texts, timetable, transcript, unreached
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import outgoing
from texts.language import Language
from texts.notices import Notice, NoticeChoice, NoticeName

QUIET_FROM_HOUR: Final = 21
QUIET_TO_HOUR: Final = 9
"""What we start between these hours of Tokyo rings no phone: a family may be asleep beside it."""


def say(
    work: Work,
    contact: Contact,
    visit: Visit | None,
    notice: Notice,
    *,
    answers: str | None = None,
    is_reply_only: bool = True,
) -> None:
    """Say a notice: by reply and free, or else not at all unless ``is_reply_only`` is false.

    ``answers`` names what it is the one answer for; it counts as answered from now on.
    """
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
        is_silent=is_quiet_hour(work.now),
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


def say_below(work: Work, contact: Contact, visit: Visit | None, notice: Notice) -> bool:
    """Say a notice below the answer there is, with that answer's buttons where it has any.

    Gives False, and says nothing, where the one reply has no room for it: it would be lost.
    """
    waiting = outgoing.waiting_of(work.session, contact.id)
    if sum(row.bubble_count for row in waiting) + len(notice.bubbles) > MOST_BUBBLES:
        return False
    kept = tuple(
        NoticeChoice(label=each.label, data=each.data, text=each.text)
        for each in outbox.choices_above(work, contact)
    )
    say(work, contact, visit, replace(notice, choices=kept or notice.choices))
    return True


def say_unasked(
    work: Work, contact: Contact, visit: Visit, notice: Notice, *, answers: str | None = None
) -> None:
    """Say what nobody has asked for just now: worth a push, but not where others may read it.

    After violence at home was marked (``services.unreached``) it goes by reply, or not at all.
    """
    is_spared = bool(unreached.after_violence(work, [contact.id]))
    say(work, contact, visit, notice, answers=answers, is_reply_only=is_spared)


def fill(work: Work, contact: Contact, name: NoticeName, **variables: str | int) -> Notice:
    """A notice in the person's language."""
    return texts.current(work).fill(name, Language(contact.language), **variables)


def speaker(work: Work, contact: Contact) -> Speaker:
    """Who fills notices that name hours and lines."""
    return Speaker(
        notices=texts.current(work),
        language=Language(contact.language),
        now=work.now,
        with_examples=work.house.with_examples,
    )


def next_opening(work: Work) -> datetime | None:
    """When the next evening opens: not the second half of this one."""
    tonight = timetable.evening(work)
    if tonight is not None and tonight.opens_at <= work.now:
        return tonight.next_opening
    return hours.next_opening(timetable.current(work), now=work.now)


def next_opening_words(work: Work, contact: Contact) -> str | None:
    """The next evening's opening as the person reads it; None while none is known."""
    opening = next_opening(work)
    if opening is None:
        return None
    return opening_words(opening, now=work.now, language=Language(contact.language))


def with_disaster(work: Work, contact: Contact, notice: Notice) -> Notice:
    """The notice, in a disaster with what matters now in front of it; nothing of it is left out."""
    if not modes.is_on(work, Mode.DISASTER):
        return notice
    first = fill(work, contact, NoticeName.DISASTER).bubbles
    return Notice(bubbles=(*first, *notice.bubbles), choices=notice.choices)


def closed_key(work: Work, window: ClosedWindow) -> str:
    """What names the one answer of a closed window.

    A closure that was told before its hour keeps its name once the hour has come.
    """
    began_at = window.started_at
    if window.kind is ClosedKind.SUDDEN:
        today = local_day(work.now)
        taken = [cut.began_at for cut in cuts(timetable.current(work), today, today)]
        if taken and taken[0] > work.now:
            began_at = taken[0]
    return f"closed:{began_at.isoformat()}"


def is_quiet_hour(now: datetime) -> bool:
    """Whether a family may be asleep."""
    hour = now.astimezone(TOKYO).hour
    return hour >= QUIET_FROM_HOUR or hour < QUIET_TO_HOUR
