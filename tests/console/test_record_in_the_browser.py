"""The record in a real browser: it is kept while it is written, and asks only what matters."""

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.console.crew import member_id
from tests.console.desk import Desk
from tests.factories.counsellor import Counsellor


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


def test_half_a_record_is_kept_and_asks_only_what_matters(
    tab: Page, desk: Desk, address: str
) -> None:
    desk.evening.says("こんばんは")
    midori = Counsellor(desk.evening, UUID(member_id(desk, "midori")))
    visit_id = midori.takes_next()
    midori.ends(visit_id)
    tab.goto(f"{address}/talks/{visit_id}/record")
    expect(tab.get_by_role("heading", name="記録", level=1)).to_be_visible()
    reason, kinds = tab.get_by_label("未確認の理由"), tab.get_by_text("自傷・過量服薬")
    expect(reason).not_to_be_visible()
    expect(kinds).not_to_be_visible()

    tab.get_by_label("R2").check()
    expect(kinds).to_be_visible()
    tab.get_by_label("未確認（").check()
    expect(reason).to_be_visible()
    tab.get_by_label("主訴").fill("眠れない夜のこと")
    tab.get_by_text("くわしく").click()
    tab.get_by_label("事実").fill("朝までゲームをしている")
    expect(tab.locator("#kept")).to_have_text("下書きを残しました。")
    tab.reload()

    expect(tab.get_by_label("主訴")).to_have_value("眠れない夜のこと")
    expect(tab.get_by_label("未確認（")).to_be_checked()
    tab.get_by_text("くわしく").click()
    expect(tab.get_by_label("事実")).to_have_value("朝までゲームをしている")


def test_a_record_that_was_refused_can_be_reloaded_left_and_come_back_to(
    tab: Page, desk: Desk, address: str
) -> None:
    desk.evening.says("こんばんは")
    midori = Counsellor(desk.evening, UUID(member_id(desk, "midori")))
    visit_id = midori.takes_next()
    midori.ends(visit_id)
    tab.goto(f"{address}/talks/{visit_id}/record")
    tab.get_by_label("主訴").fill("眠れない夜のこと")
    tab.locator("#record button[type=submit]").click()
    mistake = tab.get_by_text("ひとつ以上を選んでください。")
    expect(mistake).to_be_visible()

    tab.reload()
    expect(mistake).to_be_visible()
    expect(tab.get_by_label("主訴")).to_have_value("眠れない夜のこと")

    tab.goto(f"{address}/account")
    tab.go_back()
    expect(mistake).to_be_visible()
    expect(tab.get_by_label("主訴")).to_have_value("眠れない夜のこと")
