"""Our reading and that of LINE's SDK agree on ordinary events."""

import hmac
import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from linebot.v3.models.events import UnknownEvent  # type: ignore[import-untyped]  # has none
from linebot.v3.webhook import WebhookParser  # type: ignore[import-untyped]  # has none

from line.body import read_body
from line.events import Ignored, IgnoredReason, LineEvent, read_event
from line.signature import is_signed
from tests.unit.line.samples import ORDINARY, body

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
SDK_SAMPLES = Path(__file__).parents[4] / "shared" / "line" / "webhook_fixtures.json"


def parsed_by_sdk(raw: bytes) -> list[object]:
    signature = b64encode(hmac.digest(SECRET.encode(), raw, sha256)).decode()
    assert is_signed(raw, signature, [SECRET])
    events: list[object] = WebhookParser(SECRET).parse(raw.decode(), signature)
    return events


def read_by_us(raw: bytes) -> list[LineEvent]:
    return [read_event(incoming.payload) for incoming in read_body(raw).events]


def test_the_sdk_knows_every_ordinary_event() -> None:
    theirs = parsed_by_sdk(body(*ORDINARY.values()))

    assert [type(event) for event in theirs if isinstance(event, UnknownEvent)] == []


@pytest.mark.parametrize("name", ORDINARY)
def test_both_read_the_same_head(name: str) -> None:
    raw = body(ORDINARY[name])

    [ours], [theirs] = read_by_us(raw), parsed_by_sdk(raw)

    source = theirs.source  # type: ignore[attr-defined]  # the SDK has no types
    user_id = source.user_id if source.type == "user" else None
    token = getattr(theirs, "reply_token", None)
    head = ours.head
    assert head.event_id == theirs.webhook_event_id  # type: ignore[attr-defined]  # as above
    assert (head.user_id.reveal() if head.user_id else None) == user_id
    assert (head.reply_token.reveal() if head.reply_token else None) == token
    assert int(head.occurred_at.timestamp() * 1000) == theirs.timestamp  # type: ignore[attr-defined]  # as above


@pytest.mark.skipif(not SDK_SAMPLES.exists(), reason="the SDK's samples are not at hand")
def test_the_sdk_s_own_samples_are_all_read() -> None:
    raw = json.dumps(json.loads(SDK_SAMPLES.read_text())).encode()

    read = read_by_us(raw)

    unknown = [
        event
        for event in read
        if isinstance(event, Ignored) and event.reason is not IgnoredReason.NOT_FOR_US
    ]
    assert len(read) == 28
    assert [event.reason for event in unknown] == [IgnoredReason.UNKNOWN_TYPE]
