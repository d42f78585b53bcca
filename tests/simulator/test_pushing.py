"""Pushes behave as LINE's do: friendship, dropping, retry keys, the month's quota."""

import pytest

from tests.doubles.line_platform import LinePlatform
from tests.simulator.door import DoorKeeper, Post, Reply, caller

HELLO = [{"type": "text", "text": "はい"}]
PUSH = "/v2/bot/message/push"
KEY = "7b1f0c9e-5b8e-4a52-9d0a-5b1c1d2e3f40"
WEEK = 7 * 24 * 3600


def push(post: Post, to: str, key: str = "") -> Reply:
    return post(PUSH, {"to": to, "messages": HELLO}, key=key)


def test_a_push_to_a_friend_counts_one_whatever_the_bubbles(line: LinePlatform, post: Post) -> None:
    phone = line.person(1)
    phone.follow()

    answer = post(PUSH, {"to": phone.user_id, "messages": HELLO * 5})

    assert len(answer.body["sentMessages"]) == 5
    assert phone.timeline().texts() == ["はい"] * 5
    assert _used(post) == 1


def test_a_push_to_who_has_blocked_is_dropped_silently_and_not_counted(
    line: LinePlatform, post: Post
) -> None:
    phone = line.person(1)
    phone.follow()
    phone.block()

    answer = push(post, phone.user_id)

    assert answer.status == 200
    assert phone.timeline().texts() == []
    assert _used(post) == 0


def test_a_stranger_is_reached_within_seven_days_of_writing_only(
    line: LinePlatform, post: Post
) -> None:
    phone = line.person(1)
    phone.say("こんばんは")
    first = push(post, phone.user_id)
    line.advance(WEEK + 60)

    second = _push_with_new_token(line, phone.user_id)

    assert (first.status, second) == (200, 200)
    assert phone.timeline().texts() == ["はい"]


def test_a_push_to_an_unknown_user_fails(post: Post) -> None:
    answer = push(post, "U" + "0" * 32)

    assert (answer.status, answer.body) == (400, {"message": "Failed to send messages"})


def test_the_same_retry_key_is_answered_409_with_the_first_answer(
    line: LinePlatform, post: Post
) -> None:
    phone = line.person(1)
    phone.follow()
    first = push(post, phone.user_id, KEY)

    again = push(post, phone.user_id, KEY)

    assert again.status == 409
    assert again.body["sentMessages"] == first.body["sentMessages"]
    calls = line.calls(PUSH)
    assert (
        calls[1]["answer_headers"]["x-line-accepted-request-id"]
        == calls[0]["answer_headers"]["x-line-request-id"]
    )
    assert phone.timeline().texts() == ["はい"]
    assert line.violations() == []


def test_a_retry_key_with_another_body_raises_the_alarm(line: LinePlatform, post: Post) -> None:
    phone = line.person(1)
    phone.follow()
    push(post, phone.user_id, KEY)

    post(PUSH, {"to": phone.user_id, "messages": HELLO * 2}, key=KEY)

    assert [alarm["kind"] for alarm in line.violations()] == ["retry_key_reused"]


def test_a_retry_key_is_new_again_after_a_day(line: LinePlatform, post: Post) -> None:
    phone = line.person(1)
    phone.follow()
    push(post, phone.user_id, KEY)

    line.advance(24 * 3600 + 1)

    assert _push_with_new_token(line, phone.user_id, KEY) == 200
    assert phone.timeline().texts() == ["はい", "はい"]


@pytest.mark.parametrize("key", ["once", KEY.replace("-", ""), KEY[::-1], f"{{{KEY}}}"])
def test_a_retry_key_that_is_no_uuid_is_refused(line: LinePlatform, post: Post, key: str) -> None:
    phone = line.person(1)
    phone.follow()

    assert push(post, phone.user_id, key).status == 400


def test_a_used_up_month_refuses_pushes_and_lets_replies_through(
    line: LinePlatform, door: DoorKeeper, post: Post
) -> None:
    phone = line.person(1)
    phone.say("こんばんは")
    token = door.wait_for(1)[0]["replyToken"]
    line.set_quota(limit=5, used=5)

    refused = push(post, phone.user_id, KEY)

    assert refused.status == 429
    assert refused.body == {"message": "You have reached your monthly limit."}
    reply = post("/v2/bot/message/reply", {"replyToken": token, "messages": HELLO})
    assert reply.status == 200
    line.set_quota(limit=6)
    assert push(post, phone.user_id, KEY).status == 200


def test_a_multicast_counts_each_person_it_reaches(line: LinePlatform, post: Post) -> None:
    friends = [line.person(number) for number in (1, 2, 3)]
    for phone in friends:
        phone.follow()
    friends[2].block()
    to = [*(phone.user_id for phone in friends), "U" + "0" * 32]

    answer = post("/v2/bot/message/multicast", {"to": to, "messages": HELLO})

    assert (answer.status, answer.body) == (200, {})
    assert _used(post) == 2
    assert [phone.timeline().texts() for phone in friends] == [["はい"], ["はい"], []]


def test_yesterdays_deliveries_are_ready_and_todays_are_not(line: LinePlatform, post: Post) -> None:
    phone = line.person(1)
    phone.follow()
    push(post, phone.user_id)
    path = "/v2/bot/message/delivery/push?date="

    assert post(path + "20000101", method="GET").body == {"status": "ready", "success": 0}
    assert post(path + "20991231", method="GET").body == {"status": "unready"}


def _used(post: Post) -> int:
    return int(post("/v2/bot/message/quota/consumption", method="GET").body["totalUsage"])


def _push_with_new_token(line: LinePlatform, to: str, key: str = "") -> int:
    return push(caller(line), to, key).status
