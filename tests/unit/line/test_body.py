import json
import re
import time

import pytest

from line.body import UnreadableBodyError, read_body
from line.events import TextReceived, read_event
from tests.unit.line.samples import BOT, ORDINARY, SOMEBODY, Json, body, event, text


def test_an_ordinary_event_is_read_with_its_sender_time_and_id() -> None:
    sample = text("こんばんは")

    read = read_body(body(sample))

    [incoming] = read.events
    assert read.bot_user_id == BOT
    assert read.unreadable_count == 0
    assert incoming.event_id == sample["webhookEventId"]
    assert incoming.user_id == SOMEBODY
    assert incoming.occurred_ms == sample["timestamp"]
    assert json.loads(incoming.payload) == sample


def test_the_verification_call_has_no_events() -> None:
    assert read_body(body()).events == ()


def test_an_event_tells_nothing_when_printed() -> None:
    printed = repr(read_body(body(text("ひみつ"))))

    assert "ひみつ" not in printed
    assert SOMEBODY not in printed


def test_odd_events_cost_their_neighbours_nothing() -> None:
    events: list[object] = [{**text(f"{n}"), "webhookEventId": f"id-{n}"} for n in range(100)]
    events[37] = "not an object"
    events[38] = None
    events[39] = {"type": "brand-new", "webhookEventId": "id-39", "future": [{"x": 1}]}
    events[40] = {}

    read = read_body(body(*events))

    assert len(read.events) == 98
    assert read.unreadable_count == 2
    assert "id-39" in [incoming.event_id for incoming in read.events]


def test_a_number_beyond_all_bounds_costs_only_its_event() -> None:
    raw = body(text("a"), {"x": "HUGE"}).replace(b'"HUGE"', b"1e999")

    read = read_body(raw)

    assert (len(read.events), read.unreadable_count) == (1, 1)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"{",
        b"{}",
        b'{"events":null}',
        b'{"events":{}}',
        b'{"events":[]} x',
        b'{"events":[NaN]}',
        b'{"events":[],"x":Infinity}',
        b'{"events":[-Infinity]}',
        b'{"events":["\xff"]}',
        b'{"events":["\xed\xa0\xbd"]}',
        '{"events":[]}'.encode("utf-16"),
        b'{"events":[' + b"1" * 100_000 + b"]}",
        b"[" * 100_000,
        b'{"events":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"events":[' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"]}",
    ],
    ids=range(19),
)
def test_what_is_not_a_webhook_is_refused_soon_and_without_its_content(raw: bytes) -> None:
    started = time.monotonic()

    with pytest.raises(UnreadableBodyError) as caught:
        read_body(raw)

    assert time.monotonic() - started < 1
    assert str(caught.value) == "Not a webhook"
    assert caught.value.__context__ is None


def test_any_writing_of_the_same_words_is_read() -> None:
    plain = {"events": [text("あ😀\r\n")]}
    for raw in (
        json.dumps(plain).encode(),
        json.dumps(plain, ensure_ascii=False).encode(),
        json.dumps(plain, indent=2).replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + json.dumps(plain).encode(),
    ):
        [incoming] = read_body(raw).events
        read = read_event(incoming.payload)
        assert isinstance(read, TextReceived)
        assert read.text.reveal() == "あ😀\r\n"


def test_very_many_keys_take_no_more_than_their_number_of_steps() -> None:
    many = ",".join(f'"{n}":0' for n in range(75_000))
    started = time.process_time()

    read = read_body(f'{{"events":[{{{many}}}]}}'.encode())

    assert len(read.events) == 1
    assert time.process_time() - started < 30  # a square of them would be hours


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (r"a\ud83db", "a\ufffdb"),
        (r"\ude00\ud83d", "\ufffd\ufffd"),
        (r"\ud83d\ude00", "😀"),
        (r"a\u0000b\u0000\u0000c", "abc"),
        (r"a\\u0000b", r"a\u0000b"),
        (r"a\\\u0000b", "a\\b"),
        (r"\ud83d\u0000", "\ufffd"),
    ],
)
def test_strings_are_cleaned_wherever_they_stand(written: str, kept: str) -> None:
    raw = f'{{"events":[{{"{written}":["{written}",{{"x":"{written}"}}]}}]}}'.encode()

    [incoming] = read_body(raw).events

    assert json.loads(incoming.payload.decode()) == {kept: [kept, {"x": kept}]}


@pytest.mark.parametrize("stated", [None, 5, "", "a" * 65, "id with space", "あ", "a\n", ["a"]])
def test_an_event_without_a_usable_id_meets_its_duplicate_all_the_same(stated: object) -> None:
    first = event("follow", webhookEventId=stated)
    again = dict(reversed(first.items())) | {"deliveryContext": {"isRedelivery": True}}

    one, two, other = read_body(body(first, again, first | {"x": 1})).events

    assert re.fullmatch(r"x[0-9a-f]{63}", one.event_id)
    assert one.event_id == two.event_id != other.event_id
    assert read_event(one.payload).head.event_id == one.event_id


@pytest.mark.parametrize(
    "source",
    [
        None,
        "user",
        {},
        {"type": "user"},
        {"type": "user", "userId": ""},
        {"type": "user", "userId": 5},
        {"type": "user", "userId": "U" * 65},
        {"type": "group", "groupId": "C1", "userId": SOMEBODY},
        {"type": "new", "userId": SOMEBODY},
    ],
)
def test_a_sender_is_one_person_with_an_id(source: object) -> None:
    [incoming] = read_body(body(event("follow", source=source))).events

    assert incoming.user_id is None


@pytest.mark.parametrize("stated", [None, "1", 1.5, True, -1, 0, 10**15, 2**70, [], {}])
def test_an_unbelievable_time_is_no_time(stated: object) -> None:
    [incoming] = read_body(body(event("follow", timestamp=stated))).events

    assert incoming.occurred_ms == 0


@pytest.mark.parametrize("stated", [None, 5, "", "U 1", "U" * 65, ["U1"]])
def test_an_odd_destination_names_nobody(stated: object) -> None:
    assert read_body(json.dumps({"destination": stated, "events": []}).encode()).bot_user_id is None


MEDIA = ["image", "video", "audio", "file", "location"]


@pytest.mark.parametrize("name", [name for name in ORDINARY if name not in MEDIA])
def test_an_ordinary_event_passes_the_door_unchanged(name: str) -> None:
    [incoming] = read_body(body(ORDINARY[name])).events

    assert json.loads(incoming.payload) == ORDINARY[name]


@pytest.mark.parametrize("name", MEDIA)
def test_of_media_only_kind_and_id_pass_the_door(name: str) -> None:
    [incoming] = read_body(body(ORDINARY[name])).events

    kept = {"id": "531000000000000001", "type": name}
    assert json.loads(incoming.payload) == {**ORDINARY[name], "message": kept}


def test_a_my_number_does_not_pass_the_door() -> None:
    [incoming] = read_body(body(text("わたしの番号は 1234-5678-9018 です"))).events

    assert b"5678" not in incoming.payload


@pytest.mark.parametrize("sample", [text("わたしの番号は 1234-5678-9018 です"), *ORDINARY.values()])
def test_door_and_worker_agree_on_a_missing_id(sample: Json) -> None:
    [incoming] = read_body(body(sample | {"webhookEventId": None})).events

    assert read_event(incoming.payload).head.event_id == incoming.event_id
