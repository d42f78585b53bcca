"""Contacts: meeting a person, and knowing how to answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.secret import PrivateText
from services.live import WAITING_LINE, Topic
from services.work import Work
from storage.models.contact import Contact
from storage.queries import contacts, visits
from texts.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who an event is from, when it was, and the right to answer it once.

    ``occurred_at`` is LINE's time, ``received_at`` the door's; both aware UTC.
    """

    contact_id: bytes
    user_id: PrivateText
    reply_token: PrivateText | None
    occurred_at: datetime
    received_at: datetime


def meet(work: Work, sender: Sender) -> Contact:
    """The contact, locked for the rest of the act; made if this is the first time."""
    met = work.met.get(sender.contact_id)
    if met is not None:
        return met
    contacts.lock(work.session, sender.contact_id)
    contact = contacts.find(work.session, sender.contact_id) or _new(work, sender)
    _remember_reply_token(work, contact, sender)
    work.met[contact.id] = contact
    return contact


def reply_token_place(contact_id: bytes) -> str:
    """Where a reply token is bound to."""
    return f"reply|{contact_id.hex()}"


def changed(work: Work, contact: Contact, visit_id: UUID | None = None) -> int:
    """Count a change to this person's talks, tell open pages, and give the new revision.

    The page told is that of the visit, or else of the latest one.
    """
    contact.revision += 1
    if visit_id is None:
        latest = visits.latest_of(work.session, contact.id)
        visit_id = latest.id if latest is not None else None
    if visit_id is not None:
        work.tell(Topic.conversation(visit_id))
    work.tell(WAITING_LINE)
    return contact.revision


def _new(work: Work, sender: Sender) -> Contact:
    contact = Contact(
        id=sender.contact_id,
        sealed_line_id=work.house.seals.seal_line_id(sender.user_id.reveal(), sender.contact_id),
        language=Language.JAPANESE,
        first_seen_at=work.now,
        friendship_ms=0,
        revision=0,
    )
    work.session.add(contact)
    work.session.flush()
    return contact


def _remember_reply_token(work: Work, contact: Contact, sender: Sender) -> None:
    """Keep the newest reply token: a bearer right, sealed, good for under a minute."""
    occurred_ms = int(sender.occurred_at.timestamp() * 1000)
    is_blocked = contact.blocked_at is not None and occurred_ms <= contact.friendship_ms
    if sender.reply_token is None or is_blocked:
        return
    if contact.reply_token_at is not None and contact.reply_token_at > sender.received_at:
        return
    contact.sealed_reply_token = work.house.seals.seal_passing(
        sender.reply_token.reveal().encode(), reply_token_place(contact.id)
    )
    contact.reply_token_at = sender.received_at
