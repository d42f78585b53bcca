"""Deliveries: one call to LINE at a time for each contact, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from domain.delivery import (
    KEY_LIFE,
    REPLY_TOKEN_LIFE,
    DeliveryState,
    Outcome,
    Reason,
    Road,
    Try,
    after_try,
)
from domain.secret import PrivateText
from domain.utterance import MOST_BUBBLES, Utterance
from services import call_words, contacts, outbox, transcript
from services.work import JobName, Work
from storage.models.contact import Contact
from storage.models.outgoing import Outgoing
from storage.queries import contacts as contact_rows
from storage.queries import outgoing

LEASE: Final = timedelta(seconds=20)
"""Longer than one call can take; a killed worker's call is tried again after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call to LINE, decided: over which road, to whom, what, and under which key."""

    key: UUID
    road: Road
    reply_token: PrivateText | None
    line_id: PrivateText
    utterance: Utterance


def next_call(work: Work, outgoing_id: UUID) -> Call | None:
    """Claim the next call of this row's contact; None when there is nothing to do just now."""
    row = outgoing.with_id(work.session, outgoing_id)
    if row is None:
        return None
    contact_rows.lock(work.session, row.contact_id)
    contact = contact_rows.get(work.session, row.contact_id)
    while True:
        waiting = outgoing.waiting_of(work.session, contact.id)
        if not waiting or not _is_free(waiting[0], work.now):
            return None
        call = _claim(work, contact, waiting)
        if call is not None:
            return call


def settle_call(work: Work, key: UUID, outcome: Outcome, *, request_id: str | None) -> None:
    """Write down what a call came to, and ring again for what is to be tried at once."""
    rows = outgoing.of_call(work.session, key)
    if not rows:
        return
    contact_rows.lock(work.session, rows[0].contact_id)
    contact = contact_rows.get(work.session, rows[0].contact_id)
    for row in outgoing.of_call(work.session, key):
        if row.state is DeliveryState.WAITING:
            row.request_id = request_id
            _settle_row(work, contact, row, outcome)


def ring_again(work: Work, *, older_than: timedelta, most: int = 200) -> None:
    """Ring for what is due and nobody is sending."""
    for outgoing_id in outgoing.due(
        work.session, before=work.now - older_than, now=work.now, most=most
    ):
        work.then(JobName.DELIVER, outgoing_id)


def _is_free(row: Outgoing, now: datetime) -> bool:
    is_leased = row.lease_until is not None and row.lease_until > now
    return row.due_at <= now and not is_leased


def _claim(work: Work, contact: Contact, waiting: Sequence[Outgoing]) -> Call | None:
    """Decide the head's road and its companions; None when the head was settled instead."""
    head = waiting[0]
    over = next((row for row in waiting if outbox.says_what_is_over(work, contact, row)), None)
    if over is not None:  # also one that would go along with another
        call_words.keep_back(work, contact, over, Reason.TOO_LATE)
        return None
    died_replying = head.lease_until is not None and head.road is Road.REPLY
    head.was_unsure = head.was_unsure or died_replying
    road = _road(work, contact, head)
    if road is None:
        return None
    rows = _companions(waiting, road)
    utterance = call_words.opened(work, contact, rows)
    if utterance is None:
        return None
    token = _reply_token(work, contact, head) if road is Road.REPLY else None
    key = head.call_key or uuid4()
    for row in rows:
        row.call_key = key
        row.road = road
        row.was_unsure = head.was_unsure
        row.tries += 1
        row.lease_until = work.now + LEASE
        row.first_try_at = row.first_try_at or work.now
        row.sealed_reply_token = head.sealed_reply_token
        row.reply_token_at = head.reply_token_at
    return Call(
        key=key,
        road=road,
        reply_token=token,
        line_id=work.house.seals.open_line_id(contact),
        utterance=utterance,
    )


def _road(work: Work, contact: Contact, head: Outgoing) -> Road | None:
    """A fresh reply token first, else a push; None when the head can go neither way."""
    if head.first_try_at is not None and work.now - head.first_try_at > KEY_LIFE:
        state = DeliveryState.UNKNOWN if head.was_unsure else DeliveryState.FAILED
        outbox.settle(work, contact, head, state=state, reason=Reason.TOO_OLD)
        return None
    if head.was_unsure and head.road is Road.REPLY:
        return Road.REPLY  # the same token again: anything else could say it twice
    is_pushed_before = head.road is Road.PUSH
    if not is_pushed_before and _has_fresh_token(work, contact, head):
        return Road.REPLY
    if head.is_reply_only:
        outbox.settle(work, contact, head, state=DeliveryState.FAILED, reason=Reason.TOO_LATE)
        return None
    return Road.PUSH


def _has_fresh_token(work: Work, contact: Contact, head: Outgoing) -> bool:
    if head.reason is Reason.TOO_LATE:
        return False  # LINE has just said so
    return (
        contact.sealed_reply_token is not None
        and contact.reply_token_at is not None
        and work.now - contact.reply_token_at < REPLY_TOKEN_LIFE
    )


def _reply_token(work: Work, contact: Contact, head: Outgoing) -> PrivateText:
    """The token for this call: the one tried before, or the contact's newest, now spent."""
    place = contacts.reply_token_place(contact.id)
    if not (head.was_unsure and head.sealed_reply_token is not None):
        head.sealed_reply_token = contact.sealed_reply_token
        head.reply_token_at = contact.reply_token_at
        contact.sealed_reply_token = contact.reply_token_at = None
    token = work.house.seals.open_passing(head.sealed_reply_token or b"", place)
    return PrivateText(token.decode())


def _companions(waiting: Sequence[Outgoing], road: Road) -> list[Outgoing]:
    """The rows of one call: those bound together by an earlier try, or as many as fit."""
    head = waiting[0]
    if head.call_key is not None:
        return [row for row in waiting if row.call_key == head.call_key]
    rows: list[Outgoing] = []
    bubbles = 0
    for row in waiting:
        bubbles += row.bubble_count
        is_apart = row.is_silent != head.is_silent or (row.is_reply_only and road is Road.PUSH)
        if bubbles > MOST_BUBBLES or is_apart or row.call_key is not None:
            break
        rows.append(row)
    return rows


def _settle_row(work: Work, contact: Contact, row: Outgoing, outcome: Outcome) -> None:
    road = row.road or Road.PUSH
    step = after_try(
        outcome,
        Try(
            road=road,
            number=row.tries,
            is_reply_only=row.is_reply_only,
            was_unsure=row.was_unsure,
        ),
    )
    if step.again_in is None and step.state is not DeliveryState.HELD:
        outbox.settle(work, contact, row, state=step.state, reason=step.reason)
        return
    row.state, row.reason = step.state, step.reason
    row.lease_until = None
    row.due_at = work.now + (step.again_in or timedelta())
    if not step.again_in:
        work.then(JobName.DELIVER, row.id)
    if road is Road.REPLY:
        # In doubt once, in doubt until the end: a later refusal says nothing about the first try.
        row.was_unsure = row.was_unsure or outcome in {Outcome.UNSURE, Outcome.FAULT}
        if not row.was_unsure:
            _give_token_back(contact, row, outcome)
    transcript.touch(work, contact, row.message_id)


def _give_token_back(contact: Contact, row: Outgoing, outcome: Outcome) -> None:
    """LINE took nothing: the token is still good for a moment, unless a newer one came."""
    is_untouched = outcome in {Outcome.BUSY, Outcome.FORBIDDEN}
    if is_untouched and contact.sealed_reply_token is None:
        contact.sealed_reply_token = row.sealed_reply_token
        contact.reply_token_at = row.reply_token_at
    row.sealed_reply_token = row.reply_token_at = None
    row.call_key = None  # the next call is another one: a push has its own retry key
