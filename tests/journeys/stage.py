"""A town and its people, each at a browser of their own; what they do is done by what they see."""

import re
from dataclasses import dataclass, field
from typing import Final

from passlib.totp import TOTP
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from tests.machinery.axe import violations_on
from tests.machinery.town import PASSPHRASE, Town

ASKED: Final = re.compile("^受ける")
"""The button that says yes to an offer."""

ANSWER: Final = re.compile("への返事")
"""The label of the composer."""

_SLOW_MACHINE: Final = 20_000


@dataclass(slots=True)
class Stage:
    """The town, and every browser that was opened in it."""

    town: Town
    browser: Browser
    _contexts: list[BrowserContext] = field(default_factory=list)

    def page(self) -> Page:
        """A tab of a fresh browser, of nobody yet."""
        context = self.browser.new_context(
            locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": 1280, "height": 800}
        )
        context.set_default_timeout(_SLOW_MACHINE)
        self._contexts.append(context)
        return context.new_page()

    def enters(self, login: str, page: Page | None = None) -> Page:
        """A member signs in, in a browser of their own or in this tab."""
        page = page or self.page()
        page.goto(f"{self.town.url}/sign-in")
        gives_passphrase(page, login)
        expect(page.get_by_text("メニュー", exact=True)).to_be_visible()
        return page

    def answers(self, login: str) -> Page:
        """A counsellor signs in and is ready for a talk."""
        page = self.enters(login)
        page.get_by_role("button", name="お話しを受ける").click()
        expect(page.get_by_text("受けられます")).to_be_visible()
        return page

    def opens(self, page: Page, path: str) -> Response:
        """Somebody types an address; the answer."""
        answer = page.goto(f"{self.town.url}{path}")
        assert answer is not None
        return answer

    def close(self) -> None:
        """Everybody goes home."""
        for context in self._contexts:
            context.close()


@dataclass(frozen=True, slots=True)
class App:
    """An authenticator app that was told a key."""

    town: Town
    key: str

    def code(self) -> str:
        """What it shows now."""
        return str(TOTP(key=self.key).generate(time=int(self.town.now().timestamp())).token)


def gives_passphrase(page: Page, login: str, passphrase: str = PASSPHRASE) -> None:
    """The first step of a sign-in."""
    page.get_by_label("ログイン名").fill(login)
    page.get_by_label("合言葉").fill(passphrase)
    page.get_by_role("button", name="サインイン").click()


def sets_up_app(town: Town, page: Page) -> tuple[App, list[str]]:
    """Whoever is half-way in registers an app; gives it, and the recovery codes."""
    page.get_by_role("button", name="認証アプリを登録する").click()
    key = page.get_by_text("鍵:").inner_text().partition(":")[2].replace(" ", "")
    app = App(town, key)
    assert violations_on(page) == []
    page.get_by_label("6けたのコード").fill(app.code())
    page.get_by_role("button", name="登録する", exact=True).click()
    expect(page.get_by_role("heading", name="リカバリーコード")).to_be_visible()
    codes = page.get_by_role("list", name="リカバリーコード").get_by_role("listitem")
    found = codes.all_inner_texts()
    assert violations_on(page) == []
    page.get_by_role("link", name="つづける").click()
    return app, found


def goes_to(page: Page, name: str) -> None:
    """By the navigation: what is at hand, or what is in the menu."""
    link = page.get_by_role("banner").get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        page.get_by_text("メニュー", exact=True).click()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def accepts(page: Page) -> str:
    """Say yes to the offer that is shown; gives the path of the talk."""
    page.get_by_role("button", name=ASKED).first.click()
    expect(page.get_by_label(ANSWER)).to_be_enabled()
    return path_of(page)


def says(page: Page, words: str) -> None:
    """Write to the person."""
    page.get_by_label(ANSWER).fill(words)
    page.get_by_role("button", name="送信", exact=True).click()


def ends_talk(page: Page) -> None:
    """End the talk one is looking at; the record comes next."""
    page.get_by_role("button", name="対話を終える").click()
    page.get_by_role("dialog").get_by_role("button", name="終える").click()
    expect(page.get_by_role("heading", name="記録", exact=True)).to_be_visible()


def writes_record(page: Page, words: str, *, note: str = "") -> None:
    """Fill in the five things a record needs, and a note to whoever comes next."""
    page.get_by_role("group", name="書いた方").get_by_label("本人", exact=True).check()
    page.get_by_label("主訴").fill(words)
    page.get_by_role("group", name="テーマ").get_by_label("昼夜逆転・眠り").check()
    page.get_by_role("group", name="危険の確認").get_by_label(re.compile("^R0")).check()
    page.get_by_role("group", name="終わり方").get_by_label("話して終わった").check()
    if note:
        page.get_by_label("申し送り").fill(note)
    page.get_by_role("button", name="記録を書き終える").click()


def row_of(page: Page, text: str) -> Locator:
    """The line of a list that says this."""
    return page.get_by_role("listitem").filter(has_text=text)


def path_of(page: Page) -> str:
    """Where one is, without the house's address."""
    return re.sub(r"^https?://[^/]+", "", page.url)
