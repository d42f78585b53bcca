"""Webhooks come as LINE's do: signed, in order, twice, late, several in one, strange."""

import time

import pytest

from tests.doubles.line_platform import LinePlatform
from tests.machinery.waiting import until
from tests.simulator.door import DoorKeeper

PEOPLE = (1, 2, 3)


def test_every_webhook_is_signed_over_its_raw_bytes(line: LinePlatform, door: DoorKeeper) -> None:
    line.say("夜 ☕ \ud83d と \x00")
    line.person(2).send_sticker("こんばんは")
    door.wait_for(2)

    assert [arrival.is_signed for arrival in door.arrivals] == [True, True]
    assert door.arrivals[0].body["destination"] == line.ask("GET", "/_control/state")["bot_user_id"]


def test_an_unordinary_text_arrives_as_it_was_written(line: LinePlatform, door: DoorKeeper) -> None:
    line.say("a\ud83db\x00")

    assert door.wait_for(1)[0]["message"]["text"] == "a\ud83db\x00"


def test_one_persons_events_come_in_order(line: LinePlatform, door: DoorKeeper) -> None:
    said = [f"その{number}" for number in range(30)]
    for words in said:
        line.say(words)

    events = door.wait_for(30)

    assert [event["message"]["text"] for event in events] == said


def test_no_answer_within_two_seconds_counts_as_none(line: LinePlatform, door: DoorKeeper) -> None:
    door.wait_seconds = 2.5
    line.ask("POST", "/_control/redelivery", {"is_on": False})

    line.say("こんばんは")
    line.flush()

    line.ask("POST", "/_control/redelivery", {"is_on": True})
    assert [webhook["status"] for webhook in line.webhooks()] == [-1]


def test_without_redelivery_a_refused_event_is_gone(line: LinePlatform, door: DoorKeeper) -> None:
    line.ask("POST", "/_control/redelivery", {"is_on": False})
    door.answers[:] = [500]

    line.say("こんばんは")
    line.flush(with_redeliveries=True)

    line.ask("POST", "/_control/redelivery", {"is_on": True})
    assert door.kinds() == ["message"]


def test_a_duplicate_has_the_same_id_and_does_not_say_it_is_one(
    line: LinePlatform, door: DoorKeeper
) -> None:
    line.faults("duplicate")

    line.say("こんばんは")
    first, second = door.wait_for(2)

    assert first == second
    assert first["deliveryContext"] == {"isRedelivery": False}


def test_a_batch_holds_events_of_several_people(line: LinePlatform, door: DoorKeeper) -> None:
    line.faults("batch")

    for number in PEOPLE:
        line.say("こんばんは", person=number)
    door.wait_for(3)

    assert len(door.arrivals) == 1
    assert len({event["source"]["userId"] for event in door.events()}) == 3


def test_reordered_events_come_last_first(line: LinePlatform, door: DoorKeeper) -> None:
    line.faults("reorder")
    written = line.say("まちがえた")

    line.person(1).unsend(written["message"]["id"])
    events = door.wait_for(2)

    assert [event["type"] for event in events] == ["unsend", "message"]
    assert events[0]["timestamp"] >= events[1]["timestamp"]


@pytest.mark.parametrize("kind", ["forged_signature", "no_signature"])
def test_a_badly_signed_webhook_comes_again_well_signed(
    line: LinePlatform, door: DoorKeeper, kind: str
) -> None:
    line.faults(kind)
    door.answers[:] = [401]

    line.say("こんばんは")
    door.wait_for(2)

    assert [arrival.is_signed for arrival in door.arrivals] == [False, True]


def test_strange_events_stand_around_the_ordinary_one(line: LinePlatform, door: DoorKeeper) -> None:
    line.faults("unknown_events")
    line.faults("extra_properties")

    line.say("こんばんは")
    events = door.wait_for(3)

    assert [event["type"] for event in events] == ["somethingNew", "message", "message"]
    assert events[1]["message"]["text"] == "こんばんは"
    assert all("futureProperty" in event for event in events)


def test_what_was_written_while_the_door_was_closed_comes_later(
    line: LinePlatform, door: DoorKeeper
) -> None:
    line.faults("down", times=2)

    line.say("こんばんは")
    event = door.wait_for(1)[0]

    assert event["deliveryContext"] == {"isRedelivery": True}
    assert [webhook["status"] for webhook in line.webhooks()] == [0, 0, 200]


def test_the_verification_has_no_events_and_is_never_repeated(
    line: LinePlatform, door: DoorKeeper
) -> None:
    door.answers[:] = [500]

    answer = line.ask("POST", "/_control/verify")
    line.flush(with_redeliveries=True)

    assert answer == {"status": 500, "is_accepted": False}
    assert [arrival.events for arrival in door.arrivals] == [[]]


def test_an_event_of_any_shape_can_be_sent(line: LinePlatform, door: DoorKeeper) -> None:
    line.person(1).send_raw("message", {"mode": "standby", "message": {"type": "?"}})
    line.person(1).send_raw("delivery", {"source": None, "timestamp": None}, with_source=False)

    standby, delivery = sorted(door.wait_for(2), key=lambda event: event["type"], reverse=True)

    assert standby["mode"] == "standby"
    assert "replyToken" not in standby
    assert not {"source", "timestamp"} & set(delivery)


def test_webhooks_of_different_people_do_not_wait_for_each_other(
    line: LinePlatform, door: DoorKeeper
) -> None:
    door.wait_seconds = 0.5
    started = time.monotonic()

    for number in PEOPLE:
        line.say("こんばんは", person=number)
    until(lambda: len(door.arrivals) == 3, "three arrivals")

    assert time.monotonic() - started < 0.5
    line.flush()


def test_nothing_of_before_a_reset_arrives_after_it(line: LinePlatform, door: DoorKeeper) -> None:
    door.wait_seconds = 0.3
    for number in range(3):
        line.say(f"その{number}")

    line.reset()
    arrived = door.kinds()
    line.flush(with_redeliveries=True)

    assert door.kinds() == arrived
