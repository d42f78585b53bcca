"""What every page carries, in a real browser: keys, the overlay, the sound, notices, the banner."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from services import supervision
from tests.console.crew import member_id
from tests.console.desk import Desk
from tests.factories.counsellor import Counsellor
from tests.machinery.waiting import until

# The world's edge: what a loudspeaker would play, what the system would show.
LISTEN = """
  window.played = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    window.played += 1;
    start.apply(this, when);
  };
"""
LOOK_AWAY = """
  window.shown = [];
  window.Notification = class extends EventTarget {
    static permission = "granted";
    static requestPermission() { return Promise.resolve("granted"); }
    constructor(title, options) { super(); window.shown.push([title, options.body]); }
  };
  document.hasFocus = () => false;
"""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


def awake(tab: Page) -> Page:
    """The tab, once its script has been read."""
    expect(tab.locator("#sound")).to_have_text(re.compile("^音: "))
    return tab


def press(tab: Page, keys: str) -> None:
    """Press keys."""
    awake(tab).keyboard.press(keys)


@pytest.fixture
def listening(page: Page, tab: Page, desk: Desk) -> Page:
    """The same tab, on duty, with an ear at the loudspeaker."""
    page.add_init_script(LISTEN)
    tab.get_by_role("button", name="お話しを受ける").click()
    expect(tab.get_by_text("受けられます")).to_be_visible()
    tab.reload()
    desk.evening.work()
    return tab


def test_a_question_mark_lists_the_keys_and_escape_leads_back(tab: Page) -> None:
    press(tab, "?")

    overlay = tab.get_by_role("dialog", name="操作とお知らせ")
    expect(overlay.get_by_role("row", name="Alt+M 音を入れる・切る")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(overlay).to_be_hidden()


def test_a_single_key_can_be_switched_off_and_stays_off(tab: Page) -> None:
    press(tab, "?")
    tab.get_by_label("一文字だけのキーを使う").uncheck()
    tab.keyboard.press("Escape")
    tab.reload()

    press(tab, "?")

    expect(tab.get_by_role("dialog")).to_be_hidden()
    tab.get_by_text("メニュー", exact=True).click()
    tab.get_by_role("button", name="操作とお知らせ").click()
    expect(tab.get_by_role("dialog")).to_be_visible()


def test_no_key_is_taken_from_somebody_who_writes(tab: Page, desk: Desk) -> None:
    desk.evening.says("こんばんは")
    tab.get_by_role("button", name="次の方とお話しする").click()
    composer = tab.get_by_label(re.compile("への返事"))

    composer.press_sequentially("どうですか?")

    expect(composer).to_have_value("どうですか?")
    expect(tab.get_by_role("dialog")).to_be_hidden()


def test_keys_press_what_they_name(tab: Page, desk: Desk) -> None:
    desk.evening.says("こんばんは")
    expect(tab.get_by_text("こんばんは")).to_be_visible()

    press(tab, "Alt+n")
    composer = tab.get_by_label(re.compile("への返事"))
    expect(composer).to_be_visible()
    press(tab, "Alt+c")
    expect(composer).to_be_focused()

    tab.keyboard.press("Alt+g")
    expect(tab.get_by_role("heading", name="待っている方")).to_be_visible()


def test_an_offer_is_heard_once_and_not_when_it_is_muted(listening: Page, desk: Desk) -> None:
    sound = listening.locator("#sound")
    listening.get_by_role("heading", name="待っている方").click()  # browsers wait for a gesture
    expect(sound).to_have_text("音: 入")

    desk.evening.says("こんばんは")
    desk.evening.work()
    until(lambda: listening.evaluate("window.played") == 2, "two notes, which make one tone")

    listening.keyboard.press("Alt+m")
    expect(sound).to_have_text("音: 切")
    listening.get_by_role("button", name=re.compile("^今は難しい")).click()
    expect(listening.get_by_role("button", name=re.compile("^受ける"))).to_have_count(0)
    listening.evaluate("localStorage.removeItem('madobe-sounded')")
    desk.evening.says("もしもし", "b")
    desk.evening.work()
    expect(listening.get_by_role("button", name=re.compile("^受ける"))).to_be_visible()
    assert listening.evaluate("window.played") == 2


def test_a_word_in_a_talk_of_mine_is_heard_on_a_page_that_does_not_show_it(
    listening: Page, desk: Desk, address: str
) -> None:
    desk.evening.says("こんばんは")
    desk.evening.work()
    listening.get_by_role("button", name=re.compile("^受ける")).click()
    expect(listening.get_by_label(re.compile("への返事"))).to_be_visible()
    desk.evening.work()
    with listening.expect_response("**/presence/beat"):
        listening.goto(f"{address}/leaving")
    listening.get_by_role("heading", level=1).click()
    listening.evaluate("localStorage.removeItem('madobe-sounded')")
    assert listening.evaluate("window.played") == 0

    desk.evening.pass_time(1)
    desk.evening.says("まだいますか")

    listening.evaluate("dispatchEvent(new Event('online'))")  # rather than wait for the next beat
    until(lambda: listening.evaluate("window.played") == 2, "the tone")


def test_a_talk_that_is_given_is_heard_and_said(page: Page, tab: Page, desk: Desk) -> None:
    page.add_init_script(LISTEN)
    desk.evening.says("こんばんは")
    visit_id = Counsellor.asagi(desk.evening).takes_next()
    tab.get_by_role("button", name="お話しを受ける").click()
    expect(tab.get_by_text("受けられます")).to_be_visible()
    with tab.expect_response("**/presence/beat"):
        tab.reload()
    tab.get_by_role("heading", name="待っている方").click()
    expect(tab.locator("#sound")).to_have_text("音: 入")

    with desk.evening.program.open_work() as work:
        supervision.reassign(work, visit_id, to_member_id=UUID(member_id(desk, "midori")))

    expect(tab.locator("#heard")).to_have_text("お話しをひとつ、引き受けています。")
    until(lambda: tab.evaluate("window.played") == 2, "the tone")


def test_the_page_says_in_words_whether_it_is_heard(
    desk: Desk, address: str, browser_context: BrowserContext
) -> None:
    cookie = desk.signed_in().cookie()
    browser_context.add_cookies([{"name": "madobe", "value": cookie, "url": address}])
    page = browser_context.new_page()
    page.goto(address)
    expect(page.locator("#sound")).to_have_text("音: 押すと鳴ります")

    page.get_by_role("heading", name="待っている方").click()

    expect(page.locator("#sound")).to_have_text("音: 入")


def test_a_notice_and_the_tab_say_that_there_is_news_and_nothing_of_it(
    tab: Page, desk: Desk
) -> None:
    tab.context.add_init_script(LOOK_AWAY)
    tab.reload()
    press(tab, "?")
    tab.get_by_role("button", name="ブラウザのお知らせを受け取る").click()
    expect(tab.get_by_text("受け取っています。")).to_be_visible()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="お話しを受ける").click()
    expect(tab.get_by_text("受けられます")).to_be_visible()

    desk.evening.says("ひみつのことば")
    desk.evening.work()

    expect(tab).to_have_title("（申し出）受付 — 窓辺")
    until(lambda: tab.evaluate("window.shown.length") > 0, "the notice")
    assert tab.evaluate("window.shown") == [["窓辺", "新しいお知らせがあります"]]


def test_the_banner_says_that_the_line_is_cut_and_that_it_is_back(
    tab: Page, desk: Desk, browser_context: BrowserContext
) -> None:
    expect(awake(tab).get_by_text("今、待っている方はいません。")).to_be_visible()
    browser_context.set_offline(True)
    expect(tab.get_by_role("status").filter(has_text="接続が切れています。")).to_be_visible()
    desk.evening.says("切れているあいだ")

    browser_context.set_offline(False)

    expect(tab.get_by_role("status").filter(has_text="つながりました。")).to_be_visible()
    expect(tab.get_by_text("切れているあいだ")).to_have_count(1)
    expect(tab.get_by_text("つながりました。")).to_be_hidden()


def test_without_script_the_page_is_there_and_promises_nothing_that_needs_it(
    desk: Desk, address: str, browser: Browser
) -> None:
    desk.evening.says("こんばんは")
    visitor = desk.signed_in()
    with browser.new_context(java_script_enabled=False, locale="ja-JP") as context:
        context.add_cookies([{"name": "madobe", "value": visitor.cookie(), "url": address}])
        page = context.new_page()
        page.goto(address)

        expect(page.locator("#sound")).to_be_hidden()
        page.get_by_text("メニュー", exact=True).click()
        expect(page.get_by_role("button", name="サインアウト")).to_be_visible()
        expect(page.locator("#help-open")).to_be_hidden()
        page.get_by_role("button", name="次の方とお話しする").click()
        expect(page.get_by_label(re.compile("への返事"))).to_be_visible()
