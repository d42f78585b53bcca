"""The program's place in these tests: a door that keeps webhooks, and calls to LINE's API."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.line_platform import LinePlatform
from tests.machinery.waiting import until

SECRET = "0123456789abcdef0123456789abcdef"
CHANNEL = "1656000001"


@dataclass(slots=True)
class Arrival:
    """One webhook as it came: raw bytes, signature, and what they read as."""

    raw: bytes
    signature: str | None

    @property
    def body(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.raw)
        return read

    @property
    def events(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.body["events"]
        return found

    @property
    def is_signed(self) -> bool:
        digest = hmac.digest(SECRET.encode(), self.raw, hashlib.sha256)
        return self.signature == base64.b64encode(digest).decode()


@dataclass(slots=True)
class DoorKeeper:
    """Takes webhooks; answers as told, 200 by itself."""

    url: str = ""
    arrivals: list[Arrival] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    wait_seconds: float = 0.0

    def events(self) -> list[dict[str, Any]]:
        return [event for arrival in list(self.arrivals) for event in arrival.events]

    def kinds(self) -> list[str]:
        return [event["type"] for event in self.events()]

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        until(lambda: len(self.events()) >= count, f"{count} events at the door")
        return self.events()

    def clear(self) -> None:
        self.arrivals.clear()
        self.answers.clear()
        self.wait_seconds = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer of LINE's API."""

    status: int
    text: str

    @property
    def body(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.text)
        return read


Post = Callable[..., Reply]


def caller(line: LinePlatform) -> Post:
    """Issue a token and return what calls LINE's API with it."""
    form = f"grant_type=client_credentials&client_id={CHANNEL}&client_secret={SECRET}"
    content = {"Content-Type": "application/x-www-form-urlencoded"}
    _, text = line.call("POST", "/oauth2/v3/token", form.encode(), content)
    token = json.loads(text)["access_token"]

    def call(path: str, body: object = None, *, method: str = "POST", key: str = "") -> Reply:
        headers = {"Authorization": f"Bearer {token}"}
        if key:
            headers["X-Line-Retry-Key"] = key
        raw = b"" if body is None else json.dumps(body).encode()
        status, answer = line.call(method, path, raw, headers)
        return Reply(status=status, text=answer)

    return call
