"""Every page of every role can be read and used: axe, the Nu HTML checker, narrow screens, zoom."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from console.guard import LOCK
from domain.permission import Role
from tests.console.desk import Desk
from tests.console.full_evening import LOGINS, NOT_PAGES, by_kind, fill, looked_at, pages_of
from tests.console.on_the_way import open_pages
from tests.machinery.axe import violations_on
from tests.machinery.html_checker import mistakes_in

COLOURS = ["color-contrast", "link-in-text-block"]
# Answers of GET that are parts of a page, or files: no page of their own.
PARTS = {"static", "board_lists", "inbox_lists", "own_offers", "snippets", "stream", "talk_changes"}
# What nobody is here for: this console asks no second factor, and a paper leads out of it.
ELSEWHERE = {"second_step", "enter"}

pytestmark = pytest.mark.core


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A page is made alike on every database."""
    return sqlite_url


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The console of an evening on which there is something of everything."""
    fill(desk)
    return desk


def test_every_page_is_valid_html_and_somebody_reaches_it(full: Desk, tmp_path: Path) -> None:
    opened = open_pages(full)
    pages = {path: full.visitor().client.get(path).text for path in opened.values()}
    reached = set(opened)
    for role, login in LOGINS.items():
        found = pages_of(full, full.signed_in(login))
        pages |= {f"{role} {path}": page for path, page in found.items()}
        reached |= by_kind(full, found).keys()
    pages["nothing"] = full.signed_in().get("/nothing-here", 404)

    assert "\n".join(mistakes_in(pages, tmp_path)) == ""
    assert len(reached) > 5
    assert _all_pages(full) - reached == set()


@pytest.mark.parametrize("role", [*LOGINS, None])
def test_no_page_keeps_anybody_from_reading_or_using_it(
    full: Desk, address: str, browser_context: BrowserContext, role: Role | None
) -> None:
    if role is None:
        paths = list(open_pages(full).values())
    else:
        visitor = full.signed_in(LOGINS[role])
        paths = [*looked_at(full, visitor, role), "/nothing-here"]
        browser_context.add_cookies([{"name": "madobe", "value": visitor.cookie(), "url": address}])
    page = browser_context.new_page()
    troubles: list[str] = []
    for path in paths:
        page.goto(f"{address}{path}")
        troubles += [f"{path} {trouble}" for trouble in _troubles_of(page)]

    assert "\n".join(troubles) == ""


def _troubles_of(page: Page) -> list[str]:
    """In light and dark, on a wide and a narrow screen, and at 200 % zoom."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations_on(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark {each}" for each in violations_on(page, rules=COLOURS)]
    page.set_viewport_size({"width": 640, "height": 400})
    found += [f"at 200 % {each}" for each in _runs_off(page)]
    page.set_viewport_size({"width": 360, "height": 740})
    found += [f"narrow, dark {each}" for each in [*violations_on(page), *_runs_off(page)]]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found += [f"narrow {each}" for each in violations_on(page, rules=COLOURS)]
    return found


def _runs_off(page: Page) -> list[str]:
    """What makes the page wider than the screen."""
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    wide: str = page.evaluate(
        """[...document.body.querySelectorAll("*")]
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
          .map((each) => each.outerHTML.slice(0, 120)).slice(0, 3).join("; ")"""
    )
    return [f"runs off the screen: {wide}"]


def _all_pages(desk: Desk) -> set[str]:
    app = desk.web.app
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not NOT_PAGES.search(rule.rule)
        if getattr(app.view_functions[rule.endpoint], LOCK, None) is not None
        if rule.endpoint.removeprefix("console.") not in PARTS | ELSEWHERE
    }
