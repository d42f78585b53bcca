"""The free words of a hand-over paper in a real browser: marked while one types."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.console.crew import member_id, talking
from tests.console.desk import Desk
from tests.factories import portal


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The console where free words are switched on."""
    program = desk.evening.program
    house = replace(program.first_house, allows_words=True)
    desk.evening.program = replace(program, first_house=house)
    desk.reopen()
    return desk


@pytest.mark.core
def test_what_may_identify_somebody_is_marked_while_one_types_and_has_to_be_ticked(
    tab: Page, desk: Desk
) -> None:
    talk, _ = talking(desk)
    midori = UUID(member_id(desk, "midori"))
    place = portal.destination(desk.evening)
    visit_id = UUID(talk.rpartition("/")[2])
    referral = portal.referral(desk.evening, visit_id, place, midori)
    root = tab.url.rstrip("/")
    tab.goto(f"{root}/referrals/{referral}/papers")
    part = tab.get_by_role("group", name="だれのことかわかるかもしれない言葉")
    expect(part).to_be_hidden()

    tab.get_by_role("textbox", name="そのほか").fill("夕方に 090-1234-5678 へ")

    expect(part.locator("#marked mark")).to_have_text("090-1234-5678")
    expect(part.get_by_label(re.compile("電話番号のようです"))).not_to_be_checked()
    tab.get_by_role("button", name="下書きを残す").click()
    expect(tab.get_by_text("だれのことかわかるかもしれない言葉があります")).to_be_visible()
    tab.get_by_role("link", name="書きなおす").click()
    tab.get_by_label(re.compile("電話番号のようです")).check()
    tab.get_by_role("button", name="下書きを残す").click()
    expect(tab.get_by_text("だれのことかわかるかもしれない言葉があります")).to_have_count(0)
