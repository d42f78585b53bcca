"""A support line from two people's calls to its last day: after it, nothing names it any more."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.clock import TOKYO
from domain.permission import Role
from tests.journeys.stage import Stage, accepts, goes_to, row_of, says

pytestmark = pytest.mark.journey

NIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=TOKYO)
THREE_MONTHS_ON = datetime(2027, 3, 2, 16, 5, tzinfo=TOKYO)
AND_ITS_NIGHT = datetime(2027, 3, 2, 22, 0, tzinfo=TOKYO)

NAME, NUMBER = "よるのまど", "055-200-1234"
HEADS = ("窓口", "電話番号", "目的", "方法", "時間", "この県で使える")
ROW = (NAME, "０５５－２００－１２３４", "危機", "電話", "毎日 24時間", "はい")
NOBODY_HERE = "今は、ここに人がいない時間です。"


def test_a_number_is_named_once_two_people_have_rung_it_and_refused_everywhere_once_it_lapses(
    stage: Stage, tmp_path: Path
) -> None:
    stage.town.add_member("akane", "あかね", Role.SUPERVISOR)
    table = tmp_path / "lines.tsv"
    table.write_text("\n".join("\t".join(cells) for cells in (HEADS, ROW)), "utf-8")
    stage.town.madobe("directory", "import", str(table), "--yes")
    for login in ("kohaku", "akane"):
        _rings(stage.enters(login))

    stage.town.move_clock(NIGHT)
    first = stage.town.line.person(1)
    first.say("死にたい")
    first.wait_for_text(NUMBER, seconds=30)

    stage.town.move_clock(THREE_MONTHS_ON)
    kohaku, midori = stage.enters("kohaku"), stage.answers("midori")
    goes_to(kohaku, "窓口の名簿")
    expect(row_of(kohaku, NAME)).to_contain_text("期限切れ")
    second = stage.town.line.person(2)
    second.say("こんばんは")
    accepts(midori)
    says(midori, f"夜は {NUMBER} につながります")
    expect(midori.get_by_text(re.compile("期限が切れています"))).to_be_visible()

    stage.town.move_clock(AND_ITS_NIGHT)
    third = stage.town.line.person(3)
    third.say("死にたい")
    third.wait_for_text(NOBODY_HERE, seconds=30)
    assert not any(NUMBER in text for phone in (second, third) for text in phone.timeline().texts())
    assert stage.town.line.violations() == []


def _rings(page: Page) -> None:
    goes_to(page, "窓口の名簿")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("button", name="電話して確かめました").click()
    expect(page.get_by_text(re.compile("確かめ"))).not_to_have_count(0)
