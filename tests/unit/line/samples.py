"""Webhook bodies as LINE sends them, made up for the tests."""

import json

BOT = "U" + "ff" * 16
SOMEBODY = "U" + "0a" * 16
Json = dict[str, object]


def event(kind: str, **more: object) -> Json:
    """An event of one person; ``more`` adds properties, or with None removes one."""
    full: Json = {
        "type": kind,
        "mode": "active",
        "timestamp": 1_795_500_000_123,
        "source": {"type": "user", "userId": SOMEBODY},
        "webhookEventId": "01KAHT3V5N8Q0Z4W9X2Y7M6B1C",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "5f2d1c0b9a8e7f6d5c4b3a2918070605",
        **more,
    }
    return {name: value for name, value in full.items() if value is not None}


def message(kind: str, **more: object) -> Json:
    return event("message", message={"type": kind, "id": "531000000000000001", **more})


def text(words: str, **more: object) -> Json:
    return message("text", text=words, quoteToken="q3Plxr4AgKd", **more)


def body(*events: object, **more: object) -> bytes:
    return json.dumps({"destination": BOT, "events": list(events), **more}).encode()


ORDINARY: dict[str, Json] = {
    "text": text("こんばんは。眠れません😢"),
    "sticker": message(
        "sticker",
        quoteToken="q3Plxr4AgKd",
        packageId="446",
        stickerId="1988",
        stickerResourceType="STATIC",
        keywords=["sleepy", "night"],
    ),
    "image": message("image", quoteToken="q", contentProvider={"type": "line"}),
    "video": message("video", quoteToken="q", contentProvider={"type": "line"}, duration=60000),
    "audio": message("audio", contentProvider={"type": "line"}, duration=60000),
    "file": message("file", fileName="a.pdf", fileSize=2138),
    "location": message("location", latitude=33.84, longitude=132.77),
    "edited": event(
        "messageEdited",
        message={"type": "text", "id": "53", "text": "直しました", "quoteToken": "q"},
    ),
    "follow": event("follow", follow={"isUnblocked": True}),
    "unfollow": event("unfollow", replyToken=None),
    "unsend": event("unsend", unsend={"messageId": "531000000000000001"}, replyToken=None),
    "postback": event("postback", postback={"data": "act=position"}),
    "join": event("join", source={"type": "group", "groupId": "C" + "0b" * 16}),
    "room text": event(
        "message",
        source={"type": "room", "roomId": "R" + "0c" * 16, "userId": SOMEBODY},
        message={"type": "text", "id": "54", "text": "みんなへ", "quoteToken": "q"},
    ),
}
