"""One line event, one handler. Every kind there is has its row here."""

from handlers import follow, message, postback, unsend
from line.events import (
    Followed,
    Ignored,
    Joined,
    LineEvent,
    MediaReceived,
    PostbackReceived,
    StickerReceived,
    TextEdited,
    TextReceived,
    Unfollowed,
    Unsent,
    read_event,
)
from services import departures, intake
from services.contacts import Sender
from services.intake import TakenEvent
from services.work import Work


def handle(work: Work, number: int) -> None:
    """Handle one kept event to its end, in the open act.

    Raises:
        SealError: the event cannot be opened.
    """
    taken = intake.take(work, number)
    event = read_event(taken.payload)
    outcome = _outcome(work, taken, event)
    intake.finish(work, number, outcome)


def heed(work: Work, number: int) -> None:
    """Let danger in a message that could not be handled be seen.

    Raises:
        SealError: the event cannot be opened.
    """
    taken = intake.take(work, number)
    event = read_event(taken.payload)
    sender = _sender(taken, event)
    if sender is not None and isinstance(event, message.MessageEvent):
        message.heed(work, event, sender)


def _outcome(work: Work, taken: TakenEvent, event: LineEvent) -> str:
    """Do what the event asks for; a closed word says what that was."""
    match event:
        case Joined():
            departures.plan(work, event.kind, event.place_id)
            return "leaving"
        case Ignored():
            return f"ignored:{event.reason}"
        case _:
            return _from_somebody(work, taken, event)


def _from_somebody(work: Work, taken: TakenEvent, event: LineEvent) -> str:
    sender = _sender(taken, event)
    if sender is None:
        return "ignored:no_sender"
    match event:
        case TextReceived() | StickerReceived() | MediaReceived() | TextEdited():
            return message.handle(work, event, sender)
        case Followed() | Unfollowed():
            return follow.handle(work, event, sender)
        case Unsent():
            return unsend.handle(work, event, sender)
        case PostbackReceived():
            return postback.handle(work, event, sender)
        case Joined() | Ignored():
            return "ignored:no_sender"


def _sender(taken: TakenEvent, event: LineEvent) -> Sender | None:
    if taken.contact_id is None or event.head.user_id is None:
        return None
    return Sender(
        contact_id=taken.contact_id,
        user_id=event.head.user_id,
        reply_token=event.head.reply_token,
        occurred_at=taken.occurred_at,
        received_at=taken.received_at,
    )
