"""An incident in a real browser: from a day that cannot be closed to its sheet, and its end."""

import re
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from domain.clock import TOKYO
from domain.permission import Role
from tests.console.crew import member_id
from tests.console.desk import PASSPHRASE, Desk
from tests.console.managers import belongs, ended, visit_of
from tests.factories.incidents import reaches
from tests.factories.records import signs, writes_record
from tests.machinery.axe import violations_on

AFTER_CLOSING = datetime(2026, 11, 24, 21, 40, tzinfo=TOKYO)
TOLD = "薬を並べたと書かれた"
MET = {
    "参加者": "こはく、みどり",
    "事実": TOLD,
    "見立て": "今夜は落ち着かれた",
    "方針": "明日こちらから声をかける",
    "担当": "みどり",
    "見守る人": "こはく",
    "次回日時": "2026-11-25T16:00",
    "次回までにすること": "県の保健師にたずねる",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows is the same on every database."""
    return sqlite_url


@pytest.fixture
def late(desk: Desk) -> Desk:
    """After closing: a talk that reached R3, its record written and signed."""
    belongs(desk, "midori", "kazoku")
    desk.evening.member("kohaku", Role.SUPERVISOR)
    belongs(desk, "kohaku", "kazoku")
    visit_id = visit_of(ended(desk))
    midori, kohaku = (UUID(member_id(desk, login)) for login in ("midori", "kohaku"))
    writes_record(desk.evening, visit_id, midori)
    signs(desk.evening, visit_id, kohaku)
    reaches(desk.evening, visit_id, 3)
    desk.evening.set_clock(AFTER_CLOSING)
    desk.reopen()
    return desk


@pytest.mark.usefixtures("late")
def test_a_day_that_cannot_close_is_closed_once_somebody_has_met(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(address)
    page.get_by_label("ログイン名").fill("kohaku")
    page.get_by_label("合言葉").fill(PASSPHRASE)
    page.get_by_role("button", name="サインイン").click()
    _day_names(page, address, "緊急対応の記録がまだです")
    page.get_by_role("button", name=re.compile("^緊急対応の記録を始める")).click()
    _tells(page)
    incident = page.url
    _day_names(page, address, "緊急対応の会議がまだです")

    page.goto(incident)
    _meets(page)
    _fetches(page, tmp_path)

    page.goto(f"{address}/day")
    page.get_by_role("button", name="この日を締める").click()
    expect(page.get_by_text("この日を締めました")).to_be_visible()


def _day_names(page: Page, address: str, missing: str) -> None:
    """What is left is said, and there is nothing to close the day with."""
    page.goto(f"{address}/day")
    expect(page.get_by_text(missing)).to_be_visible()
    expect(page.get_by_role("button", name="この日を締める")).to_have_count(0)
    assert violations_on(page) == []


def _tells(page: Page) -> None:
    """The memo: a moment to the second, and what was seen; also on a small screen."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("緊急対応")
    page.get_by_role("button", name="今", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text=re.compile(r":\d\d:\d\d"))).to_be_visible()
    page.get_by_label("内容").first.fill(TOLD)
    page.get_by_role("button", name="足す").click()
    expect(page.get_by_role("listitem").filter(has_text=TOLD)).to_contain_text("あさぎ")
    for form in ("119・110・県・外部窓口", "二人で決めること", "ほかの人に見せる"):
        page.get_by_text(form).click()
    assert violations_on(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1280, "height": 800})


def _meets(page: Page) -> None:
    """Half a conference is not kept; a whole one is."""
    page.get_by_role("link", name="会議を書く").click()
    page.get_by_role("button", name="会議を残す").click()
    expect(page.get_by_role("alert").first).to_contain_text("まだ足りないところがあります")
    expect(page.get_by_label("見守る人", exact=True)).to_be_hidden()
    page.get_by_label("緊急ではない。見守りを続ける").check()
    for label, text in MET.items():
        page.get_by_label(label, exact=True).fill(text)
    assert violations_on(page) == []
    page.get_by_role("button", name="会議を残す").click()
    expect(page.get_by_text("県の保健師にたずねる")).to_be_visible()


def _fetches(page: Page, folder: Path) -> None:
    """The sheet says what was told, and its name names nobody."""
    page.get_by_role("link", name="緊急対応記録票").click()
    assert violations_on(page) == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDFを取り出す").click()
    waiting.value.save_as(folder / "sheet.pdf")
    assert waiting.value.suggested_filename == "kinkyu-taio-kirokuhyo.pdf"
    with PdfReader(folder / "sheet.pdf") as reader:
        words = re.sub(r"\s", "", reader.pages[0].extract_text())
    assert TOLD in words
    assert "県の保健師にたずねる" in words
