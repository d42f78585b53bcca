"""A code in a real browser: on the person's phone, at the destination, and back as つながった."""

from urllib.parse import urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from domain.permission import Role
from domain.referral import Shows
from domain.secret import PrivateText
from services.referrals import Display
from tests.console.crew import member_id, talking
from tests.console.desk import PASSPHRASE, Desk, Visitor
from tests.factories import portal, referrals
from tests.machinery.axe import violations_on
from tests.machinery.camera import reads

pytestmark = pytest.mark.core


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same on every database."""
    return sqlite_url


def test_a_code_goes_from_the_phone_to_the_destination_and_comes_back_as_linked(
    page: Page, address: str, desk: Desk
) -> None:
    referral_id, midori = _given(desk)
    evening, code = desk.evening, referrals.code(desk.evening, referral_id) or ""
    [card] = evening.line.cards

    ours = urlsplit(card.links[0].address)
    page.goto(address + ours.path)
    expect(page.get_by_text(f"{code[:3]} {code[3:]}")).to_be_visible()
    expect(page.get_by_role("img", name="カメラで読み取る")).to_be_visible()
    assert page.context.cookies() == []
    assert _troubles(page) == []
    assert reads(page.screenshot()) == [f"{ours.scheme}://{ours.netloc}/portal#{code}"]
    portal.staff(evening, referrals.row(evening, referral_id).destination_id)
    page.goto(f"{address}/portal#{code}")  # as the picture says it, before anybody is signed in
    expect(page.get_by_text(f"{code[:3]} {code[3:]}")).to_be_visible()
    assert code not in page.url
    assert _troubles(page) == []
    page.get_by_label("ログイン名").fill("hidamari")
    page.get_by_label("合言葉").fill(PASSPHRASE)
    page.get_by_role("button", name="サインイン").click()
    expect(page.get_by_role("heading", name="番号の確認")).to_be_visible()
    expect(page.get_by_label("番号")).to_have_value(code)
    page.goto(f"{address}/portal")
    expect(page.get_by_label("番号")).to_have_value("")
    page.goto(f"{address}/portal#{code}")
    expect(page.get_by_label("番号")).to_have_value(code)
    assert page.url == f"{address}/portal"
    page.get_by_role("button", name="確認する").click()

    expect(page.get_by_text("確認しました")).to_be_visible()
    expect(page.get_by_text("ねこ")).to_be_visible()
    assert _troubles(page) == []
    assert "つながった" in midori.get(f"/referrals/{referral_id}")


def _given(desk: Desk) -> tuple[UUID, Visitor]:
    """A referral the person has said yes to; and the counsellor who made it."""
    evening = desk.evening
    two = evening.member("kohaku", Role.SUPERVISOR), evening.member("sumire", Role.MANAGER)
    place = referrals.destination(evening, by=two)
    talk, midori = talking(desk, "ねこと呼んで")
    own, visit_id = UUID(member_id(desk, "midori")), UUID(talk.rpartition("/")[2])
    referral_id = referrals.proposes(evening, visit_id, place, own)
    nickname = Display(shows=Shows.NICKNAME, words=PrivateText("ねこ"))
    referrals.shows(evening, referral_id, nickname, own)
    referrals.asks(evening, referral_id, own)
    referrals.taps(evening, "refer_yes")
    return referral_id, midori


def _troubles(page: Page) -> list[str]:
    """In light and dark, wide and on a phone."""
    found = []
    for scheme, width in (("light", 1280), ("dark", 360)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type] # of two words
        page.set_viewport_size({"width": width, "height": 740})
        found += violations_on(page)
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            found.append(f"wider than {width}")
    return found
