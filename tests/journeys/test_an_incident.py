"""A day that cannot close: danger in a talk, and nobody has met over it yet."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from domain.clock import TOKYO
from domain.permission import Role
from tests.journeys.stage import Stage, accepts, ends_talk, goes_to, row_of
from tests.machinery.axe import violations_on

pytestmark = pytest.mark.journey

AFTER_CLOSING = datetime(2026, 11, 24, 21, 5, tzinfo=TOKYO)
CREW = (
    ("hana", "はな", Role.COUNSELLOR, "kazoku"),
    ("akane", "あかね", Role.SUPERVISOR, "kazoku"),
    ("wakaba", "わかば", Role.COORDINATOR, None),
)
TOLD = "薬を並べたと書かれた"
MET = {
    "参加者": "あかね、はな",
    "事実": TOLD,
    "見立て": "今夜は落ち着かれた",
    "方針": "明日こちらから声をかける",
    "担当": "はな",
    "見守る人": "あかね",
    "次回日時": "2026-11-25T16:00",
    "次回までにすること": "県の保健師にたずねる",
}


def test_a_day_that_cannot_close(stage: Stage, tmp_path: Path) -> None:
    for login, name, role, organisation in CREW:
        stage.town.add_member(login, name, role, organisation=organisation)
    phone = stage.town.line.person(1)
    hana, akane = stage.answers("hana"), stage.enters("akane")
    phone.say("こんばんは")
    talk = accepts(hana)
    _reaches_r3(stage, akane, talk)
    ends_talk(hana)
    _writes_record_of_danger(hana)

    stage.town.move_clock(AFTER_CLOSING)
    stage.enters("akane", akane)
    _signs(stage, akane, talk)
    _day_names(akane, "緊急対応の記録がまだです")
    akane.get_by_role("button", name=re.compile("^緊急対応の記録を始める")).click()
    _tells(akane)
    incident = akane.url
    wakaba = stage.enters("wakaba")
    lamp = wakaba.get_by_text("11月24日（火）の緊急対応は、会議がまだです")
    expect(lamp).to_be_visible()
    assert TOLD not in wakaba.content()
    _day_names(akane, "緊急対応の会議がまだです")
    akane.goto(incident)
    _meets(akane)
    _fetches(akane, tmp_path)

    goes_to(akane, "一日のまとめ")
    akane.get_by_role("button", name="この日を締める").click()
    expect(akane.get_by_text(re.compile("あかねさんが.*この日を締めました"))).to_be_visible()
    wakaba.reload()
    expect(lamp).to_have_count(0)
    assert TOLD not in stage.town.logs()


def _reaches_r3(stage: Stage, akane: Page, talk: str) -> None:
    stage.opens(akane, talk)
    akane.get_by_text("そのほか", exact=True).click()
    akane.get_by_label("危険度を上げる").select_option("3")
    akane.get_by_role("button", name="上げる", exact=True).click()


def _writes_record_of_danger(hana: Page) -> None:
    hana.get_by_role("group", name="書いた方").get_by_label("本人", exact=True).check()
    hana.get_by_label("主訴").fill("ねむれない")
    hana.get_by_role("group", name="テーマ").get_by_label("死にたい気持ち").check()
    hana.get_by_role("group", name="危険の確認").get_by_label(re.compile("^R3")).check()
    hana.get_by_role("group", name="危険の種類").get_by_label("自殺").check()
    hana.get_by_role("group", name="終わり方").get_by_label("話して終わった").check()
    hana.get_by_role("button", name="記録を書き終える").click()
    expect(hana.get_by_role("heading", name="待っている方")).to_be_visible()


def _signs(stage: Stage, akane: Page, talk: str) -> None:
    stage.opens(akane, f"{talk}/record")
    akane.get_by_role("button", name="確認しました").click()
    expect(akane.get_by_text(re.compile("あかねさんが.*確認しました"))).to_be_visible()


def _day_names(akane: Page, missing: str) -> None:
    """What is left is said, and there is nothing to close the day with."""
    goes_to(akane, "一日のまとめ")
    expect(row_of(akane, "はなさん")).to_contain_text(missing)
    expect(akane.get_by_role("button", name="この日を締める")).to_have_count(0)


def _tells(akane: Page) -> None:
    """The memo: a moment to the second, and what was seen."""
    expect(akane.get_by_role("heading", level=1)).to_contain_text("緊急対応")
    akane.get_by_role("button", name="今", exact=True).click()
    expect(akane.get_by_role("listitem").filter(has_text=re.compile(r":\d\d:\d\d"))).to_be_visible()
    akane.get_by_label("内容").first.fill(TOLD)
    akane.get_by_role("button", name="足す").click()
    expect(row_of(akane, TOLD)).to_contain_text("あかね")
    assert violations_on(akane) == []


def _meets(akane: Page) -> None:
    """Half a conference is not kept; a whole one is."""
    akane.get_by_role("link", name="会議を書く").click()
    akane.get_by_role("button", name="会議を残す").click()
    expect(akane.get_by_role("alert").first).to_contain_text("まだ足りないところがあります")
    akane.get_by_label("緊急ではない。見守りを続ける").check()
    for label, text in MET.items():
        akane.get_by_label(label, exact=True).fill(text)
    assert violations_on(akane) == []
    akane.get_by_role("button", name="会議を残す").click()
    expect(akane.get_by_text("県の保健師にたずねる")).to_be_visible()


def _fetches(akane: Page, folder: Path) -> None:
    """The sheet, after a proof that it is her; it says what was told, and names nobody."""
    akane.get_by_role("link", name="緊急対応記録票").click()
    assert violations_on(akane) == []
    with akane.expect_download() as waiting:
        akane.get_by_role("link", name="PDFを取り出す").click()
    waiting.value.save_as(folder / "sheet.pdf")
    assert waiting.value.suggested_filename == "kinkyu-taio-kirokuhyo.pdf"
    with PdfReader(folder / "sheet.pdf") as reader:
        assert len(reader.pages) == 1
        words = re.sub(r"\s", "", reader.pages[0].extract_text())
    assert TOLD in words
    assert "県の保健師にたずねる" in words
