"""Friendship: adding the account, blocking it, coming back. LINE's latest time wins."""

from datetime import UTC, datetime, timedelta
from typing import Final

from domain.clock import TOKYO
from domain.statistics.fact import FactCode, FactKind
from services import (
    answers,
    contacts,
    entry_links,
    interests,
    referral_answers,
    stat_facts,
    visits,
)
from services.contacts import Sender
from services.work import Work
from storage.models.contact import Contact
from storage.queries import messages
from storage.queries import visits as visit_rows

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = timedelta(days=7)
"""LINE sends an event again for some days at most; an older time is a wrong one."""


def begin(work: Work, sender: Sender, *, occurred_ms: int, is_unblocked: bool) -> None:
    """The person added the account: greet, or welcome back; a follow older than a block is void."""
    contact = contacts.meet(work, sender)
    if occurred_ms < contact.friendship_ms:
        return
    is_return = contact.blocked_at is not None or is_unblocked
    contact.friendship_ms = occurred_ms
    _note_follow(work, contact, at=_moment(work, occurred_ms))
    contact.followed_at = work.now
    contact.blocked_at = None
    contacts.changed(work, contact)
    answers.welcome(work, contact, is_return=is_return)


def end(work: Work, sender: Sender, *, occurred_ms: int) -> None:
    """The person blocked the account: nothing more is sent, and open pages say so at once.

    A block older than words we have got is void: who writes has not blocked us.
    """
    contact = contacts.meet(work, sender)
    if occurred_ms < max(contact.friendship_ms, _last_word_ms(work, contact)):
        return
    contact.friendship_ms = occurred_ms
    _note_block(work, contact, at=_moment(work, occurred_ms))
    contact.blocked_at = work.now
    contact.sealed_reply_token = contact.reply_token_at = None
    visits.end_by_block(work, contact)
    referral_answers.rest(work, contact)
    interests.forget(work, contact)


def note_return(work: Work, contact: Contact, *, at: datetime) -> None:
    """Somebody who was a friend is one again."""
    if contact.followed_at is not None:
        stat_facts.note(work, FactKind.FRIEND_RETURNED, contact_id=contact.id, at=at)


def _note_follow(work: Work, contact: Contact, *, at: datetime) -> None:
    """Added for the first time, or back; a follow that is told twice is neither."""
    if contact.followed_at is None:
        stat_facts.note(work, FactKind.FRIEND_ADDED, contact_id=contact.id, at=at)
        entry_links.note_source(work, on=at.astimezone(TOKYO).date())
    elif contact.blocked_at is not None:
        note_return(work, contact, at=at)


def _note_block(work: Work, contact: Contact, *, at: datetime) -> None:
    """Blocked; who wrote without adding the account was no friend before."""
    if contact.blocked_at is not None:
        return
    was_friend = "yes" if contact.followed_at is not None else "no"
    codes = {FactCode.WAS_FRIEND: was_friend}
    stat_facts.note(work, FactKind.FRIEND_BLOCKED, contact_id=contact.id, codes=codes, at=at)


def _last_word_ms(work: Work, contact: Contact) -> int:
    visit = visit_rows.latest_of(work.session, contact.id)
    last = messages.last_inbound(work.session, [visit.id]) if visit is not None else {}
    return max((message.occurred_ms for message in last.values()), default=0)


def _moment(work: Work, occurred_ms: int) -> datetime:
    """When it happened, as LINE tells it; now where LINE tells no time one can believe."""
    told = _EPOCH + timedelta(milliseconds=occurred_ms)
    return told if timedelta() <= work.now - told <= _LATEST else work.now
