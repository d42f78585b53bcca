"""Conversations: what a person says reaches a counsellor, and what a counsellor says a person."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.alert import Situation
from domain.conversation import End, VisitState
from domain.errors import (
    ContactBlockedError,
    CrossedError,
    EmptyTextError,
    SecondLookError,
    TextTooLongError,
)
from domain.evening import Intake
from domain.message import Direction, without_my_number
from domain.risk_level import CONSULTED
from domain.secret import PrivateText
from domain.utterance import MOST_BUBBLES, Utterance
from line.text import cleaned, split_text
from routing import hours
from routing.hours import ClosedWindow
from services import (
    alerts,
    answers,
    closing,
    contacts,
    danger_notices,
    friendship,
    in_hand,
    last_intake,
    offers,
    outbox,
    paused_words,
    questions,
    safety,
    sent_details,
    shown,
    stat_visits,
    texts,
    timetable,
    transcript,
)
from services.contacts import Sender
from services.transcript import Arrival
from services.visits import not_before, visit_for_late_words, visit_for_words
from services.work import Work
from storage.models.contact import Contact
from storage.models.message import Message
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import drafts as draft_rows
from storage.queries import own_talks
from storage.queries import visits as visit_rows

PROMPT: Final = timedelta(minutes=1)
"""Words handled within this time are judged by when they came, so that 20:59:59 counts as open."""


def receive_message(work: Work, sender: Sender, arrival: Arrival) -> None:
    """Keep what a person wrote, and let it have what follows: a place in the line, an answer."""
    contact = contacts.meet(work, sender)
    if transcript.is_known(work, arrival):
        return
    occurred_ms = int(arrival.occurred_at.timestamp() * 1000)
    if contact.blocked_at is not None and occurred_ms > contact.friendship_ms:
        contact.blocked_at = None  # who writes has not blocked us: the follow was lost
        friendship.note_return(work, contact, at=arrival.received_at)
    judged = safety.judge(work, contact, arrival)
    if contact.blocked_at is not None:
        late = visit_for_late_words(work, contact)
        transcript.add_inbound(work, contact, late, arrival)
        safety.heed(work, late, judged)
        return
    prompt = work.now - arrival.received_at <= PROMPT
    moment = not_before(work, contact, arrival.received_at if prompt else work.now)
    if paused_words.are_held(work, contact, level=judged.level):
        kept = paused_words.keep(work, contact, arrival, moment=moment, level=judged.level)
        safety.heed(work, kept, judged)
        return
    window = hours.closed_window(timetable.current(work), now=moment)
    intake = timetable.intake(work, at=moment) if judged.level < CONSULTED else Intake.OPEN
    visit = visit_for_words(work, contact, window=window, intake=intake, moment=moment)
    transcript.add_inbound(work, contact, visit, arrival)
    visit.last_word_at = max(visit.last_word_at, moment)
    if visit.conversation is not None:
        visit.conversation.awaiting_since = None
    work.session.flush()
    safety.heed(work, visit, judged)
    level = max(judged.level, outbox.release_held(work, contact))
    if not danger_notices.answer(work, contact, visit, level=level):
        _answer(work, contact, visit, window, arrival)
        sent_details.tell(work, contact, visit, arrival.text, judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What whoever sends has had before their eyes.

    ``seen``: the revision that the page has shown. ``is_confirmed``: numbers and addresses were
    looked at a second time.
    """

    seen: int
    is_confirmed: bool


def send(
    work: Work,
    visit_id: UUID,
    *,
    member_id: UUID,
    text: PrivateText,
    send_key: UUID,
    look: Look | None = None,
) -> None:
    """Say something in one's own talk, or beside it; the same ``send_key`` says it once.

    ``look`` is what the page has shown; None where nobody looks at a page.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ContactBlockedError: not now, not you.
        EmptyTextError, TextTooLongError: nothing to send, or more than five bubbles of it.
        CrossedError: an answer has gone out that the page had not shown.
        SecondLookError: it names a number or an address, and nobody has looked at it twice.
        ExpiredNumberError: it names a support line that may not be named any more.
    """
    contact_rows.lock(work.session, visit_rows.get(work.session, visit_id).contact_id)
    said = work.session.get(Message, send_key)
    if said is not None and said.author_id == member_id:
        # A second asking, after an answer that was lost: whatever has changed since.
        draft_rows.drop(work.session, visit_id, member_id)
        return
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id, or_beside=True)
    if contact.blocked_at is not None:
        raise ContactBlockedError
    words = without_my_number(PrivateText(cleaned(text.reveal()))).reveal()
    bubbles = _bubbles(words)
    texts.refuse_expired(work, PrivateText(words))
    if look is not None:
        _require_look(work, visit_id, look, PrivateText(words))
    message = transcript.add_outbound(
        work,
        contact,
        visit,
        PrivateText(words),
        direction=Direction.OUTBOUND,
        author_id=member_id,
        message_id=send_key,
    )
    _now_awaiting(work, visit)
    stat_visits.said(work, visit)
    draft_rows.drop(work.session, visit_id, member_id)
    outbox.lay_down(
        work, contact, Utterance(bubbles=bubbles), visit_id=visit.id, message_id=message.id
    )


def end(work: Work, visit_id: UUID, *, member_id: UUID, with_goodbye: bool) -> None:
    """End one's own talk, with a goodbye unless it could not arrive.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: not now, not you.
    """
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id)
    if with_goodbye and contact.blocked_at is None:
        answers.goodbye(work, contact, visit)
    offers.withdraw_for(work, visit)
    draft_rows.drop(work.session, visit_id, member_id)
    how = End.BLOCKED if contact.blocked_at is not None else None
    closing.finish(work, contact, visit, how, by=member_id)


def _now_awaiting(work: Work, visit: Visit) -> None:
    """The counsellor has spoken: from now on it is the person's silence."""
    talk = visit.conversation
    if talk is not None:
        talk.awaiting_since = talk.awaiting_since or work.now
        talk.first_words_at = talk.first_words_at or work.now


def _answer(
    work: Work, contact: Contact, visit: Visit, window: ClosedWindow | None, arrival: Arrival
) -> None:
    """In a talk no machine speaks, but to say what it cannot open.

    A talk left open when nobody is here any more is no talk: the clock's answers are honest.
    """
    is_left = window is not None and alerts.situation(work, visit) is Situation.NOBODY_HERE
    if visit.state is VisitState.TALKING and not is_left:
        answers.media(work, contact, visit, arrival.kind)
        return
    if danger_notices.is_promised(work, visit):
        return
    if window is not None:
        is_told_by_clock = visit.state is VisitState.WAITING and visit.risk < CONSULTED
        if not is_told_by_clock or timetable.is_pause(work):
            answers.closed(work, contact, visit, window)
        return  # the clock tells everybody who was not reached, in a moment
    if visit.state is VisitState.OUT_OF_HOURS:
        answered = last_intake.answer(work, contact, visit)
    else:
        answered = questions.ended_by_words(work, contact, visit) or answers.in_line(
            work, contact, visit
        )
    if not answered:
        answers.media(work, contact, visit, arrival.kind)


def _bubbles(words: str) -> tuple[str, ...]:
    if not words.strip():
        raise EmptyTextError
    bubbles = split_text(words)
    if len(bubbles) > MOST_BUBBLES:
        raise TextTooLongError
    return bubbles


def _require_look(work: Work, visit_id: UUID, look: Look, words: PrivateText) -> None:
    """No two answers cross unseen, and no number goes out unread."""
    newer = own_talks.find_newer_answer(work.session, visit_id, since=look.seen)
    if newer is not None:
        raise CrossedError(shown.member_alias(work, newer.author_id))
    if texts.needs_second_look(words) and not look.is_confirmed:
        raise SecondLookError
