"""The console on an evening: real database, real Redis, a pretended LINE."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import ConsoleMessage, Page
from werkzeug.serving import make_server

from bot.app import create_web
from bot.queues import Bell
from tests.console.desk import PASSPHRASE, Desk, HalfBell
from tests.console.whole_files import with_whole_files
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
    server = make_server("127.0.0.1", 0, with_whole_files(desk.web.app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    desk.close()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def tab(page: Page, address: str) -> Iterator[Page]:
    """A tab in which Midori is signed in. No script may fail, nothing may break the policy."""
    troubles: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not re.search("ERR_|401|409|422", message.text):
            troubles.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: _must_be_ours(request.url, address, troubles))
    page.goto(address)
    page.get_by_label("ログイン名").fill("midori")
    page.get_by_label("合言葉").fill(PASSPHRASE)
    page.get_by_role("button", name="サインイン").click()
    yield page
    assert troubles == []


def _must_be_ours(url: str, address: str, troubles: list[str]) -> None:
    if not url.startswith((address, "data:", "about:")):
        troubles.append(f"asked {url}")
