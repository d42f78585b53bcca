"""An evening in real browsers: the rush, a hand-over, a lost connection, closing, the next day."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from domain.clock import TOKYO
from tests.doubles.line_phone import Phone
from tests.machinery.town import PASSPHRASE, Town

pytestmark = pytest.mark.journey
ASKED = re.compile("^受ける")


def at(hour: int, minute: int = 0, second: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=TOKYO)


def desk_of(town: Town, context: BrowserContext, login: str, *, is_ready: bool = True) -> Page:
    """A member at a browser of their own."""
    assert context.browser is not None
    own = context.browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo")
    own.set_default_timeout(15_000)
    page = town.sign_in(own, login)
    if is_ready:
        page.get_by_role("button", name="お話しを受ける").click()
        expect(page.get_by_text("受けられます")).to_be_visible()
    return page


def signs_in_again(town: Town, page: Page, login: str) -> None:
    """After a long time away."""
    page.goto(f"{town.url}/sign-in")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSPHRASE)
    page.get_by_role("button", name="サインイン").click()
    expect(page.get_by_role("heading", name="待っている方")).to_be_visible()


def accepts(page: Page) -> None:
    page.get_by_role("button", name=ASKED).first.click()
    expect(page.get_by_label(re.compile("への返事"))).to_be_enabled()


def says(page: Page, words: str) -> None:
    page.get_by_label(re.compile("への返事")).fill(words)
    page.get_by_role("button", name="送信", exact=True).click()


def tomorrow_begins_with(town: Town, desk: Page, waiting: Phone) -> None:
    """Whoever was not reached is called at the opening, and has a place at once."""
    town.move_clock(at(16, 0, 5, day=25))
    signs_in_again(town, desk, "midori")
    desk.get_by_role("button", name="お話しを受ける").click()
    waiting.wait_for_text("今なら話せます")
    town.line.person(3).say("早く来ました")
    waiting.say("はい")
    waiting.wait_for_text("番目です")


def test_nine_people_and_four_slots_are_served_in_the_order_they_came(
    sqlite_town: Town, browser_context: BrowserContext
) -> None:
    town = sqlite_town
    desks = [desk_of(town, browser_context, login) for login in ("midori", "asagi")]
    phones = [town.line.person(number) for number in (1, 2, 3)]
    phones += [town.line.add_person() for _ in range(6)]

    for number, phone in enumerate(phones, start=1):
        phone.say(f"こんばんは {number}")
        phone.wait_for_text("番目です")
    for desk in desks:
        accepts(desk)
        desk.get_by_role("button", name=ASKED).first.click()
        expect(desk.get_by_text("2つまで・今2つ")).to_be_visible()
    for phone in phones[:4]:
        phone.wait_for_text("といいます")

    phones[7].say("順番")
    phones[7].wait_for_text("今、4番目です")
    desks[0].get_by_role("button", name="対話を終える").click()
    desks[0].get_by_role("dialog").get_by_role("button", name="終える").click()
    expect(desks[0]).to_have_url(re.compile("/record$"))
    offer = desks[0].get_by_role("region", name="お話しの申し出")
    expect(offer).to_contain_text("こんばんは 5")
    accepts(desks[0])
    phones[4].wait_for_text("みどりといいます")
    assert town.line.violations() == []


def test_a_talk_is_handed_over_after_a_no_and_nothing_is_lost_in_between(
    sqlite_town: Town, browser_context: BrowserContext
) -> None:
    town = sqlite_town
    midori = desk_of(town, browser_context, "midori")
    phone = town.line.person(1)
    phone.say("こんばんは")
    accepts(midori)
    asagi = desk_of(town, browser_context, "asagi")
    talk = midori.url

    for answer in ("今は難しい", "受ける"):
        midori.get_by_role("link", name="引き継ぐ").click()
        dialog = midori.get_by_role("dialog", name=re.compile("引き継ぐ"))
        dialog.get_by_label("あさぎさん").check()
        dialog.get_by_label("申し送り").fill("ゆっくりの方です")
        dialog.get_by_role("button", name="お願いする").click()
        expect(midori.get_by_text("あさぎさんにお願いしています")).to_be_visible()
        phone.say(f"まだいますか {answer}")
        says(midori, f"はい、います {answer}")
        phone.wait_for_text(f"はい、います {answer}")
        asagi.get_by_role("button", name=re.compile(f"^{answer}")).click()
        expect(midori.get_by_text("あさぎさんにお願いしています")).to_be_hidden()

    expect(asagi.get_by_text("まだいますか 受ける")).to_have_count(1)
    says(asagi, "ここまで読みました")
    phone.wait_for_text("ここまで読みました")
    assert midori.goto(talk).status == 404  # type: ignore[union-attr] # a page was asked for
    shown = "".join(str(bubble) for bubble in town.line.timeline().bubbles)
    for hidden in ("ゆっくりの方です", "kazoku", "shien", "R2", "P1"):
        assert hidden not in shown
    assert town.line.violations() == []


def test_a_lost_counsellor_is_told_of_once_and_reads_only_when_she_returns(
    sqlite_town: Town, browser_context: BrowserContext
) -> None:
    town = sqlite_town
    midori = desk_of(town, browser_context, "midori")
    phone = town.line.person(1)
    phone.say("こんばんは")
    accepts(midori)
    talk = midori.url
    asagi = desk_of(town, browser_context, "asagi", is_ready=False)

    midori.close()
    town.move_clock(at(16, 12))
    phone.wait_for_text("こちらの接続が切れてしまいました")
    returned = desk_of(town, browser_context, "midori", is_ready=False)
    returned.goto(talk)
    expect(returned.get_by_text("今は読むことだけできます。", exact=True)).to_be_visible()
    expect(returned.get_by_label(re.compile("への返事"))).to_have_count(0)
    asagi.reload()
    asagi.get_by_role("button", name="お話しを受ける").click()
    accepts(asagi)
    says(asagi, "ここから続きをうかがいます")

    phone.wait_for_text("ここから続きをうかがいます")
    shown = [str(bubble) for bubble in town.line.timeline().bubbles]
    assert sum("接続が切れて" in words for words in shown) == 1
    assert town.line.violations() == []


def test_at_nine_nobody_is_cut_who_waits_is_told_and_comes_first_tomorrow(
    sqlite_town: Town, browser_context: BrowserContext
) -> None:
    town = sqlite_town
    town.move_clock(at(20, 25))
    midori = desk_of(town, browser_context, "midori", is_ready=False)
    talking, waiting = town.line.person(1), town.line.person(2)
    talking.say("こんばんは")
    expect(midori.get_by_text("こんばんは")).to_be_visible()
    midori.get_by_role("button", name="次の方とお話しする").click()
    talking.wait_for_text("みどりといいます")
    talk = midori.url
    waiting.say("まだ間に合いますか")
    waiting.wait_for_text("21時までにお話しできないかもしれません")

    town.move_clock(at(20, 59, 50))
    waiting.wait_for_text("閉まる時間になりました")
    talking.say("まだいいですか")
    signs_in_again(town, midori, "midori")
    kohaku = desk_of(town, browser_context, "kohaku", is_ready=False)
    kohaku.goto(talk)
    kohaku.get_by_text("責任者", exact=True).click()
    kohaku.get_by_role("button", name="担当に戻す").click()
    midori.goto(talk)
    expect(midori.get_by_text("まだいいですか")).to_be_visible()
    says(midori, "はい、もう少しだけ")
    talking.wait_for_text("はい、もう少しだけ")
    shown = "".join(str(bubble) for bubble in town.line.timeline(1).bubbles)
    assert "閉まっています" not in shown
    tomorrow_begins_with(town, midori, waiting)
    assert town.line.violations() == []
