"""What stands in a rightly signed body: read tolerantly, event by event, and quickly."""

import json
import time

import pytest

from domain.secret import PrivateText
from tests.factories.counsellor import Counsellor, waiting
from tests.factories.tables import ON_SQLITE, events
from tests.machinery.evening import BOT, Evening, user_id

OK = "200 OK"
BAD = "400 Bad Request"

EVENT = b'{"type":"message","webhookEventId":"01ABC","timestamp":1,"x":%s}'
BODY = b'{"destination":"' + BOT.encode() + b'","events":[' + EVENT + b"]}"


@ON_SQLITE
@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b'{"events":[]',
        b"\xff\xfe{}",
        '{"events":[]}'.encode("utf-16"),
        '{"destination":"こ","events":[]}'.encode("shift_jis"),
        b"[]",
        b"null",
        b'"events"',
        b"{}",
        b'{"events":null}',
        b'{"events":{}}',
        b'{"events":[{"timestamp":NaN}]}',
        b'{"events":[{"timestamp":Infinity}]}',
        b"[" * 100_000 + b"]" * 100_000,
        b'{"events":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        BODY % (b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        BODY % (b"9" * 100_000),
    ],
    ids=lambda body: repr(body[:24]),
)
def test_what_is_no_webhook_is_refused_within_a_second_of_work(
    evening: Evening, body: bytes
) -> None:
    began = time.process_time()

    assert evening.post(body) == BAD

    assert time.process_time() - began < 1
    assert not events(evening)


@ON_SQLITE
def test_a_hundred_thousand_keys_and_doubled_keys_are_read_within_a_second_of_work(
    evening: Evening,
) -> None:
    keys = b"{" + b",".join(b'"%d":0' % number for number in range(100_000)) + b"}"
    began = time.process_time()

    assert evening.post(b'{"events":[],"x":' + keys + b"}") == OK
    assert evening.post(b'{"events":[],"events":[]}') == OK

    assert time.process_time() - began < 1


@ON_SQLITE
def test_lines_check_of_the_address_is_answered(evening: Evening) -> None:
    assert evening.post(json.dumps({"destination": BOT, "events": []}).encode()) == OK
    assert not events(evening)


ODD: list[object] = [
    None,
    37,
    "event",
    [],
    {},
    {"type": "unheardOf", "source": {"type": "star", "userId": 5}},
    {"type": None},
    {"type": "message"},
    {"type": "message", "message": {"type": "text"}, "timestamp": "yesterday"},
    {"type": "message", "message": {"type": "hologram", "id": "1"}, "mode": "future"},
    {"type": "message", "source": None, "message": []},
]


def test_one_odd_event_of_a_hundred_costs_the_others_nothing(evening: Evening) -> None:
    counsellor = Counsellor.midori(evening)
    batch: list[object] = [evening.text(f"その{number}") for number in range(100)]
    batch[36] = {"type": "message", "message": {"type": "text"}, "timestamp": "yesterday"}

    assert evening.post(json.dumps({"destination": BOT, "events": batch}).encode()) == OK
    evening.work()

    (person,) = waiting(evening)
    assert person.message_count == 99
    assert person.first_words == PrivateText("その0")
    words = [f"その{number}" for number in range(100) if number != 36]
    said = counsellor.reads(counsellor.takes_next())
    assert [word for word in said if word.startswith("その")] == words


@ON_SQLITE
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:40])
def test_any_oddity_costs_its_neighbours_nothing(evening: Evening, odd: object) -> None:
    batch: list[object] = [evening.text("前"), odd, evening.text("後")]

    assert evening.post(json.dumps({"destination": BOT, "events": batch}).encode()) == OK
    evening.work()

    (person,) = waiting(evening)
    assert person.message_count == 2
    assert not [event for event in events(evening) if event.parked_at or not event.handled_at]


def test_an_unknown_type_of_message_is_counted_and_harms_nobody(evening: Evening) -> None:
    future = evening.event("message", message={"type": "hologram", "id": "1"})

    evening.arrive(future, evening.event("tomorrowsEvent"))

    assert [event.outcome for event in events(evening)] == [
        "ignored:unknown_type",
        "ignored:unknown_type",
    ]
    assert not evening.line.tried


def test_mail_for_another_account_is_ignored(evening: Evening) -> None:
    evening.says("こんばんは")
    stranger = {"destination": "U" + "e" * 32, "events": [evening.text("ほかのだれかへ", "b")]}

    assert evening.post(json.dumps(stranger).encode()) == OK
    evening.work()

    assert len(waiting(evening)) == 1
    assert len(events(evening)) == 1


def test_our_own_account_is_known_after_a_restart(evening: Evening) -> None:
    evening.says("こんばんは")
    evening.restart()
    stranger = {"destination": "U" + "e" * 32, "events": [evening.text("ほかのだれかへ", "b")]}

    evening.post(json.dumps(stranger).encode())

    assert len(events(evening)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "standby"},
        {"source": {"type": "user"}},
        {"source": None},
        {"source": {"type": "constellation", "userId": user_id("a")}},
    ],
)
def test_nothing_is_said_to_whom_we_cannot_or_must_not_answer(
    evening: Evening, change: dict[str, object]
) -> None:
    evening.arrive({**evening.text("こんばんは"), **change})

    assert not evening.line.tried
    assert not waiting(evening)


@pytest.mark.parametrize(("kind", "name"), [("group", "groupId"), ("room", "roomId")])
def test_groups_and_rooms_are_left_without_a_word(evening: Evening, kind: str, name: str) -> None:
    source = {"type": kind, name: "C" + "1" * 32, "userId": user_id("a")}

    evening.arrive(evening.event("join", source=source))
    evening.arrive({**evening.text("みんなへ"), "source": source})

    assert evening.line.left == ["C" + "1" * 32] * 2
    assert not evening.line.calls
    assert not waiting(evening)


def test_people_whose_words_come_in_one_webhook_wait_in_the_order_they_wrote_in(
    evening: Evening,
) -> None:
    early, late = evening.text("先に", "b"), evening.text("あとに", "a")

    evening.arrive(late, early)

    assert [person.first_words.reveal() for person in waiting(evening) if person.first_words] == [
        "先に",
        "あとに",
    ]
