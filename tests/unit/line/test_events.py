import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.secret import PrivateText
from line.events import (
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
    read_event,
)
from tests.unit.line.samples import ORDINARY, SOMEBODY, Json, event, message, text

KINDS: dict[str, type[LineEvent]] = {
    "text": TextReceived,
    "sticker": StickerReceived,
    "image": MediaReceived,
    "video": MediaReceived,
    "audio": MediaReceived,
    "file": MediaReceived,
    "location": MediaReceived,
    "edited": TextEdited,
    "follow": Followed,
    "unfollow": Unfollowed,
    "unsend": Unsent,
    "postback": PostbackReceived,
    "join": Joined,
    "room text": Joined,
}


def read(sample: object) -> LineEvent:
    return read_event(json.dumps(sample).encode())


@pytest.mark.parametrize("name", ORDINARY)
def test_every_ordinary_event_has_its_type(name: str) -> None:
    assert type(read(ORDINARY[name])) is KINDS[name]


def test_a_text_comes_with_its_head() -> None:
    got = read(text("一行\n二行"))

    assert isinstance(got, TextReceived)
    assert got.text == PrivateText("一行\n二行")
    assert got.message_id == "531000000000000001"
    assert got.head.event_id == "01KAHT3V5N8Q0Z4W9X2Y7M6B1C"
    assert got.head.user_id == PrivateText(SOMEBODY)
    assert got.head.reply_token == PrivateText("5f2d1c0b9a8e7f6d5c4b3a2918070605")
    assert got.head.occurred_at == datetime(2026, 11, 24, 6, 0, 0, 123000, tzinfo=UTC)
    assert not got.head.is_redelivery


def test_printing_an_event_tells_nothing() -> None:
    stickers = message("sticker", keywords=["despair"], text="死にたい")
    data = event("postback", postback={"data": "secret-data"})

    printed = f"{read(text('ひみつ'))} {read(stickers)} {read(data)} {read(ORDINARY['join'])}"

    for private in ("ひみつ", "despair", "死にたい", "secret-data", SOMEBODY, "5f2d1c0b", "0b0b"):
        assert private not in printed


def test_a_sticker_brings_at_most_fifteen_clean_keywords() -> None:
    words = ["a\0", "", 5, None, *"bcdefghijklmnopqrst"]

    got = read(message("sticker", keywords=words, text="やあ"))

    assert isinstance(got, StickerReceived)
    assert got.keywords == tuple("abcdefghijklmno")
    assert got.text == PrivateText("やあ")


@pytest.mark.parametrize("kind", MediaKind)
def test_media_are_told_by_kind_and_new_ones_are_other(kind: MediaKind) -> None:
    got = read(message("hologram" if kind is MediaKind.OTHER else kind))

    assert isinstance(got, MediaReceived)
    assert got.kind is kind


def test_the_sender_of_something_new_is_kept() -> None:
    new = event(
        "brandNew", mode="sleepy", future={"x": [1]}, source={"type": "user", "userId": "U1"}
    )

    got = read(new)

    assert got == Ignored(head=got.head, reason=IgnoredReason.UNKNOWN_TYPE)
    assert got.head.user_id == PrivateText("U1")


@pytest.mark.parametrize(
    ("sample", "reason"),
    [
        (text("a") | {"mode": "standby"}, IgnoredReason.STANDBY),
        (ORDINARY["join"] | {"mode": "standby"}, IgnoredReason.STANDBY),
        (event("beacon", beacon={"hwid": "1", "type": "enter"}), IgnoredReason.NOT_FOR_US),
        (event("accountLink", source=None), IgnoredReason.NOT_FOR_US),
        (event("leave", source={"type": "group", "groupId": "C1"}), IgnoredReason.NOT_FOR_US),
        (event("join", source={"type": "group"}), IgnoredReason.NOT_FOR_US),
        (text("a") | {"source": {"type": "user"}}, IgnoredReason.NO_SENDER),
        (text("a") | {"source": None}, IgnoredReason.NO_SENDER),
        (event("follow", type=None), IgnoredReason.UNREADABLE),
        (event("follow", type=["x"]), IgnoredReason.UNREADABLE),
        (event("unsend"), IgnoredReason.UNREADABLE),
        (event("unsend", unsend={"messageId": "a b"}), IgnoredReason.UNREADABLE),
        (event("postback"), IgnoredReason.UNREADABLE),
        (event("message", message="x"), IgnoredReason.UNREADABLE),
        (message("text"), IgnoredReason.UNREADABLE),
        (text("\0"), IgnoredReason.UNREADABLE),
        ([], IgnoredReason.UNREADABLE),
        ({}, IgnoredReason.UNREADABLE),
    ],
)
def test_what_means_nothing_to_us_is_ignored_with_a_reason(
    sample: object, reason: IgnoredReason
) -> None:
    got = read(sample)

    assert isinstance(got, Ignored)
    assert got.reason is reason


@pytest.mark.parametrize("payload", [b"", b"\xff", b"{", b"null", b"[" * 100_000])
def test_what_is_no_event_at_all_is_ignored(payload: bytes) -> None:
    got = read_event(payload)

    assert got == Ignored(head=got.head, reason=IgnoredReason.UNREADABLE)


def test_a_place_of_several_people_is_told_by_kind_and_id() -> None:
    group, room = read(ORDINARY["join"]), read(ORDINARY["room text"])

    assert isinstance(group, Joined)
    assert (group.kind, group.place_id) == (PlaceKind.GROUP, PrivateText("C" + "0b" * 16))
    assert isinstance(room, Joined)
    assert (room.kind, room.place_id) == (PlaceKind.ROOM, PrivateText("R" + "0c" * 16))


@pytest.mark.parametrize(
    ("sample", "is_unblocked"),
    [
        (event("follow"), False),
        (event("follow", follow={"isUnblocked": "yes"}), False),
        (event("follow", follow={"isUnblocked": True}), True),
    ],
)
def test_who_comes_back_is_told_if_line_tells(sample: Json, *, is_unblocked: bool) -> None:
    got = read(sample)

    assert isinstance(got, Followed)
    assert got.is_unblocked is is_unblocked


@pytest.mark.parametrize("dummy", ["0" * 32, "f" * 32, "", 5, None])
def test_a_dummy_reply_token_is_none(dummy: object) -> None:
    assert read(event("follow", replyToken=dummy)).head.reply_token is None


def test_a_message_without_an_id_is_known_by_its_event() -> None:
    got = read(event("message", message={"type": "text", "text": "a"}))

    assert isinstance(got, TextReceived)
    assert got.message_id == got.head.event_id


def test_without_a_believable_time_it_was_long_ago() -> None:
    assert read(event("follow", timestamp=2**60)).head.occurred_at == datetime(
        1970, 1, 1, tzinfo=UTC
    )


_leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["user", "group", "text", "sticker", SOMEBODY, "active", "01KAHT3V5N"])
)
_names = st.text(max_size=3) | st.sampled_from(
    ["type", "userId", "groupId", "id", "text", "keywords", "data", "messageId", "isUnblocked"]
)
_values = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=4),
    max_leaves=12,
)
_TYPES = ["message", "messageEdited", "follow", "unfollow", "unsend", "postback", "join", "beacon"]
_events = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(_TYPES) | _values,
        "source": st.just({"type": "user", "userId": SOMEBODY}) | _values,
        **dict.fromkeys(["mode", "timestamp", "webhookEventId", "deliveryContext"], _values),
        **dict.fromkeys(["replyToken", "message", "follow", "unsend", "postback"], _values),
    },
)


@given(_events | st.dictionaries(_names, _values))
def test_no_json_object_can_make_reading_fail(sample: dict[str, object]) -> None:
    got = read(sample)

    assert isinstance(got, LineEvent)
    assert got.head.occurred_at.tzinfo is UTC


def test_reading_webhooks_does_not_load_the_sdk() -> None:
    program = (
        "import sys, line.signature, line.body, line.events, line.text, line.tokens;"
        "sys.exit('linebot' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
