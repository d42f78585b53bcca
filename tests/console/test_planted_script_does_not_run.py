"""Whatever somebody plants from a phone, the console shows it as words and runs nothing of it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from domain.permission import Role
from tests.console.crew import ready
from tests.console.desk import Desk
from tests.console.full_evening import LOGINS, by_kind, pages_of, talk_of
from tests.console.planted import WORDS, events
from tests.console.planted_at_desk import FEW, SHORT, plants

WATCH = (
    "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.blockedURI))"
)
TEXT = "[...document.querySelectorAll('.message.inbound .words')].map((each) => each.textContent)"
ELEMENTS = "[...document.querySelectorAll('.words *, p.said *')].map((each) => each.localName)"
# Elements no page has, handlers, and links to anything but a page.
FOREIGN = """[...document.querySelectorAll('*')].filter((each) =>
  ['iframe', 'object', 'embed', 'base', 'marquee', 'math', 'video', 'audio']
    .includes(each.localName)
  || [...each.attributes].some((part) => part.name.startsWith('on')
    || (['href', 'src', 'action'].includes(part.name) && !/^([/#?]|https?:)/.test(part.value))))
  .map((each) => each.outerHTML.slice(0, 80))"""
SAID = """[document.body.textContent,
  ...[...document.querySelectorAll('input, textarea')].map((each) => each.value)].join(' ')"""

pytestmark = pytest.mark.core


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Words are shown alike on every database."""
    return sqlite_url


@pytest.fixture
def planted(desk: Desk) -> str:
    """The path of a talk into which everything was written; a line of people begin with it."""
    evening = desk.evening
    evening.member("kohaku", Role.SUPERVISOR)
    visit_id = talk_of(desk, ready(desk), "talking", WORDS[0])
    evening.keep(*events(evening, "talking"))
    evening.work()
    for number, words in enumerate(WORDS[:: len(WORDS) // 20]):
        evening.says(words, f"waiting-{number}")
    return f"/talks/{visit_id}"


@pytest.fixture
def watched(browser_context: BrowserContext, address: str) -> Iterator[Page]:
    """A page in which nothing may open, be refused by the policy, fail or ask elsewhere."""
    troubles: list[str] = []
    page = browser_context.new_page()
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: troubles.append(f"a dialog: {dialog.message}"))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: _note(message, troubles))
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    yield page
    assert troubles == []
    assert [url for url in asked_for if not url.startswith((address, "about:"))] == []


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SUPERVISOR])
def test_planted_words_are_shown_as_they_were_written_and_nothing_runs(
    desk: Desk, planted: str, watched: Page, address: str, role: Role
) -> None:
    visitor = desk.signed_in(LOGINS[role])
    kinds = by_kind(desk, pages_of(desk, visitor))
    paths = [planted, *(path for same in kinds.values() for path in (same[0], same[-1]))]
    watched.context.add_cookies([{"name": "madobe", "value": visitor.cookie(), "url": address}])

    shown: set[str] = set()
    for path in paths:
        watched.goto(f"{address}{path}")
        assert watched.evaluate("window.planted") is None
        assert watched.evaluate(ELEMENTS) == []  # words are words: no link is made of them
        shown |= {_as_read(words) for words in watched.evaluate(TEXT)}

    assert len(WORDS) >= 200
    assert {_as_read(words) for words in WORDS} - shown == set()


@pytest.mark.parametrize(
    "role",
    [
        Role.SUPERVISOR,
        Role.DESTINATION,
        *(
            pytest.param(each, marks=pytest.mark.thorough)
            for each in (Role.COUNSELLOR, Role.MANAGER, Role.COORDINATOR)
        ),
    ],
)
def test_words_planted_by_members_and_destinations_run_nowhere_either(
    desk: Desk, watched: Page, address: str, role: Role
) -> None:
    visit_id = talk_of(desk, ready(desk), "talking", "こんばんは")
    for each, login in LOGINS.items():
        if each is not Role.COUNSELLOR:
            desk.evening.member(login, each)
    code = plants(desk, visit_id, LOGINS)
    visitor = desk.signed_in(LOGINS[role])
    kinds = by_kind(desk, pages_of(desk, visitor))
    watched.context.add_cookies([{"name": "madobe", "value": visitor.cookie(), "url": address}])

    said = ""
    for path in {path for same in kinds.values() for path in (*same[:3], same[-1])}:
        watched.goto(f"{address}{path}")
        assert watched.evaluate("window.planted") is None
        assert watched.evaluate(FOREIGN) == []
        said += _without_gaps(watched.evaluate(SAID))
    if role is Role.DESTINATION:
        watched.goto(f"{address}/portal#{code}")
        watched.locator("main form button").first.click()
        assert FEW[0] in (watched.locator(".shows").text_content() or "")

    shown = [words for words in SHORT if _without_gaps(words) in said]
    few = {Role.DESTINATION: 10, Role.COORDINATOR: 0}  # the latest proposals; hardly anything
    assert len(shown) >= few.get(role, len(SHORT))


def test_the_policy_stops_what_the_pages_would_not(
    browser_context: BrowserContext, address: str
) -> None:
    page = browser_context.new_page()
    gone_out: list[str] = []
    page.on("response", lambda answer: gone_out.append(answer.url))
    page.on("requestfailed", lambda request: gone_out.append(f"{request.failure} {request.url}"))
    page.goto(f"{address}/sign-in")
    gone_out.clear()

    stopped = page.evaluate(
        """async () => {
          const stopped = [];
          const note = (event) => stopped.push(event.effectiveDirective);
          addEventListener("securitypolicyviolation", note);
          const script = document.createElement("script");
          script.textContent = "window.planted = 1";
          document.body.append(script);
          const holder = document.createElement("div");
          holder.innerHTML = `<img src="https://evil.example/1.png" onerror="window.planted = 2">
            <b style="color: red">x</b><iframe src="https://evil.example"></iframe>
            <base href="https://evil.example/"><object data="https://evil.example"></object>
            <a id="link" href="javascript:window.planted=3">x</a>
            <form id="away" action="https://evil.example"></form>`;
          document.body.append(holder);
          document.getElementById("link").click();
          document.getElementById("away").submit();
          await fetch("https://evil.example/").catch(() => {});
          await new Promise((done) => setTimeout(done, 300));
          return stopped;
        }"""
    )

    assert page.evaluate("window.planted") is None
    assert [went for went in gone_out if not went.startswith(("csp ", address))] == []
    assert set(stopped) >= {
        "script-src-elem", "script-src-attr", "style-src-attr", "img-src", "frame-src",
        "base-uri", "object-src", "form-action", "connect-src",
    }  # fmt: skip


def _note(message: ConsoleMessage, troubles: list[str]) -> None:
    if message.type == "error" and not re.search("ERR_|401", message.text):
        troubles.append(message.text)


def _without_gaps(words: str) -> str:
    return "".join(words.split())


def _as_read(words: str) -> str:
    """What HTML can carry: line ends are one sign, and a NUL is none."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
