import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from domain.errors import PlatformBusyError, PlatformForbiddenError
from domain.secret import PrivateText
from domain.utterance import Utterance
from line.client import LineClient
from line.tokens import Credentials, IssuedToken, Tokens
from tests.line.scripted_line import PUSH_PATH, TOKEN_PATH, Answer, ScriptedLine, token

NewClient = Callable[..., LineClient]
KEY = UUID(int=7)


def push(client: LineClient) -> None:
    client.push(PrivateText("U" + "0a" * 16), Utterance(bubbles=("a",)), KEY)


def bearers(line: ScriptedLine) -> list[str]:
    return [asked.headers["authorization"] for asked in line.calls(PUSH_PATH)]


def test_a_token_is_drawn_with_id_and_secret_and_kept(
    line: ScriptedLine, new_client: NewClient
) -> None:
    line.will(TOKEN_PATH, token("first"))
    client = new_client("secret-1")

    push(client)
    push(client)

    [asked] = line.calls(TOKEN_PATH)
    assert asked.form["client_id"] == ["1234567890"]
    assert asked.form["client_secret"] == ["secret-1"]
    assert asked.form["grant_type"] == ["client_credentials"]
    assert "authorization" not in asked.headers
    assert bearers(line) == ["Bearer first"] * 2


def test_a_refused_token_is_replaced_once_and_the_call_made_again_with_its_key(
    line: ScriptedLine, new_client: NewClient
) -> None:
    line.will(TOKEN_PATH, token("first"), token("second"))
    line.will(PUSH_PATH, Answer(status=401), Answer())

    push(new_client("secret-1"))

    assert bearers(line) == ["Bearer first", "Bearer second"]
    keys = {asked.headers["x-line-retry-key"] for asked in line.calls(PUSH_PATH)}
    assert keys == {str(KEY)}


def test_a_second_refusal_is_the_last(line: ScriptedLine, new_client: NewClient) -> None:
    line.will(TOKEN_PATH, token("first"), token("second"))
    line.will(PUSH_PATH, Answer(status=401))

    with pytest.raises(PlatformForbiddenError):
        push(new_client("secret-1"))

    assert len(line.calls(PUSH_PATH)) == 2


def test_the_next_secret_is_tried_when_one_is_refused(
    line: ScriptedLine, new_client: NewClient
) -> None:
    line.will(TOKEN_PATH, Answer(status=400), token("first"))

    push(new_client("old", "new"))

    secrets = [asked.form["client_secret"] for asked in line.calls(TOKEN_PATH)]
    assert secrets == [["old"], ["new"]]


def test_without_any_good_secret_line_does_not_let_us_in(
    line: ScriptedLine, new_client: NewClient
) -> None:
    line.will(TOKEN_PATH, Answer(status=401))

    with pytest.raises(PlatformForbiddenError):
        push(new_client("old", "new"))

    assert line.calls(PUSH_PATH) == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=500),
        Answer(status=429),
        Answer(manner="silence"),
        Answer(body=b"<html>"),
        Answer(body=b'{"access_token": "with space", "expires_in": 900}'),
        Answer(body='{"access_token": "あ"}'.encode()),
    ],
)
def test_without_a_token_the_message_waits(
    line: ScriptedLine, new_client: NewClient, answer: Answer
) -> None:
    line.will(TOKEN_PATH, answer)

    with pytest.raises(PlatformBusyError):
        push(new_client("secret-1"))

    assert line.calls(PUSH_PATH) == []


def test_many_threads_draw_one_token(line: ScriptedLine, new_client: NewClient) -> None:
    line.will(TOKEN_PATH, token("first"), token("second"))
    client = new_client("secret-1")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: push(client), range(40)))

    assert len(line.calls(TOKEN_PATH)) == 1
    assert len(line.calls(PUSH_PATH)) == 40


def test_a_token_is_replaced_before_it_runs_out() -> None:
    now = [0.0]
    names = iter(["first", "second", "third"])
    lasts = iter([900, 100, 900])

    def issue(_channel_id: str, _secret: PrivateText) -> IssuedToken:
        return IssuedToken(token=PrivateText(next(names)), lasts_seconds=next(lasts))

    credentials = Credentials(channel_id="1", channel_secrets=(PrivateText("s"),))
    tokens = Tokens(credentials, issue, monotonic=lambda: now[0])

    seen = []
    for moment in (0.0, 719.0, 720.0, 799.0, 801.0):
        now[0] = moment
        seen.append(tokens.current().reveal())

    assert seen == ["first", "first", "second", "second", "third"]


def test_of_many_who_were_refused_one_draws_a_new_token() -> None:
    drawn: list[str] = []
    gate = threading.Barrier(4)

    def issue(_channel_id: str, _secret: PrivateText) -> IssuedToken:
        drawn.append(f"token-{len(drawn)}")
        return IssuedToken(token=PrivateText(drawn[-1]), lasts_seconds=900)

    credentials = Credentials(channel_id="1", channel_secrets=(PrivateText("s"),))
    tokens = Tokens(credentials, issue)
    refused = tokens.current()

    def renew(_: int) -> str:
        gate.wait(5)
        renewed = tokens.renewed(refused)
        return renewed.reveal() if renewed else ""

    with ThreadPoolExecutor(4) as threads:
        renewed = list(threads.map(renew, range(4)))

    assert renewed == ["token-1"] * 4
    assert drawn == ["token-0", "token-1"]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_child_speaks_over_its_own_connection(
    line: ScriptedLine, new_client: NewClient
) -> None:
    line.will(TOKEN_PATH, token("first"), token("second"))
    client = new_client("secret-1")
    push(client)

    child = os.fork()
    if child == 0:
        try:
            push(client)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    push(client)

    assert len(line.calls(TOKEN_PATH)) == 1
    connections = [asked.connection for asked in line.calls(PUSH_PATH)]
    assert len(connections) == 3
    assert connections[0] == connections[2] != connections[1]
