"""One webhook on the wire: body, signature, the POST and LINE's two seconds of patience."""

import base64
import hashlib
import hmac
import http.client
import json
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from simulator.shapes import JsonObject

PATIENCE_SECONDS = 2.0
_SUCCESS = 2
COULD_NOT_CONNECT, REQUEST_TIMEOUT = 0, -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the endpoint answered; the status may be COULD_NOT_CONNECT or REQUEST_TIMEOUT."""

    status: int
    body: str = ""
    milliseconds: float = 0.0

    @property
    def is_accepted(self) -> bool:
        """Tell whether LINE would count the webhook as received."""
        return self.status // 100 == _SUCCESS


def as_bytes(destination: str, events: list[JsonObject]) -> bytes:
    """Return a webhook's body; a lone surrogate, which UTF-8 cannot hold, goes escaped."""
    body = {"destination": destination, "events": events}
    try:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(body, separators=(",", ":")).encode()


def signature(secret: str, body: bytes) -> str:
    """Return the value of `x-line-signature` for these bytes."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


def post(url: str, body: bytes, signed: str | None) -> Answer:
    """Post a webhook and wait at most two seconds for the answer."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "LineBotWebhook/2.0",
        **({"x-line-signature": signed} if signed is not None else {}),
    }
    started = time.perf_counter()
    try:
        connection.request("POST", parts.path or "/", body=body, headers=headers)
        response = connection.getresponse()
        text = response.read(10_000).decode("utf-8", "replace")
        status = response.status
    except TimeoutError:
        status, text = REQUEST_TIMEOUT, ""
    except (OSError, http.client.HTTPException):
        status, text = COULD_NOT_CONNECT, ""
    finally:
        connection.close()
    return Answer(
        status=status, body=text, milliseconds=round((time.perf_counter() - started) * 1000, 1)
    )
