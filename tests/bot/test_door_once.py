"""However often LINE sends an event, it is kept once, handled once, and answered once."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import redis

from tests.factories.counsellor import Counsellor, waiting
from tests.factories.tables import events
from tests.machinery.evening import BOT, Evening, sign

OK = "200 OK"


def body_of(*batch: dict[str, object]) -> bytes:
    return json.dumps({"destination": BOT, "events": list(batch)}).encode()


def redelivered(event: dict[str, object]) -> dict[str, object]:
    return {**event, "deliveryContext": {"isRedelivery": True}}


def test_an_event_sent_twice_is_one_message(evening: Evening) -> None:
    event = evening.text("こんばんは")

    evening.arrive(event, event)
    evening.arrive(event)
    evening.arrive(redelivered(event))

    (person,) = waiting(evening)
    assert person.message_count == 1
    assert len(evening.line.calls) == 1


def test_an_event_sent_fifty_times_at_once_is_one_message(evening: Evening) -> None:
    evening.arrive(evening.event("follow"))
    body = body_of(evening.text("こんばんは"))
    door = evening.door()
    environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(body))}

    with ThreadPoolExecutor(50) as threads:
        answers = list(
            threads.map(
                lambda _: door.receive(
                    {
                        **environ,
                        "HTTP_X_LINE_SIGNATURE": sign(body),
                        "wsgi.input": OneBody(body),
                    }
                ),
                range(50),
            )
        )
    door.batches.close()
    evening.work()

    assert answers == [OK] * 50
    (person,) = waiting(evening)
    assert person.message_count == 1
    assert len(events(evening)) == 2
    assert len(evening.line.calls) == 2


def test_an_event_sent_again_after_a_restart_and_an_emptied_redis_is_one_message(
    evening: Evening, redis_url: str
) -> None:
    event = evening.text("こんばんは")
    evening.arrive(event)

    evening.restart()
    with redis.Redis.from_url(redis_url) as client:
        for key in client.scan_iter():
            client.delete(key)
    evening.arrive(redelivered(event))

    (person,) = waiting(evening)
    assert person.message_count == 1
    assert len(evening.line.calls) == 1


def test_an_event_days_old_is_kept_and_never_answered_with_a_push(evening: Evening) -> None:
    event = evening.text("三日前の言葉")
    event["timestamp"] = int(evening.now.timestamp() * 1000) - 3 * 24 * 3600 * 1000

    evening.arrive(event)

    assert len(waiting(evening)) == 1
    assert [call.road for call in evening.line.calls] == ["reply"]


def test_a_message_known_by_its_id_is_not_added_by_another_event(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは", message_id="42")
    visit_id = midori.takes_next()
    midori.ends(visit_id)

    evening.says("こんばんは", message_id="42")

    assert not waiting(evening)
    assert midori.reads(visit_id).count("こんばんは") == 1


def test_many_people_in_one_webhook_each_have_their_place(evening: Evening) -> None:
    people = [f"person {number}" for number in range(20)]

    evening.arrive(*(evening.text("こんばんは", person) for person in people))

    assert len(waiting(evening)) == 20
    assert sorted(call.road for call in evening.line.calls) == ["reply"] * 20
    assert len({event.batch_id for event in events(evening)}) > 1


def test_a_word_lost_on_its_way_to_redis_is_found_by_the_sweep(evening: Evening) -> None:
    door = evening.door()
    deaf = replace(door, batches=type(door.batches)(door.batches.database, lambda _jobs: False))

    assert evening.post(body_of(evening.text("こんばんは")), door=deaf) == OK
    evening.sweep()
    assert not waiting(evening)
    evening.pass_time(3)
    evening.sweep()

    assert len(waiting(evening)) == 1
    assert len(evening.line.calls) == 1


class OneBody:
    """A request's stream."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def read(self, size: int) -> bytes:
        return self.body[:size]
