from datetime import date

import pytest

from domain.errors import PlatformBusyError, PlatformRefusedError
from domain.secret import PrivateText
from line.client import FriendCount, LineClient
from line.endpoints import ForbiddenEndpointError, require_allowed
from line.event_kinds import PlaceKind
from line.tokens import Credentials, Tokens
from line.transport import Transport
from tests.line.scripted_line import QUOTA_PATH, USED_PATH, Answer, ScriptedLine

USER = "U" + "0a" * 16


def test_groups_and_rooms_are_left(line: ScriptedLine, client: LineClient) -> None:
    client.leave(PlaceKind.GROUP, PrivateText("C1"))
    client.leave(PlaceKind.ROOM, PrivateText("R1"))

    paths = [asked.path for asked in line.asked]
    assert paths == ["/v2/bot/group/C1/leave", "/v2/bot/room/R1/leave"]


def test_leaving_where_we_are_not_is_refused(line: ScriptedLine, client: LineClient) -> None:
    line.will("/v2/bot/group/C1/leave", Answer(status=404))

    with pytest.raises(PlatformRefusedError):
        client.leave(PlaceKind.GROUP, PrivateText("C1"))


def test_a_place_id_cannot_lead_to_another_call(line: ScriptedLine, client: LineClient) -> None:
    with pytest.raises(ForbiddenEndpointError):
        client.leave(PlaceKind.GROUP, PrivateText("../../profile/U1?a="))

    assert line.asked == []


def test_the_account_s_own_id_is_known(line: ScriptedLine, client: LineClient) -> None:
    line.will("/v2/bot/info", Answer(body=b'{"userId": "U1", "basicId": "@x", "new": [1]}'))

    assert client.get_bot_user_id() == "U1"


@pytest.mark.parametrize("answer", [Answer(body=b"{}"), Answer(status=500)])
def test_where_line_does_not_say_who_we_are_it_is_asked_later(
    line: ScriptedLine, client: LineClient, answer: Answer
) -> None:
    line.will("/v2/bot/info", answer)

    with pytest.raises(PlatformBusyError):
        client.get_bot_user_id()


@pytest.mark.parametrize(
    ("quota", "used", "left"),
    [
        (b'{"type": "none"}', b"{}", None),
        (b'{"type": "limited", "value": 200}', b'{"totalUsage": 50}', 150),
        (b'{"type": "limited", "value": 200}', b'{"totalUsage": 250}', 0),
    ],
)
def test_the_pushes_left_are_counted(
    line: ScriptedLine, client: LineClient, quota: bytes, used: bytes, left: int | None
) -> None:
    line.will(QUOTA_PATH, Answer(body=quota))
    line.will(USED_PATH, Answer(body=used))

    assert client.push_quota_left() == left


def test_the_sdk_cannot_ask_who_somebody_is(line: ScriptedLine) -> None:
    credentials = Credentials(
        channel_id="1", channel_secrets=(), access_token=PrivateText("long-lived")
    )
    tokens = Tokens(credentials, issue=lambda _id, _secret: None)
    api = Transport(api_url=line.url, tokens=tokens, timeouts=(0.3, 0.3)).apis().messaging

    with pytest.raises(ForbiddenEndpointError):
        api.get_profile(USER)
    with pytest.raises(ForbiddenEndpointError):
        api.get_followers()
    with pytest.raises(ForbiddenEndpointError):
        api.get_group_member_profile("C1", USER)
    with pytest.raises(AttributeError):
        api.delete_rich_menu("richmenu-1")

    assert line.asked == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/bot/message/push"),
        ("POST", "/v2/bot/message/push?x=1"),
        ("POST", "/v2/bot/message/pushes"),
        ("POST", "/v2/bot/message/multicast"),
        ("POST", "/v2/bot/group/a%2Fb/leave"),
        ("POST", "/v2/bot/message/push\n"),
        ("GET", "/v2/bot/followers/ids"),
        ("GET", "/v2/bot/message/1/content"),
    ],
)
def test_what_is_not_on_the_list_is_forbidden(method: str, path: str) -> None:
    with pytest.raises(ForbiddenEndpointError):
        require_allowed(method, path)


FRIENDS = "/v2/bot/insight/followers?date=20261123"


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (
            b'{"status": "ready", "followers": 215, "blocks": 15}',
            FriendCount(followers=215, blocks=15),
        ),
        (b'{"status": "ready", "followers": null, "blocks": null}', None),
        (b'{"status": "unready"}', None),
        (b'{"status": "out_of_service"}', None),
    ],
)
def test_line_counts_friends_of_a_day_or_has_not_yet(
    line: ScriptedLine, client: LineClient, told: bytes, known: FriendCount | None
) -> None:
    line.will(FRIENDS, Answer(body=told))

    assert client.count_friends(date(2026, 11, 23)) == known
    assert [asked.path for asked in line.asked] == [FRIENDS]
