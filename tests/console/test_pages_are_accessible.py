"""Every page of every role can be read and used: axe, the Nu HTML checker, narrow screens, zoom."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from console.guard import LOCK
from domain.permission import Role
from tests.console.desk import Desk, Visitor
from tests.console.full_evening import LOGINS, NOT_PAGES, by_kind, fill, pages_of
from tests.console.on_the_way import open_pages
from tests.console.shapes import telling
from tests.machinery.axe import violations_on
from tests.machinery.extent import IS_THOROUGH
from tests.machinery.html_checker import mistakes_in

LINE_ID = re.compile(r"\b[UCR][0-9a-f]{32}\b")
COLOURS = ["color-contrast", "link-in-text-block"]
# Who is looked at in one go: whoever answers, and whoever does not.
TOGETHER = [
    (Role.COUNSELLOR, Role.SUPERVISOR),
    (Role.MANAGER, Role.COORDINATOR, Role.DESTINATION),
]
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
    assert [path for path, page in pages.items() if LINE_ID.search(page)] == []
    assert len(reached) > 5
    assert _all_pages(full) - reached == set()


@pytest.mark.parametrize("roles", TOGETHER, ids="-".join)
def test_no_page_keeps_anybody_from_reading_or_using_it(
    full: Desk, address: str, browser_context: BrowserContext, roles: tuple[Role, ...]
) -> None:
    visitors = {role: full.signed_in(LOGINS[role]) for role in roles}
    page = browser_context.new_page()
    troubles: list[str] = []
    for role, path in [*_looked_at(full, visitors), (roles[0], "/nothing-here")]:
        cookie = {"name": "madobe", "value": visitors[role].cookie(), "url": address}
        browser_context.add_cookies([cookie])  # type: ignore[list-item] # as Playwright has it
        page.goto(f"{address}{path}")
        troubles += [f"{role} {path} {trouble}" for trouble in _troubles_of(page)]

    assert "\n".join(troubles) == ""


def test_no_page_in_front_of_the_door_keeps_anybody_from_it(
    full: Desk, address: str, browser_context: BrowserContext
) -> None:
    page = browser_context.new_page()
    troubles: list[str] = []
    for path in open_pages(full).values():
        page.goto(f"{address}{path}")
        troubles += [f"{path} {trouble}" for trouble in _troubles_of(page)]

    assert "\n".join(troubles) == ""


def _looked_at(desk: Desk, visitors: Mapping[Role, Visitor]) -> list[tuple[Role, str]]:
    """Where all is run, each kind of page as each role sees it, the first and the last one.

    Else as few pages as show everything that any of them shows.
    """
    pages: dict[tuple[Role, str], str] = {}
    kinds: dict[tuple[Role, str], str] = {}
    ends: list[tuple[Role, str]] = []
    for role, visitor in visitors.items():
        found = pages_of(desk, visitor)
        pages |= {(role, path): page for path, page in found.items()}
        for kind, same in by_kind(desk, found).items():
            kinds |= {(role, path): kind for path in same}
            ends += [(role, path) for path in dict.fromkeys((same[0], same[-1]))]
    return ends if IS_THOROUGH else telling(pages, kinds=kinds)


def _troubles_of(page: Page) -> list[str]:
    """On a wide screen in light and a narrow one in dark, and at 200 % zoom; where all is run,
    the other way round as well.
    """
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations_on(page)
    if IS_THOROUGH:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += [f"dark {each}" for each in violations_on(page, rules=COLOURS)]
    page.set_viewport_size({"width": 640, "height": 400})
    found += [f"at 200 % {each}" for each in _runs_off(page)]
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"narrow, dark {each}" for each in [*violations_on(page), *_runs_off(page)]]
    if IS_THOROUGH:
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
