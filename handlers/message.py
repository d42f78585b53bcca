"""Messages: text, stickers, and what has no words."""

from typing import Final

from domain.message import MessageKind
from domain.secret import PrivateText
from line.events import (
    MediaKind,
    MediaReceived,
    StickerReceived,
    TextEdited,
    TextReceived,
)
from services import commands, conversations, corrections, parked_words
from services.contacts import Sender
from services.transcript import Arrival
from services.work import Work

MessageEvent = TextReceived | StickerReceived | MediaReceived | TextEdited

_KINDS: Final = {
    MediaKind.IMAGE: MessageKind.IMAGE,
    MediaKind.VIDEO: MessageKind.VIDEO,
    MediaKind.AUDIO: MessageKind.AUDIO,
    MediaKind.FILE: MessageKind.FILE,
    MediaKind.LOCATION: MessageKind.LOCATION,
}


def handle(work: Work, event: MessageEvent, sender: Sender) -> str:
    """Hand the message on; a closed word says what was done."""
    arrival = _arrival(event, sender)
    if arrival is None:
        return "ignored:unknown_type"
    done = _handed_on(work, sender, event, arrival)
    commands.answer_news(work, sender)
    return done


def heed(work: Work, event: MessageEvent, sender: Sender) -> None:
    """Only judge the message, which could not be handled."""
    arrival = _arrival(event, sender)
    if arrival is not None:
        parked_words.heed(work, sender, arrival)


def _handed_on(work: Work, sender: Sender, event: MessageEvent, arrival: Arrival) -> str:
    match event:
        case TextEdited():
            corrections.edit(work, sender, arrival)
            return "edited"
        case TextReceived(text=text) if commands.answer_word(work, sender, text):
            return "answered"
        case _:
            conversations.receive_message(work, sender, arrival)
            return "received"


def _arrival(event: MessageEvent, sender: Sender) -> Arrival | None:
    match event:
        case TextReceived(text=text) | TextEdited(text=text):
            return _of(event.message_id, sender, MessageKind.TEXT, text)
        case StickerReceived():
            words, meanings = _sticker_words(event), PrivateText("、".join(event.keywords))
            return _of(event.message_id, sender, MessageKind.STICKER, words, meanings)
        case MediaReceived(kind=MediaKind.OTHER):
            return None
        case MediaReceived():
            return _of(event.message_id, sender, _KINDS[event.kind], None)


def _of(
    message_id: str,
    sender: Sender,
    kind: MessageKind,
    text: PrivateText | None,
    unseen: PrivateText | None = None,
) -> Arrival:
    return Arrival(
        message_id=message_id,
        kind=kind,
        text=text,
        occurred_at=sender.occurred_at,
        received_at=sender.received_at,
        unseen=unseen,
    )


def _sticker_words(event: StickerReceived) -> PrivateText | None:
    """What a sticker says: its own text where it has one, else a few of LINE's keywords."""
    if event.text is not None:
        return event.text
    return PrivateText("、".join(event.keywords[:3])) if event.keywords else None
