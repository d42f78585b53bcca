"""Who reads nothing, and who reads only in need: a coordinator, another organisation, a manager."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from domain.clock import TOKYO
from domain.permission import Role
from tests.journeys.stage import (
    Stage,
    accepts,
    ends_talk,
    goes_to,
    says,
    writes_record,
)
from tests.machinery.axe import violations_on

pytestmark = pytest.mark.journey

SAID = "ひとに言えないことがあります"
ANSWERED = "ここは二人だけの窓です"
WRITTEN = "言えないことのお話し"
AN_HOUR_LATER = datetime(2026, 11, 24, 17, 30, tzinfo=TOKYO)


@pytest.fixture
def crew(stage: Stage) -> Stage:
    """A counsellor, a supervisor and a manager of one organisation, a counsellor of another."""
    for login, alias, role, organisation in (
        ("hana", "はな", Role.COUNSELLOR, "kazoku"),
        ("akane", "あかね", Role.SUPERVISOR, "kazoku"),
        ("sumire", "すみれ", Role.MANAGER, "kazoku"),
        ("nagi", "なぎ", Role.COUNSELLOR, "shien"),
        ("wakaba", "わかば", Role.COORDINATOR, None),
    ):
        stage.town.add_member(login, alias, role, organisation=organisation)
    return stage


def test_a_coordinator_finds_a_calm_page_and_nobodys_words(crew: Stage) -> None:
    hana, talk = _running(crew)
    wakaba = crew.enters("wakaba")
    expect(wakaba.get_by_role("heading", name="わかばさん、こんにちは")).to_be_visible()
    expect(wakaba.get_by_text("相談の中身が出ることはありません。")).to_be_visible()

    links = wakaba.get_by_role("link").evaluate_all("found => found.map((each) => each.href)")
    own = {link for link in links if link.startswith(crew.town.url) and "#" not in link}
    assert len(own) > 2
    for link in own:
        wakaba.goto(link)
        _shows_nobodys_words(wakaba)
    alias = hana.get_by_role("heading", level=1).inner_text()
    for path in (talk, f"{talk}/record", f"{talk}/changes", "/board", "/day", "/team", "/glass"):
        assert crew.opens(wakaba, path).status == 404
        _shows_nobodys_words(wakaba)
        assert alias not in wakaba.content()


def test_another_organisation_reads_no_ended_talk_and_a_manager_only_with_another(
    crew: Stage,
) -> None:
    hana, talk = _running(crew)
    ends_talk(hana)
    writes_record(hana, WRITTEN)
    expect(hana.get_by_role("heading", name="待っている方")).to_be_visible()
    nagi, sumire, akane = (crew.enters(login) for login in ("nagi", "sumire", "akane"))
    for page in (nagi, sumire):
        for path in (talk, f"{talk}/record"):
            assert crew.opens(page, path).status == 404
            _shows_nobodys_words(page)

    glass = _breaks_the_glass(crew, sumire, akane)
    for path in (talk, f"{talk}/record"):
        assert crew.opens(nagi, path).status == 404
    assert crew.opens(nagi, glass).status == 404
    _stands_in_the_log(crew, sumire)

    crew.town.move_clock(AN_HOUR_LATER)
    crew.enters("sumire", sumire)
    assert crew.opens(sumire, glass).status == 404
    _shows_nobodys_words(sumire)
    goes_to(sumire, "緊急の閲覧")
    expect(sumire.get_by_text("終わりました")).to_be_visible()
    assert "each bound to the one before" in crew.town.madobe("audit", "verify")


def _running(crew: Stage) -> tuple[Page, str]:
    """A talk of somebody with the counsellor."""
    phone = crew.town.line.person(1)
    hana = crew.answers("hana")
    phone.say(SAID)
    talk = accepts(hana)
    says(hana, ANSWERED)
    phone.wait_for_text(ANSWERED)
    return hana, talk


def _shows_nobodys_words(page: Page) -> None:
    content = page.content()
    assert [words for words in (SAID, ANSWERED, WRITTEN) if words in content] == []


def _breaks_the_glass(crew: Stage, sumire: Page, akane: Page) -> str:
    """Asked for with a reason, opened by a second person; gives the address it opens at."""
    crew.opens(sumire, "/")
    goes_to(sumire, "緊急の閲覧")
    sumire.get_by_role("link", name="閲覧を求める").click()
    asked = sumire.get_by_role("group", name="どのお話しですか")
    asked.get_by_label(re.compile("はな")).check()
    sumire.get_by_label("命の危険").check()
    sumire.get_by_role("button", name="求める", exact=True).click()
    expect(sumire.get_by_text("もう一人を待っています")).to_be_visible()
    expect(sumire.get_by_role("button", name=re.compile("同意して開く"))).to_have_count(0)

    akane.reload()
    akane.get_by_role("link", name="すみれさんが、緊急の閲覧を求めています。").click()
    akane.get_by_role("button", name=re.compile("^同意して開く")).click()
    expect(akane.get_by_text("（あかねさんが同意）")).to_be_visible()
    sumire.reload()
    sumire.get_by_role("link", name="読む").click()
    expect(sumire.get_by_text(SAID)).to_be_visible()
    expect(sumire.get_by_text(ANSWERED)).to_be_visible()
    assert violations_on(sumire) == []
    return sumire.url.removeprefix(crew.town.url)


def _stands_in_the_log(crew: Stage, sumire: Page) -> None:
    """Asked, opened, read; by whom, and why."""
    crew.opens(sumire, "/access-log")
    log = sumire.get_by_role("table")
    for who, what, why in (
        ("すみれ", "緊急の閲覧を求めた", "命の危険"),
        ("あかね", "緊急の閲覧を開いた", "命の危険"),
        ("すみれ", "やりとりを開いた", "緊急の閲覧"),
    ):
        line = log.get_by_role("row").filter(has_text=what).filter(has_text=who)
        expect(line.first).to_contain_text(why)
    _shows_nobodys_words(sumire)
