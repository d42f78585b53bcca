"""What a webhook event can mean to us: closed types, each with the head every event has."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, unique

from domain.secret import PrivateText


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHead:
    """What every event has. ``occurred_at`` is aware UTC, 1970 where LINE gives no time."""

    event_id: str
    user_id: PrivateText | None
    occurred_at: datetime
    reply_token: PrivateText | None
    is_redelivery: bool


@unique
class MediaKind(StrEnum):
    """What was sent that has no words; OTHER is a kind LINE has added since."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    FILE = "file"
    LOCATION = "location"
    OTHER = "other"


@unique
class PlaceKind(StrEnum):
    """Where several people talk. The service leaves both."""

    GROUP = "group"
    ROOM = "room"


@unique
class IgnoredReason(StrEnum):
    """Why nothing is done about an event."""

    STANDBY = "standby"  # another channel has the chat
    UNKNOWN_TYPE = "unknown_type"  # newer than this program
    NOT_FOR_US = "not_for_us"  # known, and no use to us
    NO_SENDER = "no_sender"  # nobody we could tell from others
    UNREADABLE = "unreadable"  # without what its type needs


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReceived:
    """Somebody wrote. The text is cleaned and not empty."""

    head: EventHead
    message_id: str
    text: PrivateText


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEdited:
    """Somebody changed an earlier message; the largest ``occurred_at`` is its latest state."""

    head: EventHead
    message_id: str
    text: PrivateText


@dataclass(frozen=True, slots=True, kw_only=True)
class StickerReceived:
    """A sticker: up to 15 English keywords LINE gives at random, and its own text if any."""

    head: EventHead
    message_id: str
    keywords: tuple[str, ...] = field(repr=False)
    text: PrivateText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReceived:
    """Something without words; it is never fetched."""

    head: EventHead
    message_id: str
    kind: MediaKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Somebody added or unblocked the account (LINE does not vouch for which)."""

    head: EventHead
    is_unblocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfollowed:
    """Somebody blocked the account."""

    head: EventHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """Somebody took a message back; this may arrive before the message itself."""

    head: EventHead
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostbackReceived:
    """Somebody tapped a button of ours; ``data`` is what the button carries."""

    head: EventHead
    data: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The account is where several people talk: leave, keep nothing."""

    head: EventHead
    kind: PlaceKind
    place_id: PrivateText


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """Nothing to do."""

    head: EventHead
    reason: IgnoredReason


LineEvent = (
    TextReceived
    | TextEdited
    | StickerReceived
    | MediaReceived
    | Followed
    | Unfollowed
    | Unsent
    | PostbackReceived
    | Joined
    | Ignored
)
