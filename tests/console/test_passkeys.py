"""Passkeys, with a real browser and a virtual authenticator in it."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from playwright.sync_api import CDPSession, Page, expect
from sqlalchemy import select, update
from werkzeug.serving import make_server

from storage.models.sign_in import Passkey
from tests.console.desk import PASSPHRASE, Desk, Visitor
from tests.console.factor import half_way
from tests.console.whole_files import with_whole_files

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A passkey is the same on every database."""
    return sqlite_url


@pytest.fixture
def site(desk: Desk) -> Iterator[str]:
    """The console, asking for a second factor, at a name passkeys can be bound to."""

    def as_it_is_now(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        return desk.web.app(environ, start)

    server = make_server("127.0.0.1", 0, with_whole_files(as_it_is_now), threaded=True)
    address = f"http://localhost:{server.server_port}"
    program = desk.evening.program
    settings = replace(program.settings, asks_second_factor=True, public_url=address)
    desk.evening.program = replace(program, settings=settings)
    desk.reopen()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    desk.close()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def device(page: Page) -> CDPSession:
    """The browser's authenticator."""
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return client


def test_a_member_registers_a_passkey_and_gets_in_and_proves_with_it(
    desk: Desk, site: str, device: CDPSession, page: Page
) -> None:
    _registers(page, site)
    expect(page.get_by_role("listitem").filter(has=page.locator("code"))).to_have_count(10)
    page.get_by_role("link", name="つづける").click()
    expect(page).to_have_url(f"{site}/")

    _comes_back(page, site)
    page.get_by_role("button", name="パスキーで確認する").click()

    expect(page).to_have_url(f"{site}/")
    page.goto(f"{site}/prove?next=/account/passphrase")
    page.get_by_role("button", name="パスキーで確認する").click()
    expect(page.get_by_role("heading", name="合言葉を変える")).to_be_visible()
    with desk.evening.program.open_look() as look:
        kept = look.session.scalars(select(Passkey)).one()
    assert kept.sign_count > 0
    assert kept.used_at is not None
    device.detach()


def test_a_passkey_whose_count_goes_back_is_a_copy_and_is_refused(
    desk: Desk, site: str, device: CDPSession, page: Page
) -> None:
    _registers(page, site)
    with desk.evening.program.open_work() as work:
        work.session.execute(update(Passkey).values(sign_count=1000))

    _comes_back(page, site)
    page.get_by_role("button", name="パスキーで確認する").click()

    expect(page.get_by_text("一度使ったコード")).to_be_visible()
    device.detach()


def test_an_answer_counts_once_and_only_for_its_own_question(
    desk: Desk, site: str, device: CDPSession, page: Page
) -> None:
    _registers(page, site)
    sent: list[str] = []
    _comes_back(page, site)
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.get_by_role("button", name="パスキーで確認する").click()
    expect(page).to_have_url(f"{site}/")
    answer = _answer_in(sent)

    thief = half_way(desk)

    assert "確認できませんでした" in thief.post("/sign-in/factor", 200, answer=answer)
    device.detach()


@pytest.mark.parametrize(
    "odd",
    ["{}", "[]", "null", "[" * 5000, '{"id": "a", "rawId": "é", "response": {}}', "x" * 19_000],
)
def test_an_answer_that_is_none_is_refused_without_trouble(desk: Desk, site: str, odd: str) -> None:
    visitor = Visitor(client=desk.web.app.test_client())
    visitor.sign_in()
    visitor.get("/factors")
    assert site

    assert "パスキーを登録できませんでした" in visitor.post("/factors/passkeys", 200, answer=odd)


def _registers(page: Page, site: str) -> None:
    page.goto(site)
    _signs_in(page)
    page.get_by_role("button", name="パスキーを登録する").click()
    expect(page.get_by_role("heading", name="リカバリーコード")).to_be_visible()


def _comes_back(page: Page, site: str) -> None:
    """The same device another evening: its passkeys are there, its cookies are not."""
    page.context.clear_cookies()
    page.goto(f"{site}/sign-in")
    _signs_in(page)


def _signs_in(page: Page) -> None:
    page.get_by_label("ログイン名").fill("midori")
    page.get_by_label("合言葉").fill(PASSPHRASE)
    page.get_by_role("button", name="サインイン").click()


def _answer_in(bodies: list[str]) -> str:
    answers = [parse_qs(body).get("answer", [""])[0] for body in bodies]
    return next(answer for answer in answers if answer)
