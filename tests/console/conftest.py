"""The console on an evening: real database, real Redis, a pretended LINE."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from werkzeug.serving import make_server

from bot.app import create_web
from bot.queues import Bell
from tests.console.desk import Desk, HalfBell
from tests.machinery.evening import Evening


@pytest.fixture
def desk(evening: Evening) -> Iterator[Desk]:
    """The console with one counsellor, Midori."""
    program = evening.program
    bell = HalfBell(evening, Bell(program.redis, program.serializer))
    evening.program = replace(program, bell=bell)  # type: ignore[arg-type] # half of it is real
    evening.member()
    desk = Desk(evening, create_web(evening.program))
    yield desk
    desk.close()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """Where a real browser reaches the console."""
    server = make_server("127.0.0.1", 0, desk.web.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    desk.close()
    server.shutdown()
    server.server_close()
    thread.join()
