"""Around the messages: loading, read marks, media, unsending, menus, groups, friendship."""

import pytest

from tests.doubles.line_platform import LinePlatform, free_address, running_line_platform
from tests.simulator.door import CHANNEL, SECRET, DoorKeeper, Post, caller

HELLO = [{"type": "text", "text": "はい"}]
PUSH = "/v2/bot/message/push"
LOADING = "/v2/bot/chat/loading/start"


def test_following_and_blocking_become_events(line: LinePlatform, door: DoorKeeper) -> None:
    phone = line.person(1)
    phone.follow()
    phone.block()
    phone.follow()

    events = door.wait_for(3)

    assert [event["type"] for event in events] == ["follow", "unfollow", "follow"]
    assert [event.get("follow") for event in events] == [
        {"isUnblocked": False}, None, {"isUnblocked": True},
    ]  # fmt: skip
    assert ["replyToken" in event for event in events] == [True, False, True]


def test_who_has_blocked_cannot_write(line: LinePlatform) -> None:
    phone = line.person(1)
    phone.follow()
    phone.block()

    status, _ = line.call("POST", "/_control/people/1/act", b'{"act":"say","text":"a"}')

    assert status == 409


@pytest.mark.parametrize("kind", ["image", "video", "audio", "file", "location"])
def test_media_come_as_line_describes_them(line: LinePlatform, door: DoorKeeper, kind: str) -> None:
    line.person(1).send_media(kind)

    message = door.wait_for(1)[0]["message"]

    assert message["type"] == kind
    assert "text" not in message


def test_a_sticker_comes_with_its_keywords(line: LinePlatform, door: DoorKeeper) -> None:
    line.person(1).send_sticker("泣く", "かなしい")

    assert door.wait_for(1)[0]["message"]["keywords"] == ["泣く", "かなしい"]


def test_video_is_prepared_first_and_gone_when_unsent(line: LinePlatform, post: Post) -> None:
    phone = line.person(1)
    message_id = phone.send_media("video")["message"]["id"]
    path = f"/v2/bot/message/{message_id}/content"

    early = post(path, method="GET").status
    preparing = post(path + "/transcoding", method="GET").body
    line.advance(4)
    ready = post(path + "/transcoding", method="GET").body
    phone.unsend(message_id)

    assert (early, preparing, ready) == (202, {"status": "processing"}, {"status": "succeeded"})
    assert post(path, method="GET").status == 410
    assert post("/v2/bot/message/1/content", method="GET").status == 404
    assert {alarm["kind"] for alarm in line.violations()} == {"content_fetch"}


def test_an_unsent_message_leaves_only_a_trace(line: LinePlatform, door: DoorKeeper) -> None:
    phone = line.person(1)
    message_id = phone.say("まちがえた")["message"]["id"]

    phone.unsend(message_id)

    assert door.wait_for(2)[1]["unsend"] == {"messageId": message_id}
    bubble = phone.timeline().bubbles[0]
    assert (bubble.is_unsent, bubble.text) == (True, "")


def test_the_loading_animation_ends_with_the_next_bubble(line: LinePlatform, post: Post) -> None:
    phone = line.person(1)
    phone.follow()

    assert post(LOADING, {"chatId": phone.user_id, "loadingSeconds": 10}).status == 202
    shown = phone.timeline().is_loading
    post(PUSH, {"to": phone.user_id, "messages": HELLO})

    assert (shown, phone.timeline().is_loading) == (True, False)


@pytest.mark.parametrize("seconds", [0, 4, 7, 65, "10", None])
def test_loading_seconds_are_a_multiple_of_five(
    line: LinePlatform, post: Post, seconds: object
) -> None:
    body = {"chatId": line.person(1).user_id, "loadingSeconds": seconds}

    assert post(LOADING, body).status == 400


def test_quick_replies_vanish_with_the_next_message(line: LinePlatform, post: Post) -> None:
    phone = line.person(1)
    phone.follow()
    action = {"type": "postback", "label": "話す", "data": "go", "displayText": "話したいです"}
    quick = {"items": [{"type": "action", "action": action}]}
    body = {"to": phone.user_id, "messages": [{"type": "text", "text": "?", "quickReply": quick}]}

    post(PUSH, body)
    offered = phone.timeline().replies
    event = phone.tap("話す")

    assert offered == ("話す",)
    assert event["postback"] == {"data": "go"}
    assert "replyToken" in event
    assert phone.timeline().replies == ()
    assert phone.timeline().texts("person") == ["話したいです"]
    post(PUSH, body)
    post(PUSH, {"to": phone.user_id, "messages": HELLO})
    assert phone.timeline().replies == ()


def test_the_built_in_menu_writes_words(line: LinePlatform, door: DoorKeeper) -> None:
    line.person(1).tap("順番")

    assert door.wait_for(1)[0]["message"]["text"] == "順番"


def test_a_rich_menu_replaces_the_built_in_one(line: LinePlatform, post: Post) -> None:
    action = {"type": "postback", "label": "順番を見る", "data": "place"}
    bounds = {"x": 0, "y": 0, "width": 2500, "height": 843}
    menu = {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": "open",
        "chatBarText": "メニュー",
        "areas": [{"bounds": bounds, "action": action}],
    }

    menu_id = post("/v2/bot/richmenu", menu).body["richMenuId"]
    post(f"/v2/bot/user/all/richmenu/{menu_id}")

    assert line.timeline().menu == ("順番を見る",)
    assert line.person(1).tap("順番を見る")["postback"] == {"data": "place"}
    post(f"/v2/bot/richmenu/{menu_id}", method="DELETE")
    assert line.timeline().menu == ("話す", "順番", "使い方")


def test_the_account_can_leave_a_group(line: LinePlatform, door: DoorKeeper, post: Post) -> None:
    group_id = line.ask("POST", "/_control/groups")["group_id"]
    line.ask("POST", f"/_control/groups/{group_id}/say", {"person": 2, "text": "やあ"})

    assert post(f"/v2/bot/group/{group_id}/leave").status == 200
    events = door.wait_for(3)

    assert [event["type"] for event in events] == ["join", "message", "leave"]
    assert {event["source"]["groupId"] for event in events} == {group_id}
    assert post(f"/v2/bot/group/{group_id}/leave").status == 404


def test_with_chat_off_everything_is_read_at_once(line: LinePlatform, post: Post) -> None:
    line.say("こんばんは")

    assert line.timeline().bubbles[0].is_read
    assert post("/v2/bot/info", method="GET").body["chatMode"] == "bot"


def test_with_chat_on_the_account_marks_as_read() -> None:
    options = ("--chat", "--no-redelivery")
    with running_line_platform(
        free_address(), channel_id=CHANNEL, channel_secret=SECRET, options=options
    ) as line:
        event = line.say("こんばんは")
        before = line.timeline().bubbles[0].is_read
        body = {"markAsReadToken": event["message"]["markAsReadToken"]}

        answer = caller(line)("/v2/bot/chat/markAsRead", body)

        assert (before, answer.status, line.timeline().bubbles[0].is_read) == (False, 200, True)
        assert caller(line)("/v2/bot/chat/markAsRead", {"markAsReadToken": "?"}).status == 400
