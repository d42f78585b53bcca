"""A counsellor's work: two people at once, words at hand, and what one need not know."""

import re

import pytest
from playwright.sync_api import Page, expect

from domain.permission import Role
from tests.journeys.stage import (
    ANSWER,
    Stage,
    accepts,
    ends_talk,
    row_of,
    says,
    writes_record,
)

pytestmark = pytest.mark.journey

NOTE = "妹さんの話から入ると楽そうです"
NUMBER = "0120-000-000"


@pytest.fixture
def town_settings() -> dict[str, str]:
    """With the made-up support lines, so that there is a number to name."""
    return {"MADOBE_EXAMPLES": "yes"}


@pytest.fixture
def crew(stage: Stage) -> Stage:
    """One counsellor."""
    stage.town.add_member("hana", "はな", Role.COUNSELLOR, organisation="kazoku")
    return stage


def test_two_people_are_answered_at_once_with_words_at_hand(crew: Stage) -> None:
    first, second = crew.town.line.person(1), crew.town.line.person(2)
    hana = crew.answers("hana")
    first.say("一人目です")
    one = accepts(hana)
    second.say("二人目です")
    two = accepts(hana)
    rail = hana.get_by_role("navigation", name="あなたの対話")
    expect(rail.get_by_role("listitem")).to_have_count(2)

    first.say("聞こえますか")
    unread = rail.get_by_role("listitem").filter(has_text="新しいことば")
    expect(unread).to_contain_text("あなたの番です")
    hana.get_by_label(ANSWER).press("Alt+1")
    hana.wait_for_url(f"**{one}")
    expect(hana.get_by_text("聞こえますか")).to_be_visible()
    expect(unread).to_have_count(0)

    _takes_a_snippet(hana, "/考えな", "今、考えながら書いています")
    hana.get_by_label(ANSWER).press("Control+Enter")
    first.wait_for_text("今、考えながら書いています")
    rail.get_by_role("link").nth(1).click()
    hana.wait_for_url(f"**{two}")
    _sends_a_number_at_the_second_press(hana)
    second.wait_for_text(NUMBER)
    assert not any(NUMBER in words for words in first.timeline().texts())
    assert crew.town.line.violations() == []


def test_who_wishes_it_is_met_without_the_talk_before(crew: Stage) -> None:
    phone = crew.town.line.person(1)
    hana = crew.answers("hana")
    phone.say("妹のことで")
    before = accepts(hana)
    says(hana, "聞かせてください")
    phone.wait_for_text("聞かせてください")
    ends_talk(hana)
    writes_record(hana, "妹さんのこと", note=NOTE)
    expect(hana.get_by_role("heading", name="待っている方")).to_be_visible()

    phone.say("また来ました")
    phone.wait_for_text("前の話の続きからにしますか")
    phone.tap("前の話は見ないでほしい")
    phone.wait_for_text("前の話は")
    now = accepts(hana)
    assert now != before
    hana.get_by_text("この方のこと", exact=True).click()
    side = hana.get_by_role("region", name="この方のこと")
    expect(side).to_contain_text("前の話は見ないでほしい、とのことです。前のことは出していません。")
    for hidden in (NOTE, "前のお話し", before):
        assert hidden not in hana.content()
    page_of_before = crew.opens(hana, f"{now}/earlier/{before.rpartition('/')[2]}")
    assert page_of_before.status == 404


def _takes_a_snippet(page: Page, typed: str, begins: str) -> None:
    """By the slash at the beginning of a line, and the keyboard alone."""
    composer = page.get_by_label(ANSWER)
    composer.fill("")
    composer.press_sequentially(typed[0])
    listed = page.get_by_role("listbox", name="文例")
    expect(listed.get_by_role("option").first).to_be_visible()
    composer.press_sequentially(typed[1:])
    expect(listed.get_by_role("option")).to_have_count(1)
    composer.press("Enter")
    expect(listed).to_have_count(0)
    expect(composer).to_have_value(re.compile(begins))


def _sends_a_number_at_the_second_press(page: Page) -> None:
    """What names a number goes out when it has been looked at once more."""
    _takes_a_snippet(page, "/今つながる窓口", NUMBER)
    page.get_by_role("button", name="送信", exact=True).click()
    expect(page.get_by_text("番号やアドレスが入っています。")).to_be_visible()
    expect(row_of(page, NUMBER)).to_have_count(0)
    page.get_by_role("button", name="確かめて送る").click()
    expect(row_of(page, NUMBER)).to_contain_text("送信済み")
