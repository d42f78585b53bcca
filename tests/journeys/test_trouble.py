"""What breaks on an evening: LINE, Redis, workers, the web. Nothing is lost, nothing is double."""

import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.machinery.town import Town

pytestmark = pytest.mark.journey


def _begin_talk(town: Town, context: BrowserContext) -> Page:
    """Somebody writes and is taken; the open talk page."""
    town.line.say("聞こえますか")
    desk = town.sign_in(context)
    desk.get_by_role("button", name="次の方とお話しする").click()
    expect(desk.get_by_role("button", name="送信", exact=True)).to_be_visible()
    town.line.person().wait_for_text("みどりといいます")
    return desk


def _say(desk: Page, words: str) -> None:
    desk.get_by_role("textbox").fill(words)
    desk.get_by_role("button", name="送信", exact=True).click()


def _shown(desk: Page, words: str) -> int:
    return desk.get_by_role("listitem").filter(has_text=words).count()


@pytest.mark.parametrize("road", ["reply", "push"])
def test_words_arrive_once_whatever_line_answers(
    sqlite_town: Town, browser_context: BrowserContext, road: str
) -> None:
    town, phone = sqlite_town, sqlite_town.line.person()
    desk = _begin_talk(town, browser_context)
    certain = ("error_500", "rate_429", "expired_401", "nonsense", "reset_before")
    doubtful = ("error_500_after", "reset_after")

    for fault in (*certain, *doubtful):
        if road == "reply":
            phone.say(f"{fault} の前に")
            expect(desk.get_by_text(f"{fault} の前に")).to_be_visible()
        town.line.faults(fault, times=1, only=f"/message/{road}")
        _say(desk, f"返事 {fault}")
        phone.wait_for_text(f"返事 {fault}", seconds=20)
        own = desk.get_by_role("listitem").filter(has_text=f"返事 {fault}")
        ends = "届いたか" if fault in doubtful and road == "reply" else "送信済み"
        expect(own).to_contain_text(ends, timeout=20_000)
        town.line.clear_faults()

    said = phone.timeline().texts()
    assert [said.count(f"返事 {fault}") for fault in (*certain, *doubtful)] == [1] * 7
    assert town.line.violations() == []


def test_what_is_written_while_redis_is_away_is_there_when_it_is_back(
    sqlite_town: Town, browser_context: BrowserContext
) -> None:
    town = sqlite_town
    desk = _begin_talk(town, browser_context)
    town.redis.stop()
    for number in range(3):
        town.line.say(f"リディスなしで {number}")
    town.line.flush()
    assert all(webhook["status"] == 200 for webhook in town.line.webhooks())

    town.redis.start()

    for number in range(3):
        expect(desk.get_by_text(f"リディスなしで {number}")).to_be_visible(timeout=30_000)
        assert _shown(desk, f"リディスなしで {number}") == 1


def test_a_killed_workers_work_is_done_by_the_next_one_once(
    town: Town, browser_context: BrowserContext
) -> None:
    desk = _begin_talk(town, browser_context)
    for number in range(20):
        town.line.say(f"いそいで {number:02}")
        if number == 10:
            town.kill("inbound")
    town.line.flush()

    town.start("inbound")

    for number in range(20):
        expect(desk.get_by_text(f"いそいで {number:02}")).to_be_visible(timeout=15_000)
    written = [row for row in desk.get_by_role("listitem").all_inner_texts() if "いそいで" in row]
    assert [f"いそいで {number:02}" in row for number, row in enumerate(written)] == [True] * 20


def test_an_open_page_misses_nothing_while_the_web_is_gone(
    sqlite_town: Town, browser_context: BrowserContext
) -> None:
    town = sqlite_town
    desk = _begin_talk(town, browser_context)
    town.kill("web")
    town.line.say("だれもいない間に")
    town.start("web")
    town.line.say("もどってから")

    expect(desk.get_by_text("もどってから")).to_be_visible(timeout=30_000)
    expect(desk.get_by_text("だれもいない間に")).to_be_visible(timeout=30_000)
    assert _shown(desk, "だれもいない間に") == 1
    assert _shown(desk, "もどってから") == 1


def test_an_unsent_message_is_gone_from_the_open_page_within_five_seconds(
    sqlite_town: Town, browser_context: BrowserContext
) -> None:
    town = sqlite_town
    desk = _begin_talk(town, browser_context)
    event = town.line.say("やっぱりやめたい")
    expect(desk.get_by_text("やっぱりやめたい")).to_be_visible()

    began = time.monotonic()
    town.line.person().unsend(event["message"]["id"])

    expect(desk.get_by_text("やっぱりやめたい")).to_have_count(0, timeout=5_000)
    assert time.monotonic() - began < 5
    expect(desk.get_by_text("取り消されました")).to_be_visible()


def test_a_block_is_shown_at_once_and_nothing_can_be_sent(
    sqlite_town: Town, browser_context: BrowserContext
) -> None:
    town = sqlite_town
    desk = _begin_talk(town, browser_context)
    town.line.person().block()

    expect(desk.locator("#blocked")).to_be_visible()
    expect(desk.get_by_role("button", name="送信", exact=True)).to_be_disabled()
