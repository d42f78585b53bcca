"""Writing a text in a real browser: what is typed is shown as on the phone."""

import pytest
from playwright.sync_api import Page, expect

from domain.permission import Role
from tests.console.desk import PASSPHRASE, Desk


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser does is the same on every database."""
    return sqlite_url


def test_the_preview_follows_what_is_typed(desk: Desk, page: Page, address: str) -> None:
    desk.evening.member("asagi", Role.SUPERVISOR)
    page.goto(f"{address}/sign-in")
    page.get_by_label("ログイン名").fill("asagi")
    page.get_by_label("合言葉").fill(PASSPHRASE)
    page.get_by_role("button", name="サインイン").click()
    page.goto(f"{address}/texts/notice/before_opening/ja")

    page.get_by_label("吹き出し1").fill("受け取りました！")
    expect(page.locator("#preview .phone")).to_contain_text("受け取りました！")
    expect(page.get_by_role("group", name="このままでは使えません")).to_be_visible()
    page.get_by_label("吹き出し1").fill("受け取りました。")
    expect(page.locator("#preview .faults")).to_have_count(0)
    page.get_by_role("button", name="この文を使う").click()

    expect(page.get_by_text("使われています")).to_be_visible()
