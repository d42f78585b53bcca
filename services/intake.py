"""Intake: line events are kept at the door, and taken one by one behind it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from domain.errors import SealError
from domain.secret import PrivateText
from line.events import TextEdited, TextReceived, read_event
from services.work import JobName, Work
from storage.models.line_event import LineEvent
from storage.queries import contacts, line_events

_WAITS: Final = (timedelta(seconds=1), timedelta(seconds=4), timedelta(seconds=15))
"""A failing event is tried this often again, then parked: the person's next words go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenEvent:
    """One kept event, opened: its payload, LINE's time of it, and when it reached our door."""

    number: int
    contact_id: bytes | None
    payload: bytes
    occurred_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedWords:
    """Words of an event that could not be handled, and LINE's time of it."""

    text: PrivateText
    occurred_ms: int


def place_of_event(webhook_event_id: str) -> str:
    """Where an event's payload is bound to."""
    return f"line_events|{webhook_event_id}"


def contacts_to_handle(work: Work, batch_id: UUID) -> list[bytes | None]:
    """Whose events of this batch nobody has handled yet; None stands for events of nobody."""
    return line_events.open_contacts(work.session, batch_id)


def open_batches(work: Work, *, most: int = 50) -> list[UUID]:
    """Batches with events that could be handled now, the oldest first."""
    return line_events.unrung_batches(work.session, before=work.now, now=work.now, most=most)


def urgent_people(work: Work, *, most: int = 50) -> list[tuple[bytes, UUID]]:
    """Whose words seemed grave at the door and are not handled yet, each with their batch."""
    return line_events.urgent_people(work.session, now=work.now, most=most)


def next_event_number(
    work: Work, contact_id: bytes | None, batch_id: UUID, *, is_waiting: bool = True
) -> int | None:
    """The contact's next event by LINE's time; the contact stays locked to the end of the act.

    Where somebody else acts for the contact just now, wait for them, or else take none.
    """
    if contact_id is not None and is_waiting:
        contacts.lock(work.session, contact_id)
    elif contact_id is not None and not contacts.lock_if_free(work.session, contact_id):
        return None
    row = line_events.next_open(work.session, contact_id, batch_id=batch_id, now=work.now)
    return row.id if row is not None else None


def take(work: Work, number: int) -> TakenEvent:
    """Open a kept event.

    Raises:
        SealError: it cannot be opened with this keyring.
    """
    row = work.session.get_one(LineEvent, number)
    if row.sealed is None:
        raise SealError("The event's payload is gone")
    payload = work.house.seals.open_passing(row.sealed, place_of_event(row.webhook_event_id))
    return TakenEvent(
        number=row.id,
        contact_id=row.contact_id,
        payload=payload,
        occurred_at=datetime.fromtimestamp(row.occurred_ms / 1000, UTC),
        received_at=row.received_at,
    )


def finish(work: Work, number: int, outcome: str) -> None:
    """The event is handled: its payload is gone, a closed word of what was done stays."""
    row = work.session.get_one(LineEvent, number)
    row.sealed = None
    row.handled_at = work.now
    row.outcome = outcome


def erase_parked(work: Work, contact_id: bytes, message_id: str) -> list[ParkedWords]:
    """An unsent message's words leave also the events that could not be handled.

    Gives those words for the last time: nobody has judged them.
    """
    erased = []
    for row in line_events.parked_of(work.session, contact_id):
        if row.sealed is None:
            continue
        place = place_of_event(row.webhook_event_id)
        try:
            event = read_event(work.house.seals.open_passing(row.sealed, place))
        except SealError:
            continue
        if isinstance(event, TextReceived | TextEdited) and event.message_id == message_id:
            row.sealed = None
            row.parked_at = None
            row.handled_at = work.now
            row.outcome = "erased"
            erased.append(ParkedWords(text=event.text, occurred_ms=row.occurred_ms))
    return erased


def set_aside(work: Work, number: int, trouble: str) -> bool:
    """The event could not be handled: try later, or park it for whoever runs the server.

    ``trouble`` is the kind of error, never its text. Gives whether it is parked.
    """
    row = work.session.get_one(LineEvent, number)
    row.tries += 1
    row.outcome = trouble[:64]
    if row.tries > len(_WAITS):
        row.parked_at = work.now
        return True
    row.try_after = work.now + _WAITS[row.tries - 1]
    return False


def ring_again(work: Work, *, older_than: timedelta, most: int = 100) -> None:
    """Ring for batches that nobody has taken: the bell was lost, or a worker died."""
    batches = line_events.unrung_batches(
        work.session, before=work.now - older_than, now=work.now, most=most
    )
    for batch_id in batches:
        work.then(JobName.HANDLE_EVENTS, batch_id)
