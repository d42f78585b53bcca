"""From a yes in LINE to a place that somebody reaches, and back as a count: nobody learns whose."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from domain.clock import TOKYO
from domain.destination import Offer
from domain.indicator import Measure
from domain.permission import Role
from domain.programme import DateFacts, Ease, ProgrammeFacts
from domain.referral_code import CodePurpose
from services import (
    destinations,
    indicator_measures,
    portal_members,
    programme_dates,
    programme_keeping,
    referral_codes,
)
from services.work import Work
from storage.models.member import Member
from storage.models.referral import Referral
from tests.doubles.line_phone import Phone
from tests.journeys.stage import Stage, accepts, ends_talk, gives_passphrase, goes_to, path_of
from tests.machinery.camera import reads
from tests.machinery.town import Town
from tests.machinery.waiting import until

pytestmark = pytest.mark.journey

PLACE = "庭のひろば（見本）"
NO_OTHER = "この番号では確認できませんでした。"
NOBODYS = "333 333"
CAME, GOES_ON = "来られた", "続けて通っている"
Answer = TypeVar("Answer")
SATURDAY = datetime(2026, 11, 28, 14, 0, tzinfo=TOKYO)
NUMBER = re.compile(r"^[3-9A-Z]{3} [3-9A-Z]{3}$", re.MULTILINE)


@pytest.fixture
def town_settings() -> dict[str, str]:
    """With made-up destinations, which may be named."""
    return {"MADOBE_EXAMPLES": "yes"}


@pytest.mark.core
def test_a_number_reaches_the_place_by_camera_and_ends_with_a_word(stage: Stage) -> None:
    town, hidamari = stage.town, _staff(stage)
    midori, own, other = stage.answers("midori"), town.line.person(1), town.line.person(2)
    _is_asked(stage, midori, other)
    other.say("紹介をやめる")  # before anything was handed over
    other.wait_for_text("理由は、おたずねしません")
    other.say("紹介コード 教えて")
    other.wait_for_text("今、使える番号はありません")
    ends_talk(midori)
    _is_asked(stage, midori, own)
    own.tap("はい")
    code = _number(own)
    assert _reached(town) == 0

    hidamari.goto(_photographed(stage))
    expect(hidamari.get_by_label("番号", exact=True)).to_have_value(code.replace(" ", ""))
    hidamari.get_by_role("button", name="確認する").click()
    expect(hidamari.get_by_text("確認しました")).to_be_visible()
    expect(hidamari.get_by_text("ご本人からお伝えすることは、ありません。")).to_be_visible()
    assert _reached(town) == 1

    refused = [_types(hidamari, each, CAME) for each in (NOBODYS, code)]  # guessed, and used
    own.say("紹介ｺｰﾄﾞ")
    own.wait_for_text("前に使われた番号です")
    own.say("紹介をやめる")
    own.wait_for_text("番号は、もう使えなくなりました")
    refused.append(_types(hidamari, code, GOES_ON))

    assert set(refused) == {refused[0]}
    assert NO_OTHER in refused[0]
    assert _reached(town) == 1
    assert town.line.violations() == []
    assert not any(each in town.logs() for each in (own.user_id, code, code.replace(" ", "")))


def test_a_programme_goes_from_its_news_to_who_came_and_a_number_has_an_end(stage: Stage) -> None:
    town, hidamari = stage.town, _staff(stage)
    _run(town, _adds_programme)
    midori, phone = stage.answers("midori"), town.line.person(1)
    _is_asked(stage, midori, phone)
    phone.tap("はい")
    code = _number(phone)
    ends_talk(midori)
    _lets_news_out(stage, phone)

    town.move_clock(SATURDAY - timedelta(days=3, hours=3, minutes=55))
    ticket = _signs_up(phone, but=code)
    town.move_clock(SATURDAY + timedelta(minutes=5))
    _signs_in(stage, hidamari)
    assert "確認しました" in _types(hidamari, ticket, CAME)
    assert NO_OTHER in _types(hidamari, ticket, CAME)
    _counts_heads(stage, hidamari)
    assert _reached(town, Measure.PROGRAMME_ATTENDED) == 5

    town.move_clock(datetime(2027, 2, 23, 16, 5, tzinfo=TOKYO))
    _signs_in(stage, hidamari)
    assert NO_OTHER in _types(hidamari, code, CAME)  # it is over
    phone.say("しょうかいコード")
    phone.wait_for_text("使えなくなっていた番号は、新しくしました")
    assert "確認しました" in _types(hidamari, _number(phone, but=code), CAME)
    assert _reached(town) == 1
    assert town.line.violations() == []


def _lets_news_out(stage: Stage, phone: Phone) -> None:
    """The person asks for news, and a supervisor lets them hear of the date."""
    phone.say("お知らせがほしい")
    phone.wait_for_text("月に一度まで送ります")
    kohaku = stage.enters("kohaku")
    goes_to(kohaku, "集まり")
    kohaku.get_by_role("link", name=re.compile("11月28日.*みなとの午後")).click()
    kohaku.get_by_role("link", name="お知らせを見て、送る").click()
    kohaku.get_by_role("button", name="このお知らせを送る").click()
    expect(kohaku.get_by_text("から送っています")).to_be_visible()


def _signs_up(phone: Phone, *, but: str) -> str:
    """The person hears of it, and would come; gives the number for the door."""
    phone.wait_for_text("11月のグループの集まりのお知らせです")
    phone.tap("見てみる")
    phone.wait_for_text("みなとの午後")
    phone.tap("11月28日14時に申し込む")
    phone.wait_for_text("申し込みました")
    return _number(phone, but=but)


def _counts_heads(stage: Stage, hidamari: Page) -> None:
    hidamari.goto(f"{stage.town.url}/portal/dates")
    hidamari.get_by_label("来た人の数").fill("5")
    hidamari.get_by_role("button", name="この数にする").click()
    expect(hidamari.get_by_label("来た人の数")).to_have_value("5")


def _staff(stage: Stage) -> Page:
    """Somebody of the destination, signed in; once the clock has brought the made-up ones."""
    town = stage.town
    town.add_member("hidamari", "ひだまり", Role.DESTINATION)
    until(lambda: bool(_run(town, destinations.usable)), "the destinations", seconds=30)
    _run(town, _stands_for_it)
    return _signs_in(stage, stage.page())


def _signs_in(stage: Stage, page: Page) -> Page:
    page.goto(f"{stage.town.url}/sign-in")
    gives_passphrase(page, "hidamari")
    expect(page.get_by_role("heading", name="番号の確認")).to_be_visible()
    return page


def _is_asked(stage: Stage, midori: Page, phone: Phone) -> None:
    """Somebody writes, Midori answers, and asks whether they would have a number."""
    phone.say("こんばんは")
    talk = accepts(midori)
    midori.goto(f"{stage.town.url}{talk}/referrals?q=ひろば")
    listed = midori.get_by_role("listitem").filter(has_text=PLACE)
    listed.get_by_role("button", name="ここの話を始める").click()
    midori.get_by_text("番号を渡してよいか尋ねる").click()
    midori.get_by_role("button", name="このまま送る").last.click()
    phone.wait_for_text("受け取ってみますか")
    midori.goto(f"{stage.town.url}{talk}")
    assert path_of(midori) == talk


def _number(phone: Phone, *, but: str = "") -> str:
    """The number on the newest card; ``but`` is one that was there before."""

    def found() -> list[str]:
        cards = [each.text for each in phone.timeline().bubbles if each.kind == "template"]
        return [each for card in cards for each in NUMBER.findall(card) if each != but]

    phone.wait_until(lambda _: bool(found()), "a card")
    return found()[-1]


def _photographed(stage: Stage) -> str:
    """The number's own page is opened on the phone, and held before a camera."""

    def address(work: Work) -> str:
        [row] = [each for each in work.session.query(Referral) if each.consent == "given"]
        found = referral_codes.page_address(work, purpose=CodePurpose.REFERRAL, subject_id=row.id)
        assert found is not None
        return found.reveal()

    page = stage.page()
    page.goto(_run(stage.town, address))
    expect(page.get_by_role("img", name="カメラで読み取る")).to_be_visible()
    [seen] = reads(page.screenshot())
    return seen


def _types(hidamari: Page, code: str, step: str) -> str:
    """The code is typed in; gives what the page says to it."""
    hidamari.goto(re.sub(r"/portal.*|/sign-in.*", "/portal", hidamari.url))
    hidamari.get_by_label("番号", exact=True).fill(code)
    hidamari.get_by_label(step).check()
    hidamari.get_by_role("button", name="確認する").click()
    page = hidamari.get_by_role("main")
    return page.get_by_role("alert").or_(page.get_by_role("status")).inner_text()


def _reached(town: Town, measure: Measure = Measure.LINKED) -> int | None:
    return _run(town, lambda work: indicator_measures.value(work, measure, 2026))


def _place(work: Work) -> UUID:
    return next(each.id for each in destinations.usable(work) if each.facts.name == PLACE)


def _stands_for_it(work: Work) -> None:
    [member] = work.session.query(Member).filter_by(login="hidamari")
    portal_members.stand_for(work, _place(work), member_id=member.id, by=None)


def _adds_programme(work: Work) -> None:
    facts = ProgrammeFacts(
        destination_id=_place(work),
        kind=Offer.GROUP_PROGRAMME,
        name="みなとの午後",
        one_line="見ているだけでも大丈夫です。",
        place="駅前の会館2階",
        eases=frozenset(Ease),
        may_show=True,
    )
    programme_id = programme_keeping.add(work, facts, member_id=None)
    ends_at = SATURDAY + timedelta(hours=2)
    date = DateFacts(begins_at=SATURDAY, ends_at=ends_at, sign_up_until=ends_at, places=None)
    programme_dates.add(work, programme_id, date, member_id=None)


def _run(town: Town, act: Callable[[Work], Answer]) -> Answer:
    """Something at the town's own database."""
    program = town.program()
    try:
        with program.open_work() as work:
            return act(work)
    finally:
        program.close()
