"""The pages on the way in, as they are outside the demo: valid, and usable by everybody."""

from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext

from services import invitations
from tests.console.crew import member_id
from tests.console.desk import Desk, Visitor
from tests.console.factor import asks_for_factors, beginner, enrolled, half_way
from tests.machinery.axe import violations_on
from tests.machinery.html_checker import mistakes_in


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A page is made alike on every database."""
    return sqlite_url


@pytest.fixture
def strict(desk: Desk) -> Desk:
    """The console as it is outside the demo, with somebody who has no factor yet."""
    desk.evening.member("asagi")
    return asks_for_factors(desk)


def test_every_page_on_the_way_in_is_valid_html(strict: Desk, tmp_path: Path) -> None:
    begins = beginner(strict, "asagi")
    pages = _set_up_pages(begins)
    _, _, visitor = enrolled(strict)
    pages |= {path: visitor.get(path) for path in ("/account", "/prove", "/account/passphrase")}
    pages["codes"] = visitor.post("/factors/codes", 200)
    pages["half-way"] = half_way(strict).get("/sign-in/factor")
    pages["refused"] = half_way(strict).post("/sign-in/factor", 200, code="000000")
    pages["welcome"] = strict.visitor().get(_link(strict))
    pages["gone"] = strict.visitor().get("/welcome/x", 404)

    assert "\n".join(mistakes_in(pages, tmp_path)) == ""


def test_no_page_on_the_way_in_keeps_anybody_out(
    strict: Desk, address: str, browser_context: BrowserContext
) -> None:
    _, _, visitor = enrolled(strict)
    begins = beginner(strict, "asagi")
    begins.post("/factors/app")
    ways = [
        (visitor, ["/account", "/prove", "/account/passphrase"]),
        (begins, ["/factors", "/factors/app"]),
        (half_way(strict), ["/sign-in/factor"]),
        (strict.visitor(), [_link(strict), "/welcome/x"]),
    ]
    page, troubles = browser_context.new_page(), []
    for somebody, paths in ways:
        browser_context.clear_cookies()
        if somebody.client.get_cookie("madobe") is not None:
            cookie = {"name": "madobe", "value": somebody.cookie(), "url": address}
            browser_context.add_cookies([cookie])  # type: ignore[list-item] # a cookie
        for path in paths:
            page.goto(f"{address}{path}")
            for scheme, width in (("light", 1280), ("dark", 360)):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two
                page.set_viewport_size({"width": width, "height": 740})
                troubles += [f"{path} {scheme}: {each}" for each in violations_on(page)]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    troubles.append(f"{path} runs off the screen at {width}")

    assert "\n".join(troubles) == ""


def _set_up_pages(begins: Visitor) -> dict[str, str]:
    first = begins.get("/factors")
    begins.post("/factors/app")
    return {"/factors": first, "/factors/app": begins.get("/factors/app")}


def _link(desk: Desk) -> str:
    with desk.evening.program.open_work() as work:
        made = invitations.make(work, UUID(member_id(desk, "asagi")), actor_id=None)
    return made.path.reveal()
