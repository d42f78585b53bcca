"""A coordinator's main work in a real browser: a month's figures, looked at, released, fetched."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from domain.clock import TOKYO
from domain.permission import Role
from tests.console.desk import PASSPHRASE, Desk
from tests.factories import figures
from tests.factories.releases import MONTHS
from tests.machinery.axe import violations_on

NOVEMBER = datetime(2026, 11, 10, 10, 0, tzinfo=TOKYO)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


@pytest.fixture
def november(desk: Desk) -> Desk:
    """The tenth of November, with months of figures; wakaba is the coordinator."""
    desk.evening.set_clock(NOVEMBER)
    desk.reopen()
    figures.note(desk.evening, figures.people(40, seed=5, months=MONTHS[5:7]))
    desk.evening.member("wakaba", Role.COORDINATOR)
    return desk


def test_a_month_is_prepared_looked_at_released_and_fetched_in_the_browser(
    november: Desk, address: str, page: Page
) -> None:
    page.goto(address)
    page.get_by_label("ログイン名").fill("wakaba")
    page.get_by_label("合言葉").fill(PASSPHRASE)
    page.get_by_role("button", name="サインイン").click()
    expect(page.get_by_text("相談の中身が出ることはありません。")).to_be_visible()
    assert violations_on(page) == []
    page.get_by_role("main").get_by_role("link", name="数字の公開").click()
    page.get_by_label("期間").select_option("2026-10")
    assert violations_on(page) == []
    page.get_by_role("button", name="用意する").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert violations_on(page) == []

    november.evening.work()
    expect(page.get_by_role("heading", name="調べた結果")).to_be_visible()
    assert violations_on(page) == []
    page.get_by_role("button", name="公開する").click()
    expect(page.get_by_role("heading", name="ファイル")).to_be_visible()
    assert violations_on(page) == []
    with page.expect_download() as found:
        page.get_by_role("link", name="CSV", exact=True).click()

    assert found.value.suggested_filename == "madobe-2026-10-r1.csv"
    for path in ("/", "/access-log", "/team", "/board", "/roles"):
        answer = page.request.get(f"{address}{path}", max_redirects=0)
        assert answer.status == (302 if path == "/" else 404)
