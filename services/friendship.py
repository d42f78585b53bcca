"""Friendship: adding the account, blocking it, coming back. LINE's latest time wins."""

from services import answers, contacts, visits
from services.contacts import Sender
from services.work import Work


def begin(work: Work, sender: Sender, *, occurred_ms: int, is_unblocked: bool) -> None:
    """The person added the account: greet, or welcome back; a follow older than a block is void."""
    contact = contacts.meet(work, sender)
    if occurred_ms < contact.friendship_ms:
        return
    is_return = contact.blocked_at is not None or is_unblocked
    contact.friendship_ms = occurred_ms
    contact.followed_at = work.now
    contact.blocked_at = None
    contacts.changed(work, contact)
    answers.welcome(work, contact, is_return=is_return)


def end(work: Work, sender: Sender, *, occurred_ms: int) -> None:
    """The person blocked the account: nothing more is sent, and open pages say so at once."""
    contact = contacts.meet(work, sender)
    if occurred_ms < contact.friendship_ms:
        return
    contact.friendship_ms = occurred_ms
    contact.blocked_at = work.now
    contact.sealed_reply_token = contact.reply_token_at = None
    visits.end_by_block(work, contact)
