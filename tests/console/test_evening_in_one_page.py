"""The talk page in a real browser: snippets, keys, two presses for numbers, two pages at once."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.console.desk import Desk

WRITE = re.compile("への返事")
SNIPPETS = "#snippet-box [role=option]"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


@pytest.fixture
def talk(tab: Page, desk: Desk) -> Page:
    """The same tab, in a talk."""
    desk.evening.says("こんばんは")
    tab.get_by_role("button", name="次の方とお話しする").click()
    expect(tab.get_by_text("こんばんは", exact=True)).to_be_visible()
    desk.evening.work()
    expect(tab.get_by_role("button", name="文例")).to_be_visible()  # its scripts are there
    return tab


def test_a_slash_opens_the_snippets_and_enter_puts_one_in(talk: Page) -> None:
    composer = talk.get_by_label(WRITE)
    composer.press_sequentially("はい\n/")
    options = talk.locator(SNIPPETS)
    expect(options.first).to_be_visible()
    expect(options.first).to_have_attribute("aria-selected", "true")
    composer.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    chosen = options.nth(1).get_attribute("data-body")
    composer.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(options.first).to_be_visible()

    composer.press("Enter")

    expect(composer).to_have_value(f"はい\n{chosen}")
    expect(options).to_have_count(0)
    assert talk.locator(".outbound").count() == 0


def test_escape_shuts_the_snippets_and_typing_goes_on(talk: Page) -> None:
    composer = talk.get_by_label(WRITE)
    composer.press("/")
    expect(talk.locator(SNIPPETS).first).to_be_visible()

    composer.press("Escape")
    composer.press_sequentially("あ")

    expect(talk.locator(SNIPPETS)).to_have_count(0)
    expect(composer).to_have_value("/あ")


def test_a_number_asks_for_a_second_press_of_the_same_words(talk: Page, desk: Desk) -> None:
    composer = talk.get_by_label(WRITE)
    composer.fill("#7119 もあります")
    talk.get_by_role("button", name="送信", exact=True).click()
    expect(talk.get_by_text("番号やアドレスが入っています")).to_be_visible()
    expect(composer).to_have_value("#7119 もあります")
    composer.fill("#7119 がありますよ")
    talk.get_by_role("button", name="送信", exact=True).click()
    expect(talk.get_by_text("番号やアドレスが入っています")).to_be_visible()
    assert talk.locator(".outbound").count() == 0

    talk.get_by_role("button", name="確かめて送る").click()

    expect(talk.locator(".outbound .words")).to_have_text("#7119 がありますよ")
    expect(talk.get_by_role("button", name="送信", exact=True)).to_be_visible()
    desk.evening.work()
    assert desk.evening.line.said.count("#7119 がありますよ") == 1


def test_two_pages_of_one_talk_do_not_cross_unseen(
    talk: Page, desk: Desk, browser_context: BrowserContext
) -> None:
    other = browser_context.new_page()
    other.goto(talk.url)
    expect(other.get_by_text("こんばんは", exact=True)).to_be_visible()
    talk.route("**/changes*", lambda route: route.abort())  # this page hears of nothing
    other.get_by_label(WRITE).fill("ようこそ")
    other.get_by_role("button", name="送信", exact=True).click()
    expect(other.locator(".outbound")).to_have_count(1)
    talk.get_by_label(WRITE).fill("はじめまして")

    talk.get_by_role("button", name="送信", exact=True).click()

    expect(talk.get_by_text("その間に、みどりさんが送っています")).to_be_visible()
    talk.unroute("**/changes*")
    expect(talk.get_by_label(WRITE)).to_have_value("はじめまして")
    expect(talk.locator(".outbound .words")).to_have_text(["ようこそ"], timeout=30_000)
    talk.get_by_role("button", name="送信", exact=True).click()
    expect(talk.locator(".outbound .words")).to_have_text(["ようこそ", "はじめまして"])
    desk.evening.work()
    assert desk.evening.line.said.count("はじめまして") == 1


def test_shift_enter_sends_once_it_is_chosen(talk: Page) -> None:
    talk.get_by_text("送信キー").click()
    talk.get_by_label("送信に使うキー").select_option("shift_enter")
    talk.get_by_role("button", name="決める").click()
    expect(talk.get_by_text("Shift+Enterで送信")).to_be_visible()
    expect(talk.get_by_role("button", name="文例")).to_be_visible()  # its scripts are there
    composer = talk.get_by_label(WRITE)
    composer.fill("ゆっくりどうぞ")
    composer.press("Control+Enter")
    assert talk.locator(".outbound").count() == 0

    composer.press("Shift+Enter")

    expect(talk.locator(".outbound .words")).to_have_text("ゆっくりどうぞ")


def test_another_talks_news_stand_at_the_side_and_are_read_by_going_there(
    talk: Page, desk: Desk
) -> None:
    rail = talk.get_by_role("navigation", name="あなたの対話")
    desk.evening.says("もうひとりです", "b")
    talk.goto("/".join(talk.url.split("/")[:3]))
    talk.get_by_role("button", name="次の方とお話しする").click()
    expect(rail.get_by_role("link")).to_have_count(2)

    desk.evening.says("まだいます", "a")

    expect(rail.get_by_text("新しいことば 1")).to_be_visible()
    talk.keyboard.press("Alt+1")
    expect(talk.get_by_text("まだいます")).to_be_visible()
    expect(rail.get_by_text("新しいことば")).to_have_count(0)


def test_danger_stays_on_the_page_with_what_is_typed(talk: Page) -> None:
    talk.get_by_label(WRITE).fill("途中です")

    talk.get_by_role("button", name="危険", exact=True).click()

    expect(talk.get_by_text("責任者を呼んでいます").first).to_be_visible()
    expect(talk.locator("#state")).to_contain_text("危険度 R2")
    expect(talk.get_by_label(WRITE)).to_have_value("途中です")


def test_what_was_told_is_written_down_beside_the_talk(talk: Page) -> None:
    talk.get_by_label(WRITE).fill("途中です")
    talk.get_by_text("聞いたことを書きとめる").click()
    talk.get_by_label("どなたから").select_option("2")
    talk.get_by_role("button", name="書きとめる").first.click()

    expect(talk.locator("#side-live")).to_contain_text("母")
    expect(talk.get_by_label(WRITE)).to_have_value("途中です")


@pytest.mark.parametrize("width", [360, 640, 1100, 1280])
def test_everything_has_its_place_at_every_width(talk: Page, desk: Desk, width: int) -> None:
    desk.evening.says("長いことば" * 60, "a")
    talk.set_viewport_size({"width": width, "height": 740})
    talk.reload()

    expect(talk.get_by_role("button", name="送信", exact=True)).to_be_in_viewport()
    assert talk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    is_beside = width >= 1100
    assert talk.locator("#side-live").is_visible() is is_beside
