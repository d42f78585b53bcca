"""A manager's work: somebody joins, is planned, is trusted with talks, and leaves."""

import re

import pytest
from playwright.sync_api import Page, expect

from services import accounts, role_askings
from tests.journeys.stage import (
    Stage,
    accepts,
    gives_passphrase,
    goes_to,
    row_of,
    says,
    sets_up_app,
)
from tests.machinery.axe import violations_on
from tests.machinery.town import PASSPHRASE

pytestmark = pytest.mark.journey

CHOSEN = "しずかな窓辺のあかりを数える夜"
PRINTED, NUMBER = "１９２６０１１０００４２", "19-26-011-00042"
ANEW = "19-26-011-00077"


@pytest.fixture
def town_settings() -> dict[str, str]:
    """As outside the demo: nobody gets in by a passphrase alone."""
    return {"MADOBE_SECOND_FACTOR": "required"}


def test_somebody_is_invited_planned_trusted_and_let_go(stage: Stage) -> None:
    sumire = _first_manager(stage)
    hana = _joins(stage, _invited(sumire))

    _plans_a_shift(sumire, hana)
    _keeps_a_certificate(sumire)
    phone = stage.town.line.person(1)
    phone.say("こんばんは")
    hana.get_by_role("button", name="お話しを受ける").click()
    accepts(hana)
    says(hana, "ここにいます")
    phone.wait_for_text("ここにいます")
    _finds_in_the_log(sumire)

    goes_to(sumire, "団体の人たち")
    sumire.get_by_role("link", name="はな").click()
    sumire.get_by_text("離れる手続きへ").click()
    sumire.get_by_role("button", name="はなさんが離れたことにする").click()
    gone = sumire.get_by_role("row").filter(has_text="はな")
    expect(gone).to_contain_text("離れました")

    expect(hana).to_have_url(re.compile("/sign-in"))
    gives_passphrase(hana, "hana", CHOSEN)
    expect(hana.get_by_role("alert")).to_be_visible()
    goes_to(sumire, "当番")
    expect(sumire.get_by_text("はなさんが退いて、空いています。")).to_be_visible()
    assert stage.town.line.violations() == []


def _first_manager(stage: Stage) -> Page:
    """Made on the command line; she sets up an app before she sees anything else."""
    said = stage.town.madobe(
        *("member", "add", "sumire", "--alias", "すみれ", "--role", "manager"),
        *("--organisation", "kazoku", "--passphrase", PASSPHRASE),
    )
    assert "すみれ" in said
    sumire = stage.page()
    stage.opens(sumire, "/team")
    gives_passphrase(sumire, "sumire")
    expect(sumire.get_by_role("heading", name="確認の方法を登録する")).to_be_visible()
    stage.opens(sumire, "/team")
    expect(sumire.get_by_role("button", name="サインイン")).to_be_visible()
    gives_passphrase(sumire, "sumire")
    _, codes = sets_up_app(stage.town, sumire)
    assert len(set(codes)) == 10
    expect(sumire.get_by_role("heading", name="団体の人たち")).to_be_visible()
    return sumire


def _invited(sumire: Page) -> str:
    """The link, as it is shown this once."""
    sumire.get_by_role("link", name="新しい人を招く").click()
    sumire.get_by_label("ログイン名").fill("hana")
    sumire.get_by_label("呼び名").fill("はな")
    sumire.get_by_role("button", name="リンクを作る").click()
    link = sumire.get_by_label("リンク").input_value()
    assert violations_on(sumire) == []
    return link


def _joins(stage: Stage, link: str) -> Page:
    """She chooses a passphrase and an app, and is in; the link opens nothing any more."""
    hana = stage.page()
    hana.goto(link)
    expect(hana.get_by_role("heading", name="はなさん、ようこそ")).to_be_visible()
    assert violations_on(hana) == []
    hana.get_by_label("新しい合言葉").fill(CHOSEN)
    hana.get_by_label("もう一度、同じ合言葉").fill(CHOSEN)
    hana.get_by_role("button", name="決める").click()
    sets_up_app(stage.town, hana)
    expect(hana.get_by_text("責任者がもう一人、あなたのことを確かめると")).to_be_visible()
    _is_agreed_to(stage)
    hana.get_by_role("link", name="もう一度見る").click()
    expect(hana.get_by_role("heading", name="待っている方")).to_be_visible()
    late = stage.page()
    late.goto(link)
    expect(late.get_by_role("heading", name="この招待は使えません")).to_be_visible()
    return hana


def _is_agreed_to(stage: Stage) -> None:
    """By the supervisor, at a desk of her own."""
    program = stage.town.program()
    try:
        with program.open_work() as work:
            kohaku = accounts.get_by_login(work, "kohaku").id
            [asked] = role_askings.list_news(work, member_id=kohaku)
            role_askings.grant(work, asked.id, member_id=kohaku)
    finally:
        program.close()


def _plans_a_shift(sumire: Page, hana: Page) -> None:
    """For tomorrow, a Wednesday; both pages say so."""
    goes_to(sumire, "当番")
    shift = sumire.get_by_role("article").filter(has_text="11月25日（水）")
    shift.get_by_label(re.compile("に入る人$")).select_option("はな")
    shift.get_by_role("button", name="入れる").click()
    expect(shift).to_contain_text("2人の当番に、1人が入っています。")
    expect(shift).to_contain_text("はな")
    goes_to(hana, "わたしの当番")
    expect(row_of(hana, "11月25日（水）")).to_have_count(1)
    goes_to(hana, "受付")


def _keeps_a_certificate(sumire: Page) -> None:
    """However its number is printed; issued again, the old one is kept beside the new."""
    goes_to(sumire, "修了証")
    sumire.get_by_role("link", name="はな").click()
    sumire.get_by_label("研修", exact=True).select_option(index=1)
    sumire.get_by_label("番号").fill(PRINTED)
    sumire.get_by_label("発行した機関").fill("山梨県")
    sumire.get_by_label("時間数").fill("3")
    sumire.get_by_label("発行した日").fill("2026-06-01")
    sumire.get_by_role("button", name="登録する").click()
    kept = row_of(sumire, f"番号 {NUMBER}")
    expect(kept).to_contain_text(f"券面: {PRINTED}")
    kept.get_by_role("link", name=re.compile("^再交付")).click()
    expect(sumire.get_by_role("heading", level=1)).to_have_text("はなさんの修了証の再交付")
    assert violations_on(sumire) == []
    sumire.get_by_label("番号").fill(ANEW)
    sumire.get_by_label("発行した日").fill("2026-11-20")
    sumire.get_by_role("button", name="再交付を登録する").click()
    expect(kept).to_contain_text("再交付ずみ")
    expect(row_of(sumire, f"番号 {ANEW}")).to_contain_text("有効")


def _finds_in_the_log(sumire: Page) -> None:
    """Who opened what, why; and that she has looked."""
    goes_to(sumire, "閲覧の記録簿")
    sumire.get_by_label("だれが").select_option("はな")
    sumire.get_by_role("button", name="しぼる").click()
    opened = sumire.get_by_role("row").filter(has_text="やりとりを開いた").first
    expect(opened).to_contain_text("はな")
    expect(opened).to_contain_text("自分の受け持ち")
    expect(opened).to_contain_text("やまなし-")
    assert "こんばんは" not in sumire.content()
