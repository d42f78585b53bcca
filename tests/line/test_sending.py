from uuid import UUID

import pytest

from domain.secret import PrivateText
from domain.utterance import Choice, Utterance
from line.answers import Accepted
from line.client import LineClient
from tests.line.scripted_line import PUSH_PATH, REPLY_PATH, Answer, ScriptedLine, sent

REPLY_TOKEN = PrivateText("reply-token-1")
USER = PrivateText("U" + "0a" * 16)
KEY = UUID("123e4567-e89b-12d3-a456-426614174000")
HELLO = Utterance(bubbles=("こんばんは",))


def test_a_reply_carries_token_bubbles_and_choices(line: ScriptedLine, client: LineClient) -> None:
    utterance = Utterance(
        bubbles=("{一}", "二"),
        choices=(
            Choice(label="はい", data="answer=yes", text="はい、お願いします"),
            Choice(label="やめる", data="", text="やめる"),
        ),
        is_silent=True,
    )

    client.reply(REPLY_TOKEN, utterance)

    [asked] = line.calls(REPLY_PATH)
    assert asked.json == {
        "replyToken": "reply-token-1",
        "notificationDisabled": True,
        "messages": [
            {"type": "text", "text": "{一}"},
            {
                "type": "text",
                "text": "二",
                "quickReply": {
                    "items": [
                        {
                            "type": "action",
                            "action": {
                                "type": "postback",
                                "label": "はい",
                                "data": "answer=yes",
                                "displayText": "はい、お願いします",
                            },
                        },
                        {
                            "type": "action",
                            "action": {"type": "message", "label": "やめる", "text": "やめる"},
                        },
                    ]
                },
            },
        ],
    }


def test_a_reply_never_has_a_retry_key(line: ScriptedLine, client: LineClient) -> None:
    client.reply(REPLY_TOKEN, HELLO)

    assert "x-line-retry-key" not in line.asked[0].headers


def test_a_push_carries_its_key_and_our_token(line: ScriptedLine, client: LineClient) -> None:
    client.push(USER, HELLO, KEY)

    [asked] = line.calls(PUSH_PATH)
    assert asked.headers["x-line-retry-key"] == str(KEY)
    assert asked.headers["authorization"] == "Bearer long-lived"
    assert asked.json["to"] == USER.reveal()
    assert asked.json["notificationDisabled"] is False


def test_an_accepted_call_tells_its_ids(line: ScriptedLine, client: LineClient) -> None:
    answer = Answer(body=sent("461", "462"), headers={"X-Line-Request-Id": "req-1"})
    line.will(REPLY_PATH, answer)
    line.will(PUSH_PATH, answer)

    expected = Accepted(request_id="req-1", message_ids=("461", "462"))
    assert client.reply(REPLY_TOKEN, HELLO) == expected
    assert client.push(USER, HELLO, KEY) == expected


def test_a_key_that_was_used_before_means_accepted(line: ScriptedLine, client: LineClient) -> None:
    headers = {"x-line-request-id": "second", "x-line-accepted-request-id": "first"}
    line.will(PUSH_PATH, Answer(status=409, body=sent("461"), headers=headers))

    accepted = client.push(USER, HELLO, KEY)

    assert accepted == Accepted(request_id="first", message_ids=("461",))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[1]",
        b"<html>",
        b"\xff\xfe",
        b'{"sentMessages": 5}',
        b'{"sentMessages": [null, 3, {"id": 7}, {"id": "\xe3\x81\x82"}]}',
        b"[" * 50_000,
    ],
)
def test_an_accepting_answer_that_makes_no_sense_is_still_accepted(
    line: ScriptedLine, client: LineClient, body: bytes
) -> None:
    answer = Answer(body=body, headers={"Content-Type": "text/html; charset=nonsense"})
    line.will(REPLY_PATH, answer)
    line.will(PUSH_PATH, answer)

    assert client.reply(REPLY_TOKEN, HELLO).message_ids == ()
    assert client.push(USER, HELLO, KEY).message_ids == ()


def test_calls_share_one_connection(line: ScriptedLine, client: LineClient) -> None:
    for _ in range(5):
        client.push(USER, HELLO, KEY)

    assert len({asked.connection for asked in line.asked}) == 1


def test_words_keep_their_braces_and_lose_what_line_refuses(
    line: ScriptedLine, client: LineClient
) -> None:
    client.push(USER, Utterance(bubbles=("{name}さん\0\ud83d👍",)), KEY)

    [message] = line.asked[0].messages
    assert message == {"type": "text", "text": "{name}さん\ufffd👍"}
