"""Line events, as the worker reads them: tolerantly, one by one.

Anything LINE sends becomes one of the closed types, and the sender of something new is kept
(the SDK's parser would lose him).
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from domain.secret import PrivateText
from line.event_kinds import (
    EventHead,
    Followed,
    Ignored,
    IgnoredReason,
    Joined,
    LineEvent,
    MediaKind,
    MediaReceived,
    PlaceKind,
    PostbackReceived,
    StickerReceived,
    TextEdited,
    TextReceived,
    Unfollowed,
    Unsent,
)
from line.fields import (
    JsonObject,
    as_id,
    as_object,
    as_text,
    event_id_of,
    occurred_ms_of,
    user_id_of,
)

__all__ = [
    "EventHead",
    "Followed",
    "Ignored",
    "IgnoredReason",
    "Joined",
    "LineEvent",
    "MediaKind",
    "MediaReceived",
    "PlaceKind",
    "PostbackReceived",
    "StickerReceived",
    "TextEdited",
    "TextReceived",
    "Unfollowed",
    "Unsent",
    "read_event",
]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NO_ID: Final = "unreadable"
_MOST_KEYWORDS: Final = 15
_DUMMY_TOKEN: Final = re.compile("0+|f+")  # sent by the console's old connection test
_PLACE_IDS: Final = {"group": "groupId", "room": "roomId"}
_MEDIA_KINDS: Final = {kind.value: kind for kind in MediaKind}
_NOT_FOR_US: Final = frozenset(
    {
        "accountLink",
        "activated",
        "beacon",
        "botResumed",
        "botSuspended",
        "deactivated",
        "delivery",
        "join",
        "leave",
        "memberJoined",
        "memberLeft",
        "membership",
        "module",
        "things",
        "videoPlayComplete",
    }
)
"""Event types of the Messaging API that say nothing to a counselling service."""


def read_event(payload: bytes) -> LineEvent:
    """Read one event as the door kept it. Never raises, whatever the payload."""
    event = _parsed(payload)
    if event is None:
        return Ignored(head=_head({}), reason=IgnoredReason.UNREADABLE)
    head = _head(event)
    if event.get("mode") == "standby":
        return Ignored(head=head, reason=IgnoredReason.STANDBY)
    source = as_object(event.get("source"))
    place = source.get("type")
    if isinstance(place, str) and place in _PLACE_IDS:
        return _in_a_place(head, PlaceKind(place), source, event.get("type"))
    return _by_type(head, event)


def _parsed(payload: bytes) -> JsonObject | None:
    try:
        event = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def _head(event: JsonObject) -> EventHead:
    user_id = user_id_of(event)
    token = as_text(event.get("replyToken"))
    return EventHead(
        event_id=_event_id(event),
        user_id=PrivateText(user_id) if user_id else None,
        occurred_at=_EPOCH + timedelta(milliseconds=occurred_ms_of(event)),
        reply_token=PrivateText(token) if token and not _DUMMY_TOKEN.fullmatch(token) else None,
        is_redelivery=as_object(event.get("deliveryContext")).get("isRedelivery") is True,
    )


def _event_id(event: JsonObject) -> str:
    try:
        return event_id_of(event)
    except (ValueError, RecursionError):
        return _NO_ID


def _in_a_place(
    head: EventHead, kind: PlaceKind, source: JsonObject, event_type: object
) -> LineEvent:
    place_id = as_id(source.get(_PLACE_IDS[kind]))
    if event_type == "leave" or place_id is None:
        return Ignored(head=head, reason=IgnoredReason.NOT_FOR_US)
    return Joined(head=head, kind=kind, place_id=PrivateText(place_id))


def _by_type(head: EventHead, event: JsonObject) -> LineEvent:
    event_type = event.get("type")
    if not isinstance(event_type, str):
        return Ignored(head=head, reason=IgnoredReason.UNREADABLE)
    if event_type in _NOT_FOR_US:
        return Ignored(head=head, reason=IgnoredReason.NOT_FOR_US)
    read = _READERS.get(event_type)
    if read is None:
        return Ignored(head=head, reason=IgnoredReason.UNKNOWN_TYPE)
    if head.user_id is None:
        return Ignored(head=head, reason=IgnoredReason.NO_SENDER)
    return read(head, event) or Ignored(head=head, reason=IgnoredReason.UNREADABLE)


def _message(head: EventHead, event: JsonObject) -> LineEvent | None:
    message = as_object(event.get("message"))
    kind = message.get("type")
    if not isinstance(kind, str):
        return None
    message_id = as_id(message.get("id")) or head.event_id
    if kind == "text":
        return _text(head, message_id, message)
    if kind == "sticker":
        return _sticker(head, message_id, message)
    media = _MEDIA_KINDS.get(kind, MediaKind.OTHER)
    return MediaReceived(head=head, message_id=message_id, kind=media)


def _text(head: EventHead, message_id: str, message: JsonObject) -> TextReceived | None:
    text = as_text(message.get("text"))
    return TextReceived(head=head, message_id=message_id, text=PrivateText(text)) if text else None


def _sticker(head: EventHead, message_id: str, message: JsonObject) -> StickerReceived:
    stated = message.get("keywords")
    keywords = map(as_text, stated if isinstance(stated, list) else [])
    text = as_text(message.get("text"))
    return StickerReceived(
        head=head,
        message_id=message_id,
        keywords=tuple(word for word in keywords if word)[:_MOST_KEYWORDS],
        text=PrivateText(text) if text else None,
    )


def _edited(head: EventHead, event: JsonObject) -> LineEvent | None:
    message = as_object(event.get("message"))
    message_id, text = as_id(message.get("id")), as_text(message.get("text"))
    if message_id is None or text is None:
        return None
    return TextEdited(head=head, message_id=message_id, text=PrivateText(text))


def _followed(head: EventHead, event: JsonObject) -> LineEvent:
    is_unblocked = as_object(event.get("follow")).get("isUnblocked") is True
    return Followed(head=head, is_unblocked=is_unblocked)


def _unfollowed(head: EventHead, _event: JsonObject) -> LineEvent:
    return Unfollowed(head=head)


def _unsent(head: EventHead, event: JsonObject) -> LineEvent | None:
    message_id = as_id(as_object(event.get("unsend")).get("messageId"))
    return Unsent(head=head, message_id=message_id) if message_id else None


def _postback(head: EventHead, event: JsonObject) -> LineEvent | None:
    data = as_text(as_object(event.get("postback")).get("data"))
    return PostbackReceived(head=head, data=data) if data else None


_READERS: Final[dict[str, Callable[[EventHead, JsonObject], LineEvent | None]]] = {
    "message": _message,
    "messageEdited": _edited,
    "follow": _followed,
    "unfollow": _unfollowed,
    "unsend": _unsent,
    "postback": _postback,
}
