"""One message from a phone to a counsellor's desk and back, in a real browser."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.machinery.town import Town

pytestmark = [pytest.mark.journey, pytest.mark.core]


def test_somebody_writes_is_taken_answered_and_told_goodbye(
    town: Town, browser_context: BrowserContext
) -> None:
    desk = town.sign_in(browser_context)
    phone = browser_context.new_page()
    phone.goto(town.line.person(1).url)
    phone.get_by_role("button", name="追加する").click()
    expect(phone.get_by_text("ここは、話したいことを、話したいだけ書ける場所です")).to_be_visible()
    phone.get_by_role("textbox").fill("こんばんは")
    phone.get_by_role("button", name="送信").click()
    expect(phone.get_by_text("今、1番目です")).to_be_visible()

    expect(desk.get_by_text("こんばんは")).to_be_visible()
    desk.get_by_role("button", name="次の方とお話しする").click()
    expect(phone.get_by_text("みどりといいます")).to_be_visible()
    desk.get_by_role("textbox").fill("ようこそ。\nゆっくりで大丈夫です。")
    desk.get_by_role("button", name="送信", exact=True).click()
    expect(phone.get_by_text("ゆっくりで大丈夫です。", exact=False).last).to_be_visible()
    own = desk.get_by_role("listitem").filter(has_text="ようこそ")
    expect(own).to_contain_text("送信済み")

    phone.get_by_role("textbox").fill("眠れなくて 😢")
    phone.get_by_role("button", name="送信").click()
    expect(desk.get_by_text("眠れなくて 😢")).to_be_visible()
    desk.get_by_role("button", name="対話を終える").click()
    desk.get_by_role("dialog").get_by_role("button", name="終える").click()
    expect(phone.get_by_text("今日は書いてくださって")).to_be_visible()
    expect(desk).to_have_url(re.compile("/record$"))
    assert town.line.violations() == []
