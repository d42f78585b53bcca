"""The outbox: what is to be said is laid down here, in the order it is said."""

from typing import Final
from uuid import UUID, uuid4

from domain.alert import Situation
from domain.danger_answer import is_stale
from domain.delivery import DeliveryState, Reason
from domain.errors import SealError
from domain.secret import PrivateText
from domain.utterance import Choice, Utterance
from services import alerts, transcript, written_utterance
from services.work import JobName, Work
from storage.models.contact import Contact
from storage.models.outgoing import Outgoing
from storage.models.visit import Visit
from storage.queries import messages, outgoing, pauses

UNASKED: Final = "unasked:"
"""What the ``answers`` of a row begin with that nobody has asked for at this moment."""


def lay_down(  # noqa: PLR0913 - an outbox row has this many parts
    work: Work,
    contact: Contact,
    utterance: Utterance,
    *,
    visit_id: UUID | None,
    message_id: UUID | None,
    answers: str | None = None,
    is_reply_only: bool = False,
) -> None:
    """Lay an utterance down for a contact and ring for it after the commit.

    ``answers`` names what a notice is the one answer for; ``is_reply_only`` makes it a free
    answer or none.
    """
    row = Outgoing(
        id=uuid4(),
        contact_id=contact.id,
        visit_id=visit_id,
        message_id=message_id,
        state=DeliveryState.WAITING,
        is_reply_only=is_reply_only,
        is_silent=utterance.is_silent,
        answers=answers,
        bubble_count=utterance.size,
        created_at=work.now,
        due_at=work.now,
        tries=0,
        was_unsure=False,
    )
    _seal(work, row, utterance)
    work.session.add(row)
    work.session.flush()
    work.then(JobName.DELIVER, row.id)


def utterance_of(work: Work, row: Outgoing) -> Utterance:
    """What a row says.

    Raises:
        SealError: it cannot be opened.
    """
    return written_utterance.read(_opened(work, row), is_silent=row.is_silent)


def choices_above(work: Work, contact: Contact) -> tuple[Choice, ...]:
    """The buttons of what waits to go: LINE shows those of the last bubble only."""
    waiting = outgoing.waiting_of(work.session, contact.id)
    try:
        return utterance_of(work, waiting[-1]).choices if waiting else ()
    except SealError:
        return ()


def settle(
    work: Work, contact: Contact, row: Outgoing, *, state: DeliveryState, reason: Reason | None
) -> None:
    """Give a row its last state: its words are gone, its message shows what came of it."""
    row.state, row.reason = state, reason
    row.lease_until = None
    row.settled_at = work.now
    row.sealed = row.wrapped_key = row.sealed_reply_token = None
    if state is DeliveryState.FAILED and row.answers and contact.answered_for == row.answers:
        contact.answered_for = None  # it never went out: the next word is answered instead
    if state is not DeliveryState.SENT and contact.danger_answered_at == row.created_at:
        # Rather twice than never: the next sign is answered also where nobody knows.
        contact.danger_answered_at = contact.danger_answered_level = None
    if state is DeliveryState.FAILED:
        _forget_paused_answer(work, row)
        _forget_promise(work, row)
    transcript.touch(work, contact, row.message_id)


def cancel(work: Work, contact: Contact) -> None:
    """Nothing more goes to somebody who has blocked us."""
    rows = [
        *outgoing.waiting_of(work.session, contact.id),
        *outgoing.held_of(work.session, contact.id),
    ]
    for row in rows:
        settle(work, contact, row, state=DeliveryState.FAILED, reason=Reason.BLOCKED)


def withdraw_unasked(work: Work, contact: Contact) -> None:
    """What nobody has asked for at this moment does not go out any more."""
    rows = [
        *outgoing.waiting_of(work.session, contact.id),
        *outgoing.held_of(work.session, contact.id),
    ]
    for row in rows:
        if _is_unasked(row):
            settle(work, contact, row, state=DeliveryState.FAILED, reason=Reason.TOO_LATE)


def recall(work: Work, contact: Contact, *, answers: str) -> None:
    """What answers this and has not gone out yet is not said any more."""
    rows = [
        *outgoing.waiting_of(work.session, contact.id),
        *outgoing.held_of(work.session, contact.id),
    ]
    for row in rows:
        is_under_way = row.lease_until is not None and row.lease_until > work.now
        if row.answers == answers and not is_under_way:
            settle(work, contact, row, state=DeliveryState.FAILED, reason=Reason.TOO_LATE)


def release_held(work: Work, contact: Contact) -> int:
    """The person has written: what was held can go out as a free answer, if it is still true.

    Gives the level of danger that T13 was to answer and is too late for, 0 where none is: whoever
    wrote at night has heard nothing yet.
    """
    unanswered = 0
    for row in outgoing.held_of(work.session, contact.id):
        is_to_danger = row.created_at == contact.danger_answered_at
        # What nobody has asked for is no answer to words.
        if _is_unasked(row) or says_what_is_over(work, contact, row):
            if is_to_danger:
                unanswered = contact.danger_answered_level or 0
            settle(work, contact, row, state=DeliveryState.FAILED, reason=Reason.TOO_LATE)
            continue
        row.state, row.reason = DeliveryState.WAITING, None
        row.due_at = work.now
        row.call_key = None  # a new call: what was held was refused, not sent
        row.road = row.first_try_at = None
        row.tries = 0
        transcript.touch(work, contact, row.message_id)
        work.then(JobName.DELIVER, row.id)
    return unanswered


def says_what_is_over(work: Work, contact: Contact, row: Outgoing) -> bool:
    """Whether it says to danger what is not so any more: that nobody is here (T13), or soon (T14).

    Both are known by when they were laid down.
    """
    if row.visit_id is None:
        return False
    visit = work.session.get_one(Visit, row.visit_id)
    if row.created_at == contact.danger_answered_at:
        situation = alerts.situation(work, visit)
        return is_stale(said_at=row.created_at, situation=situation, now=work.now)
    if row.created_at != visit.told_danger_at:
        return False
    return alerts.situation(work, visit) is not Situation.WAITING  # nor once the evening is over


def _is_unasked(row: Outgoing) -> bool:
    return row.answers is not None and row.answers.startswith(UNASKED)


def _forget_paused_answer(work: Work, row: Outgoing) -> None:
    """The one answer within a pause never went out: the next words have it."""
    pause = pauses.in_force(work.session, row.contact_id, now=work.now)
    if pause is not None and pause.answered_at == row.created_at:
        pause.answered_at = None


def _forget_promise(work: Work, row: Outgoing) -> None:
    """That a human reads it soon (T14) never went out: it is said to the next sign."""
    visit = work.session.get(Visit, row.visit_id) if row.visit_id is not None else None
    if visit is not None and visit.told_danger_at == row.created_at:
        visit.told_danger_at = None


def _seal(work: Work, row: Outgoing, utterance: Utterance) -> None:
    seals = work.house.seals
    place = messages.place_of_outgoing(row.id)
    words = written_utterance.write(utterance)
    if row.visit_id is None:
        row.sealed = seals.seal_passing(words.encode(), place)
        return
    sealed = seals.seal_words(work.session, row.visit_id, place, PrivateText(words))
    row.sealed = sealed.sealed
    row.wrapped_key = sealed.wrapped_key
    row.key_generation = sealed.key_generation


def _opened(work: Work, row: Outgoing) -> str:
    seals = work.house.seals
    place = messages.place_of_outgoing(row.id)
    if row.visit_id is not None:
        return seals.open_words(work.session, row.visit_id, place, row).reveal()
    return seals.open_passing(row.sealed or b"", place).decode()
