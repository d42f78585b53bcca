"""The webhook events LINE sends, built to its specification (webhook.yml)."""

from dataclasses import dataclass

from simulator import ids
from simulator.shapes import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an event comes from: a person, or a group (with or without the person)."""

    user_id: str | None = None
    group_id: str | None = None

    def as_json(self) -> JsonObject:
        """Return LINE's `source` object; a property without a value is left out."""
        person = {"userId": self.user_id} if self.user_id else {}
        if self.group_id:
            return {"type": "group", "groupId": self.group_id, **person}
        return {"type": "user", **person}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sticker:
    """A sticker a person may send; the picture stands for it on the pretend phone."""

    package_id: str
    sticker_id: str
    keywords: tuple[str, ...]
    picture: str


STICKERS = (
    Sticker(package_id="446", sticker_id="1988", keywords=("こんばんは", "手をふる"), picture="👋"),
    Sticker(package_id="446", sticker_id="2003", keywords=("ありがとう", "おじぎ"), picture="🙇"),
    Sticker(package_id="446", sticker_id="2008", keywords=("泣く", "かなしい"), picture="😢"),
    Sticker(package_id="446", sticker_id="2011", keywords=("はい", "うなずく"), picture="🙂"),
    Sticker(package_id="446", sticker_id="2018", keywords=("おやすみ", "ねむい"), picture="😴"),
    Sticker(package_id="789", sticker_id="10855", keywords=("OK", "good"), picture="👌"),
)


def event(kind: str, source: Source, at_ms: int, **payload: object) -> JsonObject:
    """Return one event of any kind, known to LINE or not, with the fields all have in common."""
    return {
        "type": kind,
        **payload,
        "timestamp": at_ms,
        "source": source.as_json(),
        "webhookEventId": ids.ulid(at_ms),
        "deliveryContext": {"isRedelivery": False},
        "mode": "active",
    }


def text(words: str, *, quoted_message_id: str | None = None) -> JsonObject:
    """Return a text message's content."""
    quoted = {"quotedMessageId": quoted_message_id} if quoted_message_id else {}
    return {**_content("text", can_be_quoted=True), "text": words, **quoted}


def sticker(chosen: Sticker) -> JsonObject:
    """Return a sticker message's content."""
    return {
        **_content("sticker", can_be_quoted=True),
        "packageId": chosen.package_id,
        "stickerId": chosen.sticker_id,
        "stickerResourceType": "STATIC",
        "keywords": list(chosen.keywords),
    }


def media(kind: str) -> JsonObject:
    """Return the content of an image, video, audio, file or location message.

    Raises:
        KeyError: LINE has no such kind.
    """
    quotable = kind in {"image", "video"}
    return {**_content(kind, can_be_quoted=quotable), **_MEDIA[kind]}


_MEDIA: dict[str, JsonObject] = {
    "image": {"contentProvider": {"type": "line"}},
    "video": {"duration": 8_000, "contentProvider": {"type": "line"}},
    "audio": {"duration": 3_000, "contentProvider": {"type": "line"}},
    "file": {"fileName": "メモ.txt", "fileSize": 2_138},
    "location": {
        "title": "ここにいます",
        "address": "〒000-0000 どこかの町1-2-3",
        "latitude": 35.0,
        "longitude": 135.0,
    },
}
MEDIA_KINDS = tuple(_MEDIA)


def _content(kind: str, *, can_be_quoted: bool) -> JsonObject:
    quote = {"quoteToken": ids.opaque_token()} if can_be_quoted else {}
    return {
        "type": kind,
        "id": ids.message_id(),
        **quote,
        "markAsReadToken": ids.opaque_token(),
    }
