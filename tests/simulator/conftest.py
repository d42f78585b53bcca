"""A simulator of its own for each module, and a door that keeps what it is sent."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.doubles.line_platform import LinePlatform, running_line_platform
from tests.simulator.door import CHANNEL, SECRET, Arrival, DoorKeeper, Post, caller


@pytest.fixture(scope="module")
def open_door() -> Iterator[DoorKeeper]:
    keeper = DoorKeeper()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["content-length"]))
            keeper.arrivals.append(Arrival(raw, self.headers.get("x-line-signature")))
            time.sleep(keeper.wait_seconds)
            self.send_response(keeper.answers.pop(0) if keeper.answers else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    keeper.url = f"http://127.0.0.1:{server.server_port}/line/webhook"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield keeper
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def running(open_door: DoorKeeper) -> Iterator[LinePlatform]:
    with running_line_platform(
        open_door.url,
        channel_id=CHANNEL,
        channel_secret=SECRET,
        options=("--clock", "2026-11-24T16:05:00+09:00", "--redelivery-seconds", "0.1"),
    ) as platform:
        yield platform


@pytest.fixture
def line(running: LinePlatform, open_door: DoorKeeper) -> LinePlatform:
    """A fresh LINE: nobody known, nothing armed."""
    running.reset()
    running.set_quota(limit=200, used=0)
    open_door.clear()
    return running


@pytest.fixture
def door(open_door: DoorKeeper, line: LinePlatform) -> DoorKeeper:
    """The program's place: an open door that keeps what it is sent."""
    assert line.url
    return open_door


@pytest.fixture
def post(line: LinePlatform) -> Post:
    """Calls LINE's API with a good token; `key` is the retry key."""
    return caller(line)
