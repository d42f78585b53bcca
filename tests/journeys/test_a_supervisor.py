"""A supervisor's work: holding an evening, answering for its records, minding its words."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from domain.clock import TOKYO
from domain.permission import Role
from tests.doubles.line_phone import Phone
from tests.journeys.stage import (
    ANSWER,
    Stage,
    accepts,
    ends_talk,
    goes_to,
    row_of,
    says,
    writes_record,
)

pytestmark = pytest.mark.journey

AFTER_CLOSING = datetime(2026, 11, 24, 21, 5, tzinfo=TOKYO)
WRITTEN = "夜になると考えがとまらない"


@pytest.fixture
def crew(stage: Stage) -> Stage:
    """A counsellor and two supervisors of one organisation."""
    stage.town.add_member("hana", "はな", Role.COUNSELLOR, organisation="kazoku")
    stage.town.add_member("akane", "あかね", Role.SUPERVISOR, organisation="kazoku")
    stage.town.add_member("toki", "とき", Role.SUPERVISOR, organisation="kazoku")
    return stage


def test_an_evening_is_held_and_its_day_closed_when_nothing_is_left(crew: Stage) -> None:
    phone = crew.town.line.person(1)
    hana, akane = crew.answers("hana"), crew.enters("akane")
    phone.say("こんばんは")
    talk = accepts(hana)
    says(hana, "ようこそ")
    phone.wait_for_text("ようこそ")

    _reads_along_and_whispers(akane, hana, talk)
    _joins_and_steps_back(akane, phone)
    _is_called(akane, hana, talk)
    ends_talk(hana)
    goes_to(akane, "一日のまとめ")
    expect(row_of(akane, "はなさん")).to_contain_text("記録がまだです")

    crew.town.move_clock(AFTER_CLOSING)
    crew.enters("akane", akane)
    crew.enters("hana", hana)
    _closes_once_everything_is_signed(akane, hana)
    crew.opens(hana, f"{talk}/record")
    expect(hana.get_by_text("あかねさんが")).to_be_visible()
    assert crew.town.line.violations() == []


def test_words_change_at_once_and_those_of_a_crisis_with_a_second_supervisor(crew: Stage) -> None:
    akane, toki = crew.enters("akane"), crew.enters("toki")

    _rewrites(akane, "順番", "メッセージ、受け取りました。今、{position}番目です。お茶でもどうぞ。")
    expect(akane.get_by_text("版1")).to_be_visible()
    crew.town.line.say("こんばんは")
    crew.town.line.person(1).wait_for_text("お茶でもどうぞ。")

    _rewrites(akane, "居場所をたずねる", "今いる所を、市町村の名前だけでも教えてもらえませんか。")
    expect(akane.get_by_text("ほかの責任者の承認を待っています")).to_be_visible()
    expect(akane.get_by_role("button", name="承認して使う")).to_have_count(0)
    assert "市町村の名前だけでも" not in _listed(crew, akane)
    goes_to(toki, "文例")
    waiting = toki.get_by_role("region", name="承認を待っている文")
    waiting.get_by_role("link", name="居場所をたずねる").click()
    toki.get_by_role("button", name="承認して使う").click()
    expect(toki.get_by_text("承認: ときさん")).to_be_visible()
    assert "市町村の名前だけでも" in _listed(crew, akane)


def _reads_along_and_whispers(akane: Page, hana: Page, talk: str) -> None:
    """From the board; what she whispers is the counsellor's alone."""
    goes_to(akane, "今夜のようす")
    running = akane.get_by_role("region", name="お話し中").get_by_role("row", name="はな")
    expect(running).to_contain_text("はな")
    running.get_by_role("link").click()
    expect(akane).to_have_url(re.compile(f"{talk}$"))
    expect(akane.get_by_text("はなさんが受け持っています。読むことだけできます。")).to_be_visible()
    akane.get_by_label("はなさんにそっと伝える").fill("ゆっくりで大丈夫ですよ")
    akane.get_by_role("button", name="伝える", exact=True).click()
    expect(row_of(hana, "ゆっくりで大丈夫ですよ")).to_contain_text("相手の方には見えません")


def _joins_and_steps_back(akane: Page, phone: Phone) -> None:
    """She writes with the counsellor for a while; her whisper never leaves the house."""
    akane.get_by_text("責任者", exact=True).click()
    akane.get_by_role("button", name="いっしょに話す").click()
    akane.get_by_label(ANSWER).fill("あかねもここにいます")
    akane.get_by_role("button", name="相手の方に送る").click()
    screen = phone.wait_for_text("あかねもここにいます")
    assert not any("ゆっくりで大丈夫ですよ" in words for words in screen.texts())
    akane.get_by_text("責任者", exact=True).click()
    akane.get_by_role("button", name="読むだけにもどる").click()
    expect(akane.get_by_label(ANSWER)).to_have_count(0)


def _is_called(akane: Page, hana: Page, talk: str) -> None:
    """The board says so at once; that she has seen it stands in the talk."""
    goes_to(akane, "今夜のようす")
    hana.get_by_role("button", name="SVを呼ぶ").click()
    calling = akane.get_by_role("row").filter(has_text="責任者を呼んでいます")
    calling.get_by_role("link").click()
    expect(akane).to_have_url(re.compile(f"{talk}$"))
    akane.get_by_role("button", name="見ました").click()
    expect(hana.get_by_text("責任者が見ました")).to_be_visible()


def _closes_once_everything_is_signed(akane: Page, hana: Page) -> None:
    """What is left is named; there is nothing to press before it is done."""
    goes_to(akane, "一日のまとめ")
    left = akane.get_by_role("region", name=re.compile("^残っているもの"))
    expect(left).to_contain_text("はなさん")
    expect(left).to_contain_text("記録がまだです")
    expect(akane.get_by_role("button", name="この日を締める")).to_have_count(0)
    missing = hana.get_by_role("region", name="まだ書いていない記録")
    missing.get_by_role("link").click()
    writes_record(hana, WRITTEN)
    expect(hana.get_by_role("heading", name="待っている方")).to_be_visible()

    akane.reload()
    akane.get_by_role("link", name=re.compile("^読んで確認する")).click()
    expect(akane.get_by_text(WRITTEN)).to_be_visible()
    akane.get_by_label("相談員へのひとこと").fill("よく聞いてくださいました")
    akane.get_by_role("button", name="確認しました").click()
    expect(akane.get_by_text(re.compile("あかねさんが.*確認しました"))).to_be_visible()
    akane.get_by_role("link", name="一日のまとめにもどる").click()
    akane.get_by_role("button", name="この日を締める").click()
    expect(akane.get_by_text(re.compile("あかねさんが.*この日を締めました"))).to_be_visible()


def _rewrites(page: Page, title: str, words: str) -> None:
    """Write another version of a text, and look at it as on the phone before."""
    goes_to(page, "文例")
    page.get_by_role("link", name=title, exact=True).click()
    fields = page.get_by_role("textbox")
    fields.first.fill(words)
    for place in range(1, fields.count()):
        fields.nth(place).fill("")
    preview = page.get_by_role("region", name="電話での見え方")
    expect(preview).to_contain_text(words[-8:])
    expect(preview).not_to_contain_text("このままでは使えません")
    page.get_by_role("button", name=re.compile("この文を使う|承認を頼む")).click()


def _listed(crew: Stage, page: Page) -> str:
    """What the composer would list now."""
    answer = page.request.get(f"{crew.town.url}/snippets")
    assert answer.ok
    return answer.text()
