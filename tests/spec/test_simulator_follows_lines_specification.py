"""Nothing ordinary the simulator says or accepts departs from LINE's own specification."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from linebot.v3.models.events import UnknownEvent  # type: ignore[import-untyped]  # has none
from linebot.v3.webhook import WebhookParser  # type: ignore[import-untyped]  # has none

from tests.doubles.line_platform import LinePlatform, free_address, running_line_platform
from tests.simulator.door import CHANNEL, SECRET, Post, caller
from tests.spec.line_spec import FOLDER, LineSpec

HELLO = {"type": "text", "text": "はい"}
KEY = "7b1f0c9e-5b8e-4a52-9d0a-5b1c1d2e3f40"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="LINE's OpenAPI files are not beside this repository (../shared/line/openapi)",
)


@pytest.fixture(scope="module")
def spec() -> LineSpec:
    return LineSpec()


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An evening of every ordinary act and call."""
    path: Path = tmp_path_factory.mktemp("spec") / "evening.jsonl"
    with _running(path, "--no-redelivery") as line:
        events = _act(line)
        _call(line, events)
        line.flush()
    return path


def _running(path: Path, *options: str) -> Any:  # noqa: ANN401 - a context manager
    return running_line_platform(
        free_address(), channel_id=CHANNEL, channel_secret=SECRET, record=path, options=options
    )


def test_every_ordinary_call_answer_and_webhook_follows_the_specification(
    spec: LineSpec, recording: Path
) -> None:
    assert spec.violations(recording) == []


def test_the_evening_holds_every_kind_of_event(recording: Path) -> None:
    events = list(_events(recording))
    kinds = {event["type"] for event in events}
    messages = {event["message"]["type"] for event in events if "message" in event}

    assert kinds == {"follow", "unfollow", "message", "unsend", "postback", "join", "leave"}
    assert messages == {"text", "sticker", "image", "video", "audio", "file", "location"}


def test_lines_own_parser_knows_every_ordinary_event(recording: Path) -> None:
    parser = WebhookParser(SECRET, skip_signature_verification=lambda: True)

    for body in _webhooks(recording):
        events = parser.parse(body, "")
        assert [event for event in events if isinstance(event, UnknownEvent)] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda event: event["message"].pop("text"),
        lambda event: event["message"].pop("quoteToken"),
        lambda event: event.pop("deliveryContext"),
        lambda event: event.update(mode="asleep"),
        lambda event: event.update(type="somethingNew"),
    ],
)
def test_a_webhook_unlike_lines_is_found(
    spec: LineSpec, recording: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    body = next(one for one in map(json.loads, _webhooks(recording)) if _is_text(one))
    assert list(spec.check_webhook(json.dumps(body))) == []

    spoil(body["events"][0])

    assert list(spec.check_webhook(json.dumps(body))) != []


@pytest.mark.parametrize(
    "body",
    [
        {"to": "U1", "messages": [{"type": "text"}]},
        {"to": "U1", "messages": [HELLO] * 6},
        {"messages": [HELLO]},
        {"to": "U1", "messages": [{"type": "smell"}]},
    ],
)
def test_a_call_unlike_lines_is_found(
    spec: LineSpec, tmp_path: Path, body: dict[str, object]
) -> None:
    path = tmp_path / "calls.jsonl"
    with _running(path) as line:
        caller(line)("/v2/bot/message/push", body)

    assert [found.what for found in spec.violations(path)] == ["request"]


def _act(line: LinePlatform) -> list[dict[str, Any]]:
    phone = line.person(1)
    events = [phone.follow(), phone.say("こんばんは 👍🏽"), phone.send_sticker("泣く")]
    media = ("image", "video", "audio", "file", "location")
    events += [phone.send_media(kind) for kind in media]
    phone.unsend(events[1]["message"]["id"])
    phone.postback("place")
    line.person(2).follow()
    line.person(2).block()
    group = line.ask("POST", "/_control/groups")["group_id"]
    line.ask("POST", f"/_control/groups/{group}/say", {"text": "やあ"})
    caller(line)(f"/v2/bot/group/{group}/leave")
    line.ask("POST", "/_control/verify")
    return events


def _call(line: LinePlatform, events: list[dict[str, Any]]) -> None:
    post, to = caller(line), events[0]["source"]["userId"]
    action = {"type": "postback", "label": "話す", "data": "x", "displayText": "話す"}
    quick = {**HELLO, "quickReply": {"items": [{"type": "action", "action": action}]}}
    named = {**HELLO, "sender": {"name": "相談員A"}}
    line.flush()
    token = events[1]["replyToken"]
    post("/v2/bot/message/reply", {"replyToken": token, "messages": [HELLO, quick]})
    post("/v2/bot/message/reply", {"replyToken": token, "messages": [HELLO]})
    body = {"to": to, "messages": [named], "notificationDisabled": True}
    post("/v2/bot/message/push", body, key=KEY)
    post("/v2/bot/message/push", body, key=KEY)
    post("/v2/bot/message/push", {**body, "to": "U" + "0" * 32})
    post("/v2/bot/message/multicast", {"to": [to], "messages": [HELLO]}, key=KEY.replace("7", "8"))
    post("/v2/bot/message/validate/push", {"messages": [HELLO]})
    post("/v2/bot/chat/loading/start", {"chatId": to, "loadingSeconds": 20})
    mark = {"markAsReadToken": events[1]["message"]["markAsReadToken"]}
    post("/v2/bot/chat/markAsRead", mark)
    post("/v2/bot/channel/webhook/test", {})
    post(f"/v2/bot/message/{events[4]['message']['id']}/content/transcoding", method="GET")
    for path in _READING:
        post(path, method="GET")
    _use_rich_menus(post, to)
    line.set_quota(limit=1)
    post("/v2/bot/message/push", body)


_READING = (
    "/v2/bot/info",
    "/v2/bot/message/quota",
    "/v2/bot/message/quota/consumption",
    "/v2/bot/message/delivery/push?date=20260101",
    "/v2/bot/message/delivery/reply?date=20991231",
    "/v2/bot/insight/followers?date=20260101",
    "/v2/bot/channel/webhook/endpoint",
)


def _use_rich_menus(post: Post, user_id: str) -> None:
    bounds = {"x": 0, "y": 0, "width": 2500, "height": 843}
    menu = {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": "open",
        "chatBarText": "メニュー",
        "areas": [
            {"bounds": bounds, "action": {"type": "message", "label": "話す", "text": "話す"}}
        ],
    }
    menu_id = post("/v2/bot/richmenu", menu).body["richMenuId"]
    post("/v2/bot/richmenu/list", method="GET")
    post(f"/v2/bot/user/all/richmenu/{menu_id}")
    post(f"/v2/bot/user/{user_id}/richmenu/{menu_id}")
    post(f"/v2/bot/user/{user_id}/richmenu", method="GET")


def _webhooks(recording: Path) -> Iterator[str]:
    for line in map(json.loads, recording.read_text("utf-8").splitlines()):
        if line["direction"] == "webhook":
            yield line["body"]


def _events(recording: Path) -> Iterator[dict[str, Any]]:
    for body in _webhooks(recording):
        yield from json.loads(body)["events"]


def _is_text(body: dict[str, Any]) -> bool:
    return any(event.get("message", {}).get("type") == "text" for event in body["events"])
