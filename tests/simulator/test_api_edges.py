"""LINE's API at its edges: tokens, media types, sizes, paths, calls that must never be made."""

import json
import re
from datetime import UTC, datetime

import pytest

from tests.doubles.line_platform import LinePlatform
from tests.simulator.door import CHANNEL, SECRET, DoorKeeper, Post

HELLO = [{"type": "text", "text": "はい"}]
PUSH = "/v2/bot/message/push"
INFO = "/v2/bot/info"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic abc"])
def test_a_call_without_a_good_token_is_refused(line: LinePlatform, header: str) -> None:
    status, text = line.call("GET", INFO, b"", {"Authorization": header})

    assert status == 401
    assert "Authentication failed" in json.loads(text)["message"]


def test_a_stateless_token_is_good_for_fifteen_minutes(line: LinePlatform, post: Post) -> None:
    line.advance(890)
    before = post(INFO, method="GET").status
    line.advance(11)

    assert (before, post(INFO, method="GET").status) == (200, 401)


def test_tokens_can_be_made_to_expire(line: LinePlatform, post: Post) -> None:
    line.expire_tokens()

    assert post(INFO, method="GET").status == 401


def test_a_wrong_secret_gets_no_token(line: LinePlatform) -> None:
    form = f"grant_type=client_credentials&client_id={CHANNEL}&client_secret=wrong"

    status, text = line.call("POST", "/oauth2/v3/token", form.encode(), FORM)

    assert (status, json.loads(text)["error"]) == (400, "invalid_client")


def test_a_token_is_asked_for_as_a_form(line: LinePlatform) -> None:
    body = {"grant_type": "client_credentials", "client_id": CHANNEL, "client_secret": SECRET}

    assert line.call("POST", "/oauth2/v3/token", json.dumps(body).encode())[0] == 415


def test_another_media_type_is_refused(line: LinePlatform, post: Post) -> None:
    post(INFO, method="GET")
    token = _token(line)

    status, _ = line.call(
        "POST", PUSH, b"{}", {"Authorization": token, "Content-Type": "text/plain"}
    )

    assert status == 415


def test_more_than_two_megabytes_are_refused(post: Post) -> None:
    assert post(PUSH, {"to": "x" * (2 * 1024 * 1024), "messages": HELLO}).status == 413


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff"])
def test_what_is_no_json_object_is_refused(line: LinePlatform, raw: bytes) -> None:
    status, text = line.call("POST", PUSH, raw, {"Authorization": _token(line)})

    assert status == 400
    assert "message" in json.loads(text)


def test_every_answer_has_an_own_request_id(line: LinePlatform, post: Post) -> None:
    for path in (INFO, "/v2/bot/nothing", INFO):
        post(path, method="GET")

    ids = [call["answer_headers"]["x-line-request-id"] for call in line.calls("/v2/")]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in ids)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/bot/profile/U1"),
        ("GET", "/v2/bot/followers/ids"),
        ("GET", "/v2/bot/group/C1/members/ids"),
        ("GET", "/v2/bot/group/C1/member/U1"),
        ("GET", "/v2/bot/room/R1/members/count"),
        ("POST", "/v2/bot/message/narrowcast"),
        ("POST", "/v2/bot/message/broadcast"),
        ("POST", "/v2/bot/user/U1/linkToken"),
    ],
)
def test_a_call_that_must_never_be_made_raises_the_alarm(
    line: LinePlatform, post: Post, method: str, path: str
) -> None:
    assert post(path, method=method).status == 404

    assert [(alarm["kind"], alarm["path"]) for alarm in line.violations()] == [
        ("forbidden_call", path)
    ]


def test_a_path_line_does_not_have_is_told(line: LinePlatform, post: Post) -> None:
    assert post("/v2/bot/message/shout").status == 404

    assert [alarm["kind"] for alarm in line.violations()] == ["unknown_path"]


def test_too_many_calls_in_a_second_are_refused(line: LinePlatform, post: Post) -> None:
    user_id = line.person(1).user_id
    statuses = [
        post("/v2/bot/channel/webhook/test").status for _ in range(60)
    ]  # sixty an hour are allowed

    assert statuses == [200] * 60
    assert post("/v2/bot/channel/webhook/test").status == 429
    assert post(PUSH, {"to": user_id, "messages": HELLO}).status == 200


def test_the_webhook_test_says_what_became_of_it(
    line: LinePlatform, door: DoorKeeper, post: Post
) -> None:
    path = "/v2/bot/channel/webhook/test"
    good = post(path).body
    door.answers[:] = [503]
    bad = post(path).body
    none = post(path, {"endpoint": "http://127.0.0.1:9/"}).body

    assert [good["reason"], bad["reason"], none["reason"]] == [
        "OK", "ERROR_STATUS_CODE", "COULD_NOT_CONNECT",
    ]  # fmt: skip
    assert (good["success"], bad["statusCode"], none["success"]) == (True, 503, False)
    assert post("/v2/bot/channel/webhook/endpoint", method="GET").body == {
        "endpoint": door.url,
        "active": True,
    }
    assert line.violations() == []


def test_the_platforms_time_is_the_clock_it_was_started_with(
    line: LinePlatform, door: DoorKeeper
) -> None:
    line.say("こんばんは")

    at = datetime.fromtimestamp(door.wait_for(1)[0]["timestamp"] / 1000, UTC)

    assert (at.year, at.month) == (2026, 11)
    assert at >= datetime(2026, 11, 24, 7, 5, tzinfo=UTC)


def _token(line: LinePlatform) -> str:
    form = f"grant_type=client_credentials&client_id={CHANNEL}&client_secret={SECRET}"
    _, text = line.call("POST", "/oauth2/v3/token", form.encode(), FORM)
    return "Bearer " + str(json.loads(text)["access_token"])
