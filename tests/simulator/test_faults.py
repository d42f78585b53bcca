"""The fault panel: what was accepted stays accepted, whatever the caller is told."""

import http.client
import time

import pytest

from tests.doubles.line_platform import LinePlatform
from tests.simulator.door import Post

PUSH = "/v2/bot/message/push"
KEY = "7b1f0c9e-5b8e-4a52-9d0a-5b1c1d2e3f40"


@pytest.mark.parametrize(
    ("kind", "status", "shown"),
    [
        ("error_500", 500, []),
        ("error_500_after", 500, ["はい"]),
        ("error_503", 503, []),
        ("rate_429", 429, []),
        ("monthly_429", 429, []),
        ("forbidden_403", 403, []),
        ("expired_401", 401, []),
        ("nonsense", 200, ["はい"]),
    ],
)
def test_a_fault_answers_so_and_what_was_accepted_is_shown(
    line: LinePlatform, post: Post, kind: str, status: int, shown: list[str]
) -> None:
    body = _hello(line)
    line.faults(kind)

    answer = post(PUSH, body)

    assert answer.status == status
    assert line.timeline().texts() == shown
    assert post(PUSH, body).status == 200


@pytest.mark.parametrize(("kind", "shown"), [("reset_before", []), ("reset_after", ["はい"])])
def test_a_connection_that_breaks_gives_no_answer(
    line: LinePlatform, post: Post, kind: str, shown: list[str]
) -> None:
    body = _hello(line)
    line.faults(kind)

    with pytest.raises((http.client.HTTPException, OSError)):
        post(PUSH, body)

    assert line.timeline().texts() == shown


def test_a_push_accepted_before_the_silence_is_known_by_its_key(
    line: LinePlatform, post: Post
) -> None:
    body = _hello(line)
    line.faults("timeout_after", seconds=0.3)
    started = time.monotonic()

    first = post(PUSH, body, key=KEY)
    waited = time.monotonic() - started

    assert first.status == 200
    assert waited >= 0.3
    assert post(PUSH, body, key=KEY).status == 409
    assert line.timeline().texts() == ["はい"]


def test_silence_before_accepting_leaves_nothing(line: LinePlatform, post: Post) -> None:
    body = _hello(line)
    line.faults("timeout_before", seconds=0.1)

    assert post(PUSH, body, key=KEY).status == 500
    assert post(PUSH, body, key=KEY).status == 200


def test_slowness_only_takes_time(line: LinePlatform, post: Post) -> None:
    body = _hello(line)
    line.faults("slow", seconds=0.2)

    assert post(PUSH, body).status == 200
    assert line.timeline().texts() == ["はい"]


def test_a_fault_meets_only_the_calls_it_is_for(line: LinePlatform, post: Post) -> None:
    body = _hello(line)
    line.faults("error_500", times=None, only="/reply")

    assert post(PUSH, body).status == 200
    assert post("/v2/bot/message/reply", {}).status == 500
    assert post("/v2/bot/message/reply", {}).status == 500
    line.clear_faults()
    assert post("/v2/bot/message/reply", {}).status == 400


def test_a_fault_ends_after_its_number_of_calls(line: LinePlatform, post: Post) -> None:
    body = _hello(line)
    line.faults("error_500", times=2)

    assert [post(PUSH, body).status for _ in range(3)] == [500, 500, 200]
    assert line.ask("GET", "/_control/faults")["armed"] == []


def test_a_fault_nobody_knows_is_refused(line: LinePlatform) -> None:
    assert line.call("POST", "/_control/faults", b'{"kind":"flood"}')[0] == 400
    assert line.call("POST", "/_control/faults", b'{"kind":"slow","times":0}')[0] == 400


def test_traffic_made_unlike_line_is_marked_so(line: LinePlatform, post: Post) -> None:
    body = _hello(line)
    line.faults("nonsense")
    post(PUSH, body)
    post(PUSH, body)

    assert [call["is_ordinary"] for call in line.calls(PUSH)] == [False, True]


def _hello(line: LinePlatform) -> dict[str, object]:
    phone = line.person(1)
    phone.follow()
    return {"to": phone.user_id, "messages": [{"type": "text", "text": "はい"}]}
