"""Danger in a talk: supervisors are called one after another, and R3 goes down by two of them."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from domain.permission import Role
from tests.journeys.stage import Stage, accepts, goes_to, says
from tests.machinery.axe import violations_on
from tests.machinery.waiting import until

pytestmark = [pytest.mark.journey, pytest.mark.core]

WHY = "ゆっくり話して、今夜はしないと言われました"


@pytest.fixture
def crew(stage: Stage) -> Stage:
    """A counsellor and two supervisors of one organisation."""
    stage.town.add_member("hana", "はな", Role.COUNSELLOR, organisation="kazoku")
    stage.town.add_member("akane", "あかね", Role.SUPERVISOR, organisation="kazoku")
    stage.town.add_member("toki", "とき", Role.SUPERVISOR, organisation="kazoku")
    return stage


def test_r4_that_nobody_acknowledges_calls_the_next_supervisor_after_two_minutes(
    crew: Stage,
) -> None:
    hana, talk = _talks(crew)
    pages = {login: crew.enters(login) for login in ("akane", "toki")}
    for page in pages.values():
        goes_to(page, "アカウント")
    _raises(hana, "R4")
    until(lambda: sum(map(_is_called, pages.values())) == 1, "one of them is called", seconds=20)
    first = next(login for login, page in pages.items() if _is_called(page))
    second = next(login for login in pages if login != first)

    crew.town.move_clock(crew.town.now() + timedelta(minutes=2))
    for login in (second, first):  # whoever is here alone would be called again
        crew.opens(pages[login], "/account")

    call = pages[second].get_by_role("region", name=re.compile("^危険のしらせ"))
    expect(call).to_contain_text("R4")
    assert violations_on(pages[second]) == []
    call.get_by_role("button", name=re.compile("^確認しました")).click()
    for page in pages.values():
        expect(page.get_by_role("region", name=re.compile("^危険のしらせ R"))).to_have_count(0)
    crew.opens(hana, talk)
    expect(hana.get_by_text("責任者が見ています: ")).to_be_visible()


def test_lowering_r3_takes_two_supervisors_and_words_raise_it_again(crew: Stage) -> None:
    hana, talk = _talks(crew)
    akane, toki = crew.enters("akane"), crew.enters("toki")
    _raises(hana, "R3")
    crew.opens(akane, f"{talk}/levels")

    akane.get_by_label(re.compile("^R1")).check()
    akane.get_by_label("理由").fill(WHY)
    akane.get_by_role("button", name="同意をお願いする").click()
    expect(akane.get_by_text("もう一人の責任者の返事を待っています")).to_be_visible()
    expect(akane.get_by_role("button", name="同意して下げる")).to_have_count(0)
    expect(hana.locator("#state")).to_contain_text("R3")

    goes_to(toki, "今夜のようす")
    toki.get_by_role("link", name=re.compile("^理由を読んで返事をする")).click()
    expect(toki.get_by_text(WHY)).to_be_visible()
    toki.get_by_role("button", name="同意して下げる").click()
    expect(toki.get_by_text("R3 → R1")).to_be_visible()
    expect(hana.locator("#state")).to_contain_text("R1")

    crew.town.line.person(1).say("やっぱり死にたいです")
    expect(hana.locator("#state")).to_contain_text(re.compile("R[234]"))


def _talks(crew: Stage) -> tuple[Page, str]:
    """Hana in a talk; gives her page, and its path."""
    phone = crew.town.line.person(1)
    hana = crew.answers("hana")
    phone.say("こんばんは")
    talk = accepts(hana)
    says(hana, "ようこそ")
    phone.wait_for_text("ようこそ")
    return hana, talk


def _raises(page: Page, level: str) -> None:
    """Raise the level by the menu of the talk."""
    page.get_by_text("そのほか").click()
    page.get_by_label("危険度を上げる").select_option(level[1:])
    page.get_by_role("button", name="上げる", exact=True).click()
    expect(page.locator("#state")).to_contain_text(level)


def _is_called(page: Page) -> bool:
    return page.get_by_role("region", name=re.compile("^危険のしらせ R")).count() > 0
