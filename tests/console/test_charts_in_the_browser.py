"""Pictures in a real browser: read by axe by day and by night, narrow, and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from domain.permission import Role
from tests.console.crew import supervisor
from tests.console.desk import Desk
from tests.factories import figures
from tests.factories.releases import AFTERWARDS, MONTHS, release
from tests.machinery.axe import violations_on

pytestmark = pytest.mark.core


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


def test_pictures_can_be_read_by_day_by_night_on_a_phone_and_on_paper(
    desk: Desk, address: str, browser_context: BrowserContext
) -> None:
    desk.evening.set_clock(AFTERWARDS)
    desk.reopen()
    figures.note(desk.evening, figures.people(120, seed=7, months=MONTHS))
    release(desk.evening, "2026-10")
    desk.evening.member("wakaba", Role.COORDINATOR)
    asked = "/staffing?people1=8&talk=40&patience=30&held=1&most=3"
    troubles: list[str] = []
    for visitor, paths in (
        (desk.signed_in("wakaba"), ("/dashboard", asked)),
        (supervisor(desk), ("/dashboard?period=2026-10",)),
    ):
        browser_context.add_cookies([{"name": "madobe", "value": visitor.cookie(), "url": address}])
        page = browser_context.new_page()
        for path in paths:
            page.goto(f"{address}{path}")

            assert page.get_by_role("img").count() > 0
            troubles += [f"{path} {each}" for each in _troubles(page)]

    assert "\n".join(troubles) == ""


def _troubles(page: Page) -> Iterator[str]:
    for colours, width in (("light", 1280), ("dark", 360)):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light" if colours == "light" else "dark")
        yield from (f"{colours} {each}" for each in violations_on(page))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{colours} runs off the screen"
    page.emulate_media(media="print")
    smallest = page.evaluate(
        """Math.min(...[...document.querySelectorAll(".picture svg text")]
          .map((each) => each.getBoundingClientRect().height))"""
    )
    hidden = page.evaluate(
        """[...document.querySelectorAll("main table")]
          .filter((each) => each.getBoundingClientRect().height === 0).length"""
    )
    page.emulate_media(media="screen")
    if smallest < 10 or hidden:
        yield f"letters of {smallest} pixels, {hidden} tables hidden on paper"
