"""Conversations: what a person says reaches a counsellor, and what a counsellor says a person."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.conversation import End, Passing, VisitState
from domain.errors import (
    ContactBlockedError,
    EmptyTextError,
    NotYoursError,
    ReadingOnlyError,
    TalkEndedError,
    TextTooLongError,
)
from domain.message import Direction, without_my_number
from domain.risk_level import CONSULTED
from domain.secret import PrivateText
from domain.utterance import MOST_BUBBLES, Utterance
from line.text import cleaned, split_text
from routing import hours
from routing.hours import ClosedWindow
from services import (
    answers,
    closing,
    contacts,
    last_intake,
    offers,
    outbox,
    questions,
    supervision,
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
    if contact.blocked_at is not None:
        late = visit_for_late_words(work, contact)
        transcript.add_inbound(work, contact, late, arrival)
        return
    prompt = work.now - arrival.received_at <= PROMPT
    moment = not_before(work, contact, arrival.received_at if prompt else work.now)
    window = hours.closed_window(timetable.current(work), now=moment)
    intake = timetable.intake(work, at=moment)
    visit = visit_for_words(work, contact, window=window, intake=intake, moment=moment)
    transcript.add_inbound(work, contact, visit, arrival)
    visit.last_word_at = max(visit.last_word_at, moment)
    if visit.conversation is not None:
        visit.conversation.awaiting_since = None
    work.session.flush()
    outbox.release_held(work, contact)
    _answer(work, contact, visit, window, arrival)


def send(work: Work, visit_id: UUID, *, member_id: UUID, text: PrivateText, send_key: UUID) -> None:
    """Say something in one's own talk; the same ``send_key`` says it once.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ContactBlockedError: not now, not you.
        EmptyTextError, TextTooLongError: nothing to send, or more than five bubbles of it.
    """
    contact_rows.lock(work.session, visit_rows.get(work.session, visit_id).contact_id)
    said = work.session.get(Message, send_key)
    if said is not None and said.author_id == member_id:
        # A second asking, after an answer that was lost: whatever has changed since.
        draft_rows.drop(work.session, visit_id, member_id)
        return
    visit, contact = _own_talk(work, visit_id, member_id, or_beside=True)
    if contact.blocked_at is not None:
        raise ContactBlockedError
    words = without_my_number(PrivateText(cleaned(text.reveal()))).reveal()
    if not words.strip():
        raise EmptyTextError
    bubbles = split_text(words)
    if len(bubbles) > MOST_BUBBLES:
        raise TextTooLongError
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
    draft_rows.drop(work.session, visit_id, member_id)
    outbox.lay_down(
        work, contact, Utterance(bubbles=bubbles), visit_id=visit.id, message_id=message.id
    )


def end(work: Work, visit_id: UUID, *, member_id: UUID, with_goodbye: bool) -> None:
    """End one's own talk, with a goodbye unless it could not arrive.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: not now, not you.
    """
    visit, contact = _own_talk(work, visit_id, member_id)
    if with_goodbye and contact.blocked_at is None:
        answers.goodbye(work, contact, visit)
    offers.withdraw_for(work, visit)
    draft_rows.drop(work.session, visit_id, member_id)
    closing.finish(work, contact, visit, End.BLOCKED if contact.blocked_at is not None else None)


def _now_awaiting(work: Work, visit: Visit) -> None:
    """The counsellor has spoken: from now on it is the person's silence."""
    talk = visit.conversation
    if talk is not None:
        talk.awaiting_since = talk.awaiting_since or work.now
        talk.first_words_at = talk.first_words_at or work.now


def _answer(
    work: Work, contact: Contact, visit: Visit, window: ClosedWindow | None, arrival: Arrival
) -> None:
    """In a talk no machine speaks, but to say what it cannot open."""
    if visit.state is VisitState.TALKING:
        answers.media(work, contact, visit, arrival.kind)
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


def _own_talk(
    work: Work, visit_id: UUID, member_id: UUID, *, or_beside: bool = False
) -> tuple[Visit, Contact]:
    """One's own talk under the contact's lock; ``or_beside``: or one a supervisor writes in.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    visit = visit_rows.get(work.session, visit_id)
    contact_rows.lock(work.session, visit.contact_id)
    visit = visit_rows.get(work.session, visit_id)
    talk = visit.conversation
    is_beside = or_beside and supervision.is_beside(work, visit_id, member_id)
    if talk is None or (talk.counsellor_id != member_id and not is_beside):
        raise NotYoursError
    if visit.state is not VisitState.TALKING:
        raise TalkEndedError
    if talk.passing is Passing.DROPPED and not is_beside:
        raise ReadingOnlyError
    return visit, contact_rows.get(work.session, visit.contact_id)
