"""The web service as a process: slow senders cost nobody anything, and it ends when told."""

import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass

import pytest

from bench.houses import free_port, wait_until_answering
from bench.member import LOGIN, PASSPHRASE, Member
from bot import members
from bot.family import our_command
from bot.webhook import PATH
from bot.wiring import Program
from domain.permission import Role
from domain.secret import PrivateText

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),  # no difference here
]

HALF_A_HEAD = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Line-Sig".encode()
HALF_A_BODY = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n{{".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A running `madobe web`."""

    port: int
    process: subprocess.Popen[bytes]

    def connect(self, words: bytes) -> socket.socket:
        """A connection on which these words were sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        connection.sendall(words)
        return connection

    def seconds_to_answer(self) -> float:
        began = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/live", timeout=10) as answer:
            assert answer.status == 200
        return time.monotonic() - began


@pytest.fixture
def web(environment: dict[str, str], program: Program) -> Iterator[Web]:
    members.add(
        program,
        login=LOGIN,
        alias="みどり",
        role=Role.COUNSELLOR,
        passphrase=PrivateText(PASSPHRASE),
    )
    port = free_port()
    command = our_command("web", "--port", str(port))
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE) as process:
        wait_until_answering(port, "/live")
        yield Web(port=port, process=process)
        process.kill()


@pytest.mark.parametrize(
    ("words", "count"),
    [(b"", 20), (HALF_A_HEAD, 20), (HALF_A_BODY, 20), (HALF_A_BODY, 500)],
    ids=["silent", "half a head", "half a body", "more half bodies than threads"],
)
def test_senders_who_never_finish_keep_nobody_waiting(web: Web, words: bytes, count: int) -> None:
    with ExitStack() as unfinished:
        for _ in range(count):
            unfinished.enter_context(web.connect(words))

        assert web.seconds_to_answer() < 1


def test_it_stops_at_once_while_two_hundred_pages_are_open(web: Web) -> None:
    with closing(Member(web.port)) as member:
        cookie = member.cookie
    stream = f"GET /live/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n"
    with ExitStack() as pages:
        open_pages = [pages.enter_context(web.connect(stream.encode())) for _ in range(200)]
        for page in open_pages:
            _hear(page, b"text/event-stream")

        web.process.send_signal(signal.SIGTERM)
        status = web.process.wait(10)

        assert status == 0


def _hear(connection: socket.socket, words: bytes) -> None:
    heard = b""
    while words not in heard:
        more = connection.recv(4096)
        assert more, heard
        heard += more
