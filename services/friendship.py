"""Friendship: adding the account, blocking it, coming back. LINE's latest time wins."""

from services import answers, contacts, visits
from services.contacts import Sender
from services.work import Work
from storage.models.contact import Contact
from storage.queries import messages
from storage.queries import visits as visit_rows


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
    """The person blocked the account: nothing more is sent, and open pages say so at once.

    A block older than words we have got is void: who writes has not blocked us.
    """
    contact = contacts.meet(work, sender)
    if occurred_ms < max(contact.friendship_ms, _last_word_ms(work, contact)):
        return
    contact.friendship_ms = occurred_ms
    contact.blocked_at = work.now
    contact.sealed_reply_token = contact.reply_token_at = None
    visits.end_by_block(work, contact)


def _last_word_ms(work: Work, contact: Contact) -> int:
    visit = visit_rows.latest_of(work.session, contact.id)
    last = messages.last_inbound(work.session, [visit.id]) if visit is not None else {}
    return max((message.occurred_ms for message in last.values()), default=0)
