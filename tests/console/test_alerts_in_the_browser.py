"""Alerts in a real browser: heard on every page of whoever is called, acknowledged by one key."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from domain.alert import Origin
from domain.permission import Role
from domain.risk.assessment import Sign
from services import alerts
from storage.models.visit import Visit
from storage.queries import contacts
from tests.console.crew import member_id, talking
from tests.console.desk import PASSPHRASE, Desk
from tests.factories.crew import OnDuty
from tests.machinery.axe import violations_on
from tests.machinery.waiting import until

LISTENS = """
globalThis.rung = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  if (this.frequency.value === 880) globalThis.rung += 1;
  return start.apply(this, when);
};
"""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


@pytest.fixture
def talk(desk: Desk) -> str:
    """A talk of Midori's."""
    path, _ = talking(desk)
    return path


@pytest.fixture
def kohaku(page: Page, desk: Desk, address: str) -> Page:
    """A supervisor at the texts: a page that tells of nothing."""
    desk.evening.member("kohaku", Role.SUPERVISOR)
    page.add_init_script(LISTENS)
    page.goto(address)
    page.get_by_label("ログイン名").fill("kohaku")
    page.get_by_label("合言葉").fill(PASSPHRASE)
    page.get_by_role("button", name="サインイン").click()
    page.goto(f"{address}/texts")
    page.get_by_role("heading", level=1).click()  # a browser is silent until somebody touches it
    expect(page.locator("#sound")).to_have_text("音: 入")
    return page


def danger(desk: Desk, level: int = 3, sign: Sign = Sign.WISH) -> None:
    """A sign in the running talk."""
    with desk.evening.program.open_work() as work:
        visit = work.session.query(Visit).one()
        contacts.lock(work.session, visit.contact_id)
        alerts.raise_sign(work, visit, level=level, origin=Origin.DETECTED, signs=[sign])
    desk.evening.work()


def another_browser(page: Page, desk: Desk, login: str, address: str) -> Page:
    """Somebody else, signed in, in a browser of their own."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo")
    context.add_cookies(
        [{"name": "madobe", "value": desk.signed_in(login).cookie(), "url": address}]
    )
    return context.new_page()


def is_called(page: Page) -> bool:
    """Whether an alert calls whoever looks at this page."""
    return page.get_by_role("region", name=re.compile("^危険のしらせ")).count() > 0


def test_whoever_is_called_hears_it_on_a_page_that_tells_of_nothing_and_answers_by_a_key(
    kohaku: Page, desk: Desk, talk: str
) -> None:
    danger(desk)

    call = kohaku.get_by_role("region", name=re.compile("^危険のしらせ"))
    expect(call).to_be_visible(timeout=5_000)
    expect(call).to_contain_text("R3")
    expect(kohaku).to_have_title(re.compile("^（急ぎ）"))
    assert kohaku.evaluate("rung") >= 1
    assert violations_on(kohaku) == []
    kohaku.keyboard.press("Alt+k")

    expect(call).to_have_count(0)
    expect(kohaku).not_to_have_title(re.compile("急ぎ"))
    with desk.evening.program.open_look() as look:
        found = alerts.of_visit(look, UUID(talk.rpartition("/")[2]))
    assert found is not None
    assert found.acknowledged_by is not None


def test_a_sound_that_is_off_is_said_beside_the_call(kohaku: Page, desk: Desk, talk: str) -> None:
    assert talk
    kohaku.locator("#sound").click()
    expect(kohaku.locator("#sound")).to_have_text("音: 切")

    danger(desk)

    expect(kohaku.get_by_text("音は切れています")).to_be_visible()
    kohaku.locator("#sound").click()
    expect(kohaku.get_by_text("音は切れています")).to_be_hidden()
    assert kohaku.evaluate("rung") == 0


def test_the_board_shows_an_alert_without_being_asked_and_fits_a_telephone(
    kohaku: Page, desk: Desk, address: str, talk: str
) -> None:
    kohaku.goto(f"{address}/board")
    kohaku.set_viewport_size({"width": 360, "height": 740})

    danger(desk, level=4, sign=Sign.PREPARATION)

    listed = kohaku.get_by_role("region", name="危険のしらせ（1）")
    expect(listed).to_contain_text("準備のことば", timeout=5_000)
    expect(listed.get_by_role("link")).to_have_attribute("href", talk)
    assert kohaku.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations_on(kohaku) == []
    listed.get_by_role("button", name=re.compile("^確認しました")).click()
    expect(listed).to_contain_text("さんが見ています")


def test_a_question_of_the_ladder_goes_into_the_reply_and_no_further(
    tab: Page, desk: Desk, address: str
) -> None:
    path, _ = talking(desk)
    tab.goto(f"{address}{path}")
    danger(desk)
    expect(tab.get_by_text("責任者に知らせてあります")).to_be_visible()
    said = list(desk.evening.line.said)

    tab.get_by_text("はしごのカード").click()
    tab.get_by_role("button", name="どうやって、と考えることはありますか。").click()

    expect(tab.get_by_label(re.compile("への返事"))).to_have_value(
        "どうやって、と考えることはありますか。"
    )
    desk.evening.work()
    assert desk.evening.line.said == said
    tab.get_by_role("button", name="SVと一緒に").click()
    expect(tab.locator("#around").get_by_text("責任者を呼んでいます")).to_be_visible()


def test_after_two_minutes_the_next_supervisor_s_page_rings(
    kohaku: Page, desk: Desk, address: str, talk: str
) -> None:
    desk.evening.member("akane", Role.SUPERVISOR)
    akane = another_browser(kohaku, desk, "akane", address)
    akane.goto(f"{address}/texts")
    expect(akane.locator("#alerts")).to_be_attached()
    danger(desk, level=4)
    pages = {"kohaku": kohaku, "akane": akane}
    until(lambda: sum(map(is_called, pages.values())) == 1, "one of them is called")
    first = next(name for name, page in pages.items() if is_called(page))

    for seconds in (100, 25):
        for name in pages:
            OnDuty(desk.evening, UUID(member_id(desk, name))).beats()
        desk.evening.tick(seconds)

    until(lambda: all(map(is_called, pages.values())), "the other one is called as well")
    pages[first].keyboard.press("Alt+k")
    for page in pages.values():
        expect(page.get_by_role("region", name=re.compile("^危険のしらせ"))).to_have_count(0)
    assert talk
    akane.context.close()


def test_lowering_r3_needs_two_in_two_browsers(kohaku: Page, desk: Desk, address: str) -> None:
    path, visitor = talking(desk)
    danger(desk)
    kohaku.goto(f"{address}{path}/levels")
    kohaku.get_by_label(re.compile("^R1")).check()
    kohaku.get_by_label("理由").fill("ゆっくり話して落ち着かれました")
    kohaku.get_by_role("button", name="同意をお願いする").click()
    expect(kohaku.get_by_text("もう一人の責任者の返事を待っています")).to_be_visible()
    expect(kohaku.get_by_role("button", name="同意して下げる")).to_have_count(0)
    assert "危険度 R3" in visitor.get(path)

    desk.evening.member("akane", Role.SUPERVISOR)
    akane = another_browser(kohaku, desk, "akane", address)
    akane.goto(f"{address}/board")
    akane.get_by_role("link", name=re.compile("理由を読んで返事をする")).click()
    expect(akane.get_by_text("ゆっくり話して落ち着かれました")).to_be_visible()
    assert violations_on(akane) == []
    akane.get_by_role("button", name="同意して下げる").click()
    expect(akane.get_by_text("R3 → R1")).to_be_visible()
    akane.context.close()

    until(lambda: "危険度 R1" in visitor.get(path), "the talk says so")
