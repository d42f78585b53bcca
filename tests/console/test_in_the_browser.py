"""The desk in a real browser: keys, drafts, clicks, and a line that is cut."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.console.desk import Desk


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
    tab.wait_for_load_state("load")  # until then no script listens
    desk.evening.work()
    return tab


def test_who_comes_appears_on_the_open_inbox(tab: Page, desk: Desk) -> None:
    expect(tab.get_by_text("今、待っている方はいません。")).to_be_visible()

    desk.evening.says("はじめまして")

    expect(tab.get_by_text("はじめまして")).to_be_visible()


def test_words_appear_on_the_open_talk_and_vanish_when_they_are_withdrawn(
    talk: Page, desk: Desk
) -> None:
    desk.evening.says("やっぱり書きます", message_id="900")
    expect(talk.get_by_text("やっぱり書きます")).to_be_visible()

    desk.evening.arrive(desk.evening.event("unsend", unsend={"messageId": "900"}))

    expect(talk.get_by_text("送信が取り消されました")).to_be_visible()
    assert "やっぱり書きます" not in talk.content()


def test_enter_is_a_new_line_and_ctrl_enter_sends(talk: Page, desk: Desk) -> None:
    composer = talk.get_by_label(re.compile("への返事"))
    composer.press_sequentially("一行目\n二行目")
    assert composer.input_value() == "一行目\n二行目"

    composer.press("Control+Enter")

    expect(talk.locator(".outbound .words")).to_have_text("一行目\n二行目")
    expect(composer).to_have_value("")
    desk.evening.work()
    expect(talk.locator(".outbound")).to_contain_text("送信済み")
    assert desk.evening.line.said.count("一行目\n二行目") == 1


def test_the_enter_of_an_input_method_never_sends(talk: Page) -> None:
    composer = talk.get_by_label(re.compile("への返事"))
    composer.focus()
    keyboard = talk.context.new_cdp_session(talk)
    keyboard.send(
        "Input.imeSetComposition", {"text": "こんに", "selectionStart": 3, "selectionEnd": 3}
    )
    for kind in ("rawKeyDown", "keyUp"):
        keyboard.send(
            "Input.dispatchKeyEvent",
            {
                "type": kind,
                "key": "Process",
                "code": "Enter",
                "windowsVirtualKeyCode": 229,
                "modifiers": 2,
            },
        )
    composer.dispatch_event("keydown", {"key": "Enter", "ctrlKey": True, "isComposing": True})
    composer.dispatch_event("keydown", {"key": "Enter", "ctrlKey": True, "keyCode": 229})
    keyboard.send("Input.insertText", {"text": "こんにちは"})

    assert composer.input_value() == "こんにちは"
    assert talk.locator(".outbound").count() == 0


def test_a_draft_survives_a_reload(talk: Page) -> None:
    talk.get_by_label(re.compile("への返事")).fill("まだ途中の\nことば")
    expect(talk.get_by_text("下書きを保存しました")).to_be_visible()

    talk.reload()

    expect(talk.get_by_label(re.compile("への返事"))).to_have_value("まだ途中の\nことば")


def test_pressing_twice_sends_once(talk: Page, desk: Desk) -> None:
    talk.get_by_label(re.compile("への返事")).fill("ゆっくりで大丈夫です")

    talk.get_by_role("button", name="送信").dblclick()

    expect(talk.locator(".outbound")).to_have_count(1)
    talk.reload()
    expect(talk.locator(".outbound")).to_have_count(1)
    desk.evening.work()
    assert desk.evening.line.said.count("ゆっくりで大丈夫です") == 1


def test_a_lost_answer_is_asked_for_again_and_sends_once(talk: Page, desk: Desk) -> None:
    tries: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        tries.append(route.request.post_data or "")
        if len(tries) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    talk.route("**/messages", lose_the_first_answer)
    talk.get_by_label(re.compile("への返事")).fill("届いていますか")

    talk.get_by_role("button", name="送信").click()

    expect(talk.get_by_text("まだ送れたか確かめられません")).to_be_visible()
    expect(talk.get_by_label(re.compile("への返事"))).to_have_value("")
    expect(talk.locator(".outbound")).to_have_count(1)
    assert len(tries) == 2
    desk.evening.work()
    assert desk.evening.line.said.count("届いていますか") == 1


def test_after_a_cut_line_nothing_is_missing_and_nothing_is_double(
    talk: Page, desk: Desk, browser_context: BrowserContext
) -> None:
    desk.evening.says("切れる前")
    expect(talk.get_by_text("切れる前")).to_be_visible()
    browser_context.set_offline(True)
    expect(talk.get_by_text("接続が切れています。")).to_be_visible()
    talk.set_viewport_size({"width": 360, "height": 740})
    talk.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(talk.get_by_text("接続が切れています。")).to_be_in_viewport()
    talk.set_viewport_size({"width": 1280, "height": 720})
    for number in range(3):
        desk.evening.says(f"切れているあいだ{number}")

    browser_context.set_offline(False)

    for number in range(3):
        expect(talk.get_by_text(f"切れているあいだ{number}")).to_have_count(1)
    expect(talk.get_by_text("接続が切れています。")).to_be_hidden()
    expect(talk.get_by_text("切れる前")).to_have_count(1)
    assert talk.evaluate("document.documentElement.scrollHeight === innerHeight")
    said = talk.locator(".inbound .words").all_inner_texts()
    assert said == ["こんばんは", "切れる前", *(f"切れているあいだ{number}" for number in range(3))]


def test_a_block_shuts_the_open_composer(talk: Page, desk: Desk) -> None:
    composer = talk.get_by_label(re.compile("への返事"))
    expect(composer).to_be_enabled()

    desk.evening.arrive(desk.evening.event("unfollow"))

    expect(talk.get_by_text("ブロックされました。送っても届きません。")).to_be_visible()
    expect(composer).to_be_disabled()
    expect(talk.get_by_role("button", name="送信")).to_be_disabled()


def test_a_talk_ends_by_its_dialog_and_leads_to_the_record(talk: Page) -> None:
    talk.get_by_role("button", name="対話を終える").click()
    expect(talk.get_by_text("次は明日の16時に開きます")).to_be_visible()
    talk.get_by_role("button", name="もどる").click()
    expect(talk.get_by_role("dialog")).to_be_hidden()
    talk.get_by_role("button", name="対話を終える").click()

    talk.get_by_role("button", name="終える", exact=True).click()

    expect(talk.get_by_role("heading", name="記録")).to_be_visible()
    expect(talk.get_by_label("未確認の理由")).to_be_hidden()
    talk.get_by_label("未確認（理由を書いてください）").check()
    expect(talk.get_by_label("未確認の理由")).to_be_visible()


def test_planted_script_does_not_run(talk: Page, desk: Desk) -> None:
    talk.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))

    desk.evening.says("<img src=x onerror=alert(1)><script>alert(2)</script>")

    expect(talk.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    assert talk.locator(".words img, .words script").count() == 0


def test_signing_out_elsewhere_leads_every_open_page_to_the_door(
    tab: Page, browser_context: BrowserContext, address: str, desk: Desk
) -> None:
    other = browser_context.new_page()
    other.goto(address)
    other.get_by_text("メニュー", exact=True).click()
    other.get_by_role("button", name="サインアウト").click()
    expect(other.get_by_label("ログイン名")).to_be_visible()

    desk.evening.says("まだいますか")

    expect(tab.get_by_label("ログイン名")).to_be_visible()


@pytest.mark.parametrize("width", [360, 640, 820])
def test_nothing_runs_off_a_narrow_screen(talk: Page, address: str, width: int, desk: Desk) -> None:
    desk.evening.says("長い" * 300 + "https://example.jp/" + "a" * 300, "b")
    talk.set_viewport_size({"width": width, "height": 400})

    for path in (talk.url, address):
        talk.goto(path)
        assert talk.evaluate("document.documentElement.scrollWidth <= innerWidth")
