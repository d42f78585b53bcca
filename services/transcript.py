"""The transcript: what was said is added, changed and erased here, always sealed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain.message import Direction, MessageKind, without_my_number
from domain.questions import Answer
from domain.secret import PrivateText
from services import contacts, incident_held, stat_visits
from services.contacts import Sender
from services.live import Topic
from services.work import Work
from storage.models.contact import Contact
from storage.models.message import Message, UnsentMark
from storage.models.visit import Visit
from storage.queries import messages, words_around

_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One thing a person sent. ``text`` is None where only the kind is kept.

    ``occurred_at`` is LINE's time, ``received_at`` ours at the door; both aware UTC. ``unseen`` is
    what is judged with the words and not kept: everything a sticker may mean. ``given`` is the
    answer that a button stands for, where its words say less.
    """

    message_id: str
    kind: MessageKind
    text: PrivateText | None
    occurred_at: datetime
    received_at: datetime
    unseen: PrivateText | None = None
    given: Answer | None = None


def is_known(work: Work, arrival: Arrival) -> bool:
    """Whether it is in a transcript already."""
    line_key = work.house.seals.message_key(arrival.message_id)
    return messages.with_line_key(work.session, line_key) is not None


def add_inbound(work: Work, contact: Contact, visit: Visit, arrival: Arrival) -> None:
    """Add what the person sent.

    A message whose unsend came first is added as withdrawn, without its words.
    """
    line_key = work.house.seals.message_key(arrival.message_id)
    occurred_ms = int(arrival.occurred_at.timestamp() * 1000)
    is_unsent = messages.is_unsent(work.session, line_key, contact.id)
    message = _new(work, contact, visit, Direction.INBOUND, arrival.kind)
    message.line_key = line_key
    message.occurred_ms = occurred_ms
    message.order_at = _place_in_order(work, visit, occurred_ms, arrival.received_at)
    if is_unsent:
        message.withdrawn_at = work.now
    elif arrival.text is not None:
        _write(work, message, without_my_number(arrival.text))
    work.session.add(message)
    stat_visits.came_in(work, at=arrival.received_at)
    if visit.conversation is not None and visit.conversation.closed_at is None:
        work.tell(Topic.own_talk(visit.conversation.counsellor_id, visit.id))


def add_outbound(  # noqa: PLR0913 - a message has this many parts
    work: Work,
    contact: Contact,
    visit: Visit,
    text: PrivateText,
    *,
    direction: Direction = Direction.NOTICE,
    author_id: UUID | None = None,
    message_id: UUID | None = None,
) -> Message:
    """Add what a counsellor or the service says."""
    message = _new(work, contact, visit, direction, MessageKind.TEXT)
    message.id = message_id or message.id
    message.author_id = author_id
    _write(work, message, text)
    work.session.add(message)
    work.session.flush()
    return message


def edit(work: Work, sender: Sender, arrival: Arrival) -> None:
    """Put new words in the place of the old ones, which are erased like unsent ones."""
    contact = contacts.meet(work, sender)
    message = _own_message(work, contact, arrival.message_id)
    if message is None or message.withdrawn_at is not None or arrival.text is None:
        return
    incident_held.keep(work, message, is_edit=True)
    _write(work, message, without_my_number(arrival.text))
    message.edited_at = work.now
    _revise(work, contact, message)
    _forget_old_key(work, message.visit_id)


def erase(work: Work, sender: Sender, message_id: str) -> None:
    """Honour an unsend: the words are gone, now or when they come; that they were there stays."""
    contact = contacts.meet(work, sender)
    line_key = work.house.seals.message_key(message_id)
    message = messages.with_line_key(work.session, line_key)
    if message is not None and message.contact_id != contact.id:
        return
    if not messages.is_unsent(work.session, line_key, contact.id):
        work.session.merge(UnsentMark(line_key=line_key, contact_id=contact.id, unsent_at=work.now))
    if message is None or message.withdrawn_at is not None:
        return
    incident_held.keep(work, message)
    message.sealed = message.wrapped_key = None
    message.withdrawn_at = work.now
    _revise(work, contact, message)
    _forget_old_key(work, message.visit_id)


def touch(work: Work, contact: Contact, message_id: UUID | None) -> None:
    """Show a message anew on open pages: something about it has changed."""
    message = work.session.get(Message, message_id) if message_id is not None else None
    if message is not None:
        _revise(work, contact, message)


def _place_in_order(work: Work, visit: Visit, occurred_ms: int, received_at: datetime) -> datetime:
    """After what the person said before it, and before what was said after it."""
    before, after = words_around.neighbours(work.session, visit.id, occurred_ms)
    place = received_at if after is None else after - _A_MOMENT
    if before is None:
        return place
    return max(place, before + _A_MOMENT) if after is None else max(place, before)


def _revise(work: Work, contact: Contact, message: Message) -> None:
    """Count the change and tell the page it stands on, which need not be the latest visit's."""
    message.revision = contacts.changed(work, contact)
    work.tell(Topic.conversation(message.visit_id))


def _own_message(work: Work, contact: Contact, message_id: str) -> Message | None:
    line_key = work.house.seals.message_key(message_id)
    message = messages.with_line_key(work.session, line_key)
    return message if message is not None and message.contact_id == contact.id else None


def _new(
    work: Work, contact: Contact, visit: Visit, direction: Direction, kind: MessageKind
) -> Message:
    revision = contacts.changed(work, contact, visit.id)
    return Message(
        id=uuid4(),
        visit_id=visit.id,
        contact_id=contact.id,
        direction=direction,
        kind=kind,
        occurred_ms=int(work.now.timestamp() * 1000),
        order_at=work.now,
        revision=revision,
        first_revision=revision,
    )


def _write(work: Work, message: Message, text: PrivateText) -> None:
    place = messages.place_of_message(message.id, message.direction)
    words = work.house.seals.seal_words(work.session, message.visit_id, place, text)
    message.sealed = words.sealed
    message.wrapped_key = words.wrapped_key
    message.key_generation = words.key_generation


def _forget_old_key(work: Work, visit_id: UUID) -> None:
    work.session.flush()
    kept = messages.sealed_rows(work.session, visit_id)
    work.house.seals.renew_visit_key(work.session, visit_id, kept)
