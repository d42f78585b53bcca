"""The evening in a real browser: offers, hand-over, suggestions, the board."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from domain.permission import Role
from storage.models.visit import Assignment
from tests.console.crew import colleague, ready, talking
from tests.console.desk import PASSPHRASE, Desk


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


def test_an_offer_comes_to_the_open_page_and_is_accepted(tab: Page, desk: Desk) -> None:
    tab.get_by_role("button", name="お話しを受ける").click()
    expect(tab.get_by_text("受けられます")).to_be_visible()
    desk.evening.says("はじめまして")
    desk.evening.work()
    offer = tab.get_by_role("region", name="お話しの申し出")
    expect(offer.get_by_text("はじめまして")).to_be_visible()
    expect(offer.get_by_text(re.compile("あと[1-5]?[0-9]秒"))).to_be_visible()
    expect(tab).to_have_title("（申し出）受付 — 窓辺")
    expect(tab.locator("#heard-offers")).to_contain_text("お話しの申し出が届きました")

    offer.get_by_role("button", name="受ける").click()

    expect(tab.get_by_label(re.compile("への返事"))).to_be_enabled()
    expect(tab.get_by_text("2つまで・今1つ")).to_be_visible()


def test_declining_takes_nothing_off_the_page(tab: Page, desk: Desk) -> None:
    tab.get_by_role("button", name="お話しを受ける").click()
    expect(tab.get_by_text("受けられます")).to_be_visible()
    desk.evening.says("一人目")
    desk.evening.work()
    tab.get_by_role("button", name=re.compile("^受ける")).click()
    composer = tab.get_by_label(re.compile("への返事"))
    composer.fill("書きかけ")
    desk.evening.says("二人目", "b")
    desk.evening.work()

    tab.get_by_role("button", name="今は難しい").click()

    expect(tab.get_by_role("button", name="今は難しい")).to_have_count(0)
    expect(composer).to_have_value("書きかけ")


def test_a_talk_is_handed_over_by_its_dialog(tab: Page, desk: Desk) -> None:
    talk, _ = talking(desk)
    other = colleague(desk)
    tab.goto(tab.url.rstrip("/") + talk)
    tab.get_by_role("link", name="引き継ぐ").click()
    dialog = tab.get_by_role("dialog", name=re.compile("引き継ぐ"))
    dialog.get_by_label("あさぎさん").check()
    dialog.get_by_label("申し送り").fill("ゆっくりの方です")

    dialog.get_by_role("button", name="お願いする").click()

    expect(tab.get_by_text("あさぎさんにお願いしています")).to_be_visible()
    assert "ゆっくりの方です" in other.get("/")
    tab.get_by_role("button", name="やめる").click()
    expect(tab.get_by_text("あさぎさんにお願いしています")).to_be_hidden()


def test_a_slow_answer_offers_one_press_that_says_so(tab: Page, desk: Desk) -> None:
    talk, _ = talking(desk)
    with desk.evening.program.open_work() as work:
        work.session.query(Assignment).one().began_at -= timedelta(minutes=4)
    tab.goto(tab.url.rstrip("/") + talk)
    composer = tab.get_by_label(re.compile("への返事"))
    composer.fill("そうですね")

    tab.get_by_role("button", name="「考えています」を送る").click()

    expect(tab.locator("#transcript li").last).to_contain_text("考えながら書いています")
    expect(composer).to_have_value("そうですね")


def test_an_open_menu_stays_open_while_words_arrive(tab: Page, desk: Desk) -> None:
    talk, _ = talking(desk)
    tab.goto(tab.url.rstrip("/") + talk)
    tab.get_by_text("そのほか").click()
    tab.get_by_label("危険度を上げる").select_option("2")

    desk.evening.says("もうひとつ")
    expect(tab.get_by_text("もうひとつ")).to_be_visible()

    expect(tab.get_by_label("危険度を上げる")).to_have_value("2")
    tab.get_by_role("button", name="上げる", exact=True).click()
    expect(tab.locator("#state").get_by_text("危険度 R2")).to_be_visible()


def test_the_board_follows_the_evening(tab: Page, desk: Desk, address: str) -> None:
    desk.evening.member("asagi", Role.SUPERVISOR)
    tab.get_by_text("メニュー", exact=True).click()
    tab.get_by_role("button", name="サインアウト").click()
    tab.get_by_label("ログイン名").fill("asagi")
    tab.get_by_label("合言葉").fill(PASSPHRASE)
    tab.get_by_role("button", name="サインイン").click()
    tab.get_by_role("link", name="今夜のようす").click()
    expect(tab.get_by_text("今、待っている方はいません。")).to_be_visible()

    desk.evening.says("こんばんは")
    ready(desk)

    expect(tab.get_by_text("みどりさんに申し出中")).to_be_visible()
    tab.get_by_role("button", name="新しい受付を止める").click()
    expect(tab.get_by_text("新しい受付: 止めています")).to_be_visible()
    for width in (360, 820):
        tab.set_viewport_size({"width": width, "height": 600})
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.url == f"{address}/board"
