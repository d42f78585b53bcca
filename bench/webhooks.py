"""Webhooks as LINE posts them, signed, ready to be put on a socket."""

import base64
import hashlib
import hmac
import json
import secrets
import time

BOT_USER_ID = "U" + "b" * 32
PEOPLE = 200


def text_webhook(user_id: str, text: str, message_id: str) -> bytes:
    """The body of one text event, as long as LINE's own (about 800 bytes)."""
    now_ms = time.time_ns() // 1_000_000
    event = {
        "type": "message",
        "message": {
            "type": "text",
            "id": message_id,
            "quoteToken": secrets.token_urlsafe(96),
            "markAsReadToken": secrets.token_urlsafe(96),
            "text": text,
        },
        "webhookEventId": "01" + secrets.token_hex(12).upper(),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": now_ms,
        "source": {"type": "user", "userId": user_id},
        "replyToken": secrets.token_hex(16),
        "mode": "active",
    }
    body = {"destination": BOT_USER_ID, "events": [event]}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def post(path: str, body: bytes, secret: str) -> bytes:
    """The whole HTTP request that delivers a body, kept alive."""
    signature = base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: LineBotWebhook/2.0\r\n"
        f"Content-Type: application/json; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        f"x-line-signature: {signature}\r\n\r\n"
    )
    return head.encode() + body


def user_id(number: int) -> str:
    """A made-up LINE user id."""
    return f"U{number:032x}"


def message_id() -> str:
    """A made-up LINE message id, never the same."""
    return str(10**17 + secrets.randbelow(9 * 10**17))


def many(path: str, secret: str, count: int) -> list[bytes]:
    """So many requests, each with one new event of one of 200 people."""
    words = "こんばんは。今日は少しだけ外の風にあたりました。"
    return [
        post(path, text_webhook(user_id(number % PEOPLE), words, message_id()), secret)
        for number in range(count)
    ]
