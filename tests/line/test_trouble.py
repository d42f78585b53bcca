"""What LINE's refusals and silences mean: each is an error named after what to do next."""

import json
import socket
import traceback
from collections.abc import Callable
from uuid import UUID

import pytest

from domain.errors import (
    PlatformBusyError,
    PlatformError,
    PlatformFaultError,
    PlatformForbiddenError,
    PlatformRefusedError,
    PlatformUnsureError,
    QuotaExhaustedError,
    ReplyTokenSpentError,
)
from domain.secret import PrivateText
from domain.utterance import Utterance
from line.client import LineClient
from tests.line.scripted_line import (
    PUSH_PATH,
    QUOTA_PATH,
    REPLY_PATH,
    USED_PATH,
    Answer,
    ScriptedLine,
)

USER = "U" + "0a" * 16
REPLY_TOKEN = "reply-token-1"
WORDS = "誰にも言えない話"
CANARY = b'{"message": "canary-body"}'


def reply(client: LineClient) -> None:
    client.reply(PrivateText(REPLY_TOKEN), Utterance(bubbles=(WORDS,)))


def push(client: LineClient) -> None:
    client.push(PrivateText(USER), Utterance(bubbles=(WORDS,)), UUID(int=7))


Send = Callable[[LineClient], None]
BLAMED = json.dumps({"message": "1 error", "details": [{"property": "messages[0].text"}]}).encode()


@pytest.mark.parametrize(
    ("send", "answer", "error"),
    [
        (reply, Answer(status=400, body=CANARY), ReplyTokenSpentError),
        (reply, Answer(status=400, body=BLAMED), PlatformRefusedError),
        (reply, Answer(status=401, body=CANARY), PlatformForbiddenError),
        (reply, Answer(status=403, body=CANARY), PlatformForbiddenError),
        (reply, Answer(status=404, body=CANARY), PlatformRefusedError),
        (reply, Answer(status=413, body=CANARY), PlatformRefusedError),
        (reply, Answer(status=429, body=CANARY), PlatformBusyError),
        (reply, Answer(status=500, body=b"\xff\xfe not utf-8"), PlatformFaultError),
        (reply, Answer(status=503, body=CANARY), PlatformFaultError),
        (reply, Answer(status=504, body=CANARY), PlatformUnsureError),
        (reply, Answer(manner="silence"), PlatformUnsureError),
        (reply, Answer(manner="reset"), PlatformUnsureError),
        (reply, Answer(manner="cut"), PlatformUnsureError),
        (push, Answer(status=307, headers={"Location": "/v2/bot/info"}), PlatformRefusedError),
        (push, Answer(status=400, body=CANARY), PlatformRefusedError),
        (push, Answer(status=401, body=CANARY), PlatformForbiddenError),
        (push, Answer(status=403, body=CANARY), PlatformForbiddenError),
        (push, Answer(status=415, body=CANARY), PlatformRefusedError),
        (push, Answer(status=500, body=b"\xff\xfe not utf-8"), PlatformBusyError),
        (push, Answer(status=504, body=CANARY), PlatformBusyError),
        (push, Answer(manner="silence"), PlatformBusyError),
        (push, Answer(manner="reset"), PlatformBusyError),
        (push, Answer(manner="cut"), PlatformBusyError),
    ],
)
def test_each_trouble_is_named_after_what_to_do_and_asked_once(
    line: ScriptedLine,
    client: LineClient,
    send: Send,
    answer: Answer,
    error: type[PlatformError],
) -> None:
    line.will(REPLY_PATH, answer)
    line.will(PUSH_PATH, answer)

    with pytest.raises(PlatformError) as caught:
        send(client)

    assert caught.type is error
    assert len(line.asked) == 1


@pytest.mark.parametrize("send", [reply, push])
def test_where_nobody_listens_nothing_was_sent(
    new_client: Callable[..., LineClient], send: Send
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"

    with pytest.raises(PlatformBusyError):
        send(new_client(api_url=url))


@pytest.mark.parametrize("send", [reply, push])
def test_without_a_safe_connection_nothing_was_sent(
    line: ScriptedLine, new_client: Callable[..., LineClient], send: Send
) -> None:
    with pytest.raises(PlatformBusyError):
        send(new_client(api_url=line.url.replace("http:", "https:")))

    assert line.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=400, body=CANARY),
        Answer(status=500, body=CANARY),
        Answer(manner="silence"),
        Answer(manner="reset"),
    ],
)
@pytest.mark.parametrize("send", [reply, push])
def test_an_error_tells_nothing_of_people(
    line: ScriptedLine,
    client: LineClient,
    send: Send,
    answer: Answer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    line.will(REPLY_PATH, answer)
    line.will(PUSH_PATH, answer)

    with pytest.raises(PlatformError) as caught:
        send(client)

    assert caught.value.__context__ is None
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + caplog.text
    for private in (USER, WORDS, REPLY_TOKEN, "long-lived", "canary-body"):
        assert private not in told


def test_the_monthly_limit_is_known_by_its_words(line: ScriptedLine, client: LineClient) -> None:
    words = b'{"message":"You have reached your monthly limit."}'
    line.will(PUSH_PATH, Answer(status=429, body=words))

    with pytest.raises(QuotaExhaustedError):
        push(client)


@pytest.mark.parametrize(
    ("used", "error"),
    [
        (Answer(body=b'{"totalUsage": 200}'), QuotaExhaustedError),
        (Answer(body=b'{"totalUsage": 201}'), QuotaExhaustedError),
        (Answer(body=b'{"totalUsage": 10}'), PlatformBusyError),
        (Answer(body=b"{}"), PlatformBusyError),
        (Answer(status=500), PlatformBusyError),
    ],
)
def test_other_words_are_settled_by_line_s_books(
    line: ScriptedLine, client: LineClient, used: Answer, error: type[PlatformError]
) -> None:
    line.will(PUSH_PATH, Answer(status=429, body=CANARY))
    line.will(QUOTA_PATH, Answer(body=b'{"type": "limited", "value": 200}'))
    line.will(USED_PATH, used)

    with pytest.raises(error):
        push(client)


@pytest.mark.parametrize(
    "utterance",
    [
        Utterance(bubbles=()),
        Utterance(bubbles=("",)),
        Utterance(bubbles=("a", "\0")),
        Utterance(bubbles=("a",) * 6),
        Utterance(bubbles=("あ" * 25_001,)),
    ],
)
def test_what_line_would_refuse_is_not_sent(
    line: ScriptedLine, client: LineClient, utterance: Utterance
) -> None:
    with pytest.raises(PlatformRefusedError):
        client.push(PrivateText(USER), utterance, UUID(int=7))

    assert line.asked == []
