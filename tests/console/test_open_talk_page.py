"""What an open talk page keeps while the evening moves on around it, in a real browser."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.console.crew import asked, supervisor, talking
from tests.console.desk import Desk, Visitor

WRITE = re.compile("への返事")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


@pytest.fixture
def talk(tab: Page, desk: Desk) -> Page:
    """The same tab, in a talk, its scripts at work."""
    path, _ = talking(desk)
    tab.goto(tab.url.rstrip("/") + path)
    expect(tab.get_by_role("button", name="文例")).to_be_visible()
    return tab


def second_talk(desk: Desk) -> Visitor:
    """Midori in one more talk."""
    desk.evening.says("もうひとりです", "b")
    desk.evening.work()
    midori = desk.signed_in()
    midori.post(asked(midori))
    desk.evening.work()
    return midori


def test_a_talk_taken_over_leads_home_where_the_other_talk_is(
    talk: Page, desk: Desk, browser_context: BrowserContext, address: str
) -> None:
    second_talk(desk)
    other = browser_context.new_page()
    other.goto(talk.url)
    expect(other.get_by_role("button", name="文例")).to_be_visible()
    path = talk.url.removeprefix(address)
    talk.goto("about:blank")
    leader = supervisor(desk)
    leader.get(path)

    leader.post(f"{path}/take-over")

    expect(other.get_by_text("このお話しは、ほかの方が引き継ぎました。")).to_be_visible()
    assert other.url == f"{address}/?told=passed"
    expect(other.get_by_role("navigation", name="あなたの対話").get_by_role("link")).to_have_count(
        1
    )
    expect(other.get_by_text("受けられます")).to_be_visible()


def test_a_talk_taken_over_before_its_page_listens_leads_home_too(
    talk: Page, desk: Desk, browser_context: BrowserContext, address: str
) -> None:
    url, path = talk.url, talk.url.removeprefix(address)
    talk.goto("about:blank")
    leader = supervisor(desk)
    leader.get(path)
    taken: list[str] = []

    def take_over_first(route: Route) -> None:
        taken[:] = taken or [leader.post(f"{path}/take-over")]
        route.continue_()

    other = browser_context.new_page()
    other.route("**/live/stream*", take_over_first)
    other.goto(url)

    expect(other).to_have_url(f"{address}/?told=passed")


def test_a_page_that_is_not_there_keeps_ones_own_desk(
    talk: Page, desk: Desk, browser_context: BrowserContext, address: str
) -> None:
    talk.goto("about:blank")
    other = browser_context.new_page()
    other.goto(f"{address}/nowhere")
    expect(other.get_by_role("heading", name="見つかりませんでした")).to_be_visible()
    expect(other.get_by_text("2つまで・今1つ")).to_be_visible()

    with other.expect_response("**/presence/beat") as beaten:
        other.reload()

    assert beaten.value.ok
    desk.evening.says("もうひとりです", "b")
    desk.evening.work()
    other.evaluate("dispatchEvent(new Event('online'))")  # rather than wait for the next beat
    expect(other.get_by_role("region", name="お話しの申し出")).to_be_visible()


def test_saving_one_form_at_the_side_leaves_the_other_as_it_is(talk: Page) -> None:
    talk.get_by_text("聞いたことを書きとめる").click()
    talk.get_by_text("次の方のために").click()
    talk.get_by_label("触れないこと").fill("まだ途中の")
    talk.get_by_label("どなたから").select_option("2")

    talk.get_by_role("button", name="書きとめる").first.click()

    expect(talk.locator("#side-live")).to_contain_text("母")
    expect(talk.locator("#fill-told")).not_to_have_attribute("open", "")
    expect(talk.get_by_label("触れないこと")).to_have_value("まだ途中の")
    talk.get_by_role("button", name="書きとめる").last.click()
    expect(talk.locator("#side-live")).to_contain_text("まだ途中の")


def test_the_newest_words_stay_in_view_when_an_offer_comes(talk: Page, desk: Desk) -> None:
    for number in range(8):
        desk.evening.says(f"長いことば{number}" * 30)
    newest = talk.locator(".inbound").last
    expect(newest).to_contain_text("長いことば7")
    expect(newest.locator(".about")).to_be_in_viewport()

    desk.evening.says("もうひとりです" * 20, "b")
    desk.evening.work()

    expect(
        talk.get_by_role("region", name="お話しの申し出").get_by_role("button").first
    ).to_be_visible(timeout=30_000)
    expect(newest.locator(".about")).to_be_in_viewport()
    desk.evening.says("おわりのことば")
    expect(talk.get_by_text("おわりのことば")).to_be_in_viewport()


def test_ending_with_words_in_the_composer_says_so(talk: Page) -> None:
    note = talk.get_by_text("まだ送っていない文があります。")
    talk.get_by_role("button", name="対話を終える").click()
    expect(talk.get_by_role("dialog")).to_be_visible()
    expect(note).to_be_hidden()
    talk.get_by_role("button", name="もどる").click()
    talk.get_by_label(WRITE).fill("途中です")

    talk.get_by_role("button", name="対話を終える").click()

    expect(note).to_be_visible()


@pytest.mark.parametrize("height", [740, 640])
def test_on_a_telephone_with_two_talks_one_can_write_and_send(
    talk: Page, desk: Desk, height: int
) -> None:
    second_talk(desk)
    desk.evening.says("長いことば" * 60)
    talk.set_viewport_size({"width": 360, "height": height})

    talk.reload()

    expect(talk.get_by_role("button", name="送信", exact=True)).to_be_in_viewport(ratio=1)
    expect(talk.get_by_label(WRITE)).to_be_in_viewport(ratio=1)
    assert talk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.evening.says("さいごのことば")
    expect(talk.get_by_text("さいごのことば")).to_be_in_viewport()


def test_a_block_shuts_every_way_to_send(talk: Page, desk: Desk) -> None:
    think = talk.get_by_role("button", name="考えています", exact=True)
    expect(think).to_be_enabled()

    desk.evening.arrive(desk.evening.event("unfollow"))

    expect(think).to_be_disabled()


def test_a_refusal_goes_when_a_later_act_succeeds(talk: Page) -> None:
    think = talk.get_by_role("button", name="考えています", exact=True)
    think.click()
    expect(talk.locator(".outbound, .notice").last).to_contain_text("考えながら書いています")
    think.click()
    expect(talk.get_by_text("さきほど送っています")).to_be_visible()

    talk.get_by_role("button", name="SVを呼ぶ").click()

    expect(talk.get_by_text("責任者を呼んでいます").first).to_be_visible()
    expect(talk.get_by_text("さきほど送っています")).to_be_hidden()


def test_what_waited_for_the_line_is_not_sent_past_new_words(
    talk: Page, desk: Desk, browser_context: BrowserContext
) -> None:
    composer = talk.get_by_label(WRITE)
    composer.fill("そうですか")
    browser_context.set_offline(True)
    talk.get_by_role("button", name="送信", exact=True).click()
    expect(talk.get_by_text("まだ送れたか確かめられません")).to_be_visible()
    desk.evening.says("やっぱり死にたい")

    browser_context.set_offline(False)

    expect(talk.get_by_text("その間に新しいことばが届きました。")).to_be_visible()
    expect(composer).to_have_value("そうですか")
    expect(talk.get_by_text("やっぱり死にたい")).to_be_visible()
    assert talk.locator(".outbound").count() == 0
    talk.get_by_role("button", name="送信", exact=True).click()
    expect(talk.locator(".outbound .words")).to_have_text("そうですか")
