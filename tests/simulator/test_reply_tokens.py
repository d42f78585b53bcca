"""Reply tokens live as LINE's do: once, a minute, never past twenty since the event."""

from tests.doubles.line_platform import LinePlatform
from tests.simulator.door import DoorKeeper, Post, caller

HELLO = [{"type": "text", "text": "はい"}]
REPLY = "/v2/bot/message/reply"


def test_a_reply_reaches_the_phone_and_costs_nothing(
    line: LinePlatform, door: DoorKeeper, post: Post
) -> None:
    line.say("こんばんは")
    token = door.wait_for(1)[0]["replyToken"]

    answer = post(REPLY, {"replyToken": token, "messages": HELLO})

    assert answer.status == 200
    assert [sorted(sent) for sent in answer.body["sentMessages"]] == [["id", "quoteToken"]]
    assert line.timeline().texts() == ["はい"]
    assert post("/v2/bot/message/quota/consumption", method="GET").body == {"totalUsage": 0}


def test_a_reply_token_works_once(line: LinePlatform, door: DoorKeeper, post: Post) -> None:
    line.say("こんばんは")
    body = {"replyToken": door.wait_for(1)[0]["replyToken"], "messages": HELLO}
    post(REPLY, body)

    again = post(REPLY, body)

    assert (again.status, again.body) == (400, {"message": "Invalid reply token"})


def test_a_reply_token_is_dead_after_a_minute(
    line: LinePlatform, door: DoorKeeper, post: Post
) -> None:
    line.say("こんばんは")
    token = door.wait_for(1)[0]["replyToken"]
    line.flush()

    line.advance(61)

    assert post(REPLY, {"replyToken": token, "messages": HELLO}).status == 400


def test_a_redelivery_gives_its_token_another_minute(
    line: LinePlatform, door: DoorKeeper, post: Post
) -> None:
    door.answers[:] = [500] * 3
    line.say("こんばんは")
    door.wait_for(1)
    line.advance(61)

    events = door.wait_for(4)
    line.flush(with_redeliveries=True)

    assert {event["webhookEventId"] for event in events} == {events[0]["webhookEventId"]}
    assert [event["deliveryContext"]["isRedelivery"] for event in events] == [
        False, True, True, True,
    ]  # fmt: skip
    assert post(REPLY, {"replyToken": events[0]["replyToken"], "messages": HELLO}).status == 200


def test_no_redelivery_revives_a_token_twenty_minutes_after_the_event(
    line: LinePlatform, door: DoorKeeper
) -> None:
    door.answers[:] = [500] * 3
    line.say("こんばんは")
    token = door.wait_for(1)[0]["replyToken"]
    line.advance(20 * 60 + 1)

    line.flush(with_redeliveries=True)

    assert caller(line)(REPLY, {"replyToken": token, "messages": HELLO}).status == 400


def test_a_reply_with_a_retry_key_is_refused_and_the_token_stays_good(
    line: LinePlatform, door: DoorKeeper, post: Post
) -> None:
    line.say("こんばんは")
    body = {"replyToken": door.wait_for(1)[0]["replyToken"], "messages": HELLO}

    refused = post(REPLY, body, key="7b1f0c9e-5b8e-4a52-9d0a-5b1c1d2e3f40")

    assert refused.status == 400
    assert post(REPLY, body).status == 200
    assert [alarm["kind"] for alarm in line.violations()] == ["retry_key_on_reply"]


def test_bad_messages_do_not_use_a_token_up(
    line: LinePlatform, door: DoorKeeper, post: Post
) -> None:
    line.say("こんばんは")
    token = door.wait_for(1)[0]["replyToken"]

    refused = post(REPLY, {"replyToken": token, "messages": [{"type": "text", "text": ""}]})

    assert refused.body["details"] == [
        {"message": "May not be empty", "property": "messages[0].text"}
    ]
    assert post(REPLY, {"replyToken": token, "messages": HELLO}).status == 200
