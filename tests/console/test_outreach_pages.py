"""Outreach: ads beside friends, and links that count openings and know nobody."""

import csv
from datetime import date, datetime
from typing import Final

import pytest

from domain.clock import TOKYO
from domain.outreach import UnreadableReportError, click_rate, read
from domain.permission import Role
from domain.statistics.fact import FactKind
from services import entry_links
from storage.models.audit import AuditEntry
from storage.models.outreach import EntryCount, EntryLink
from storage.models.statistics import StatFact
from tests.console.desk import Desk, Visitor
from tests.factories import figures
from tests.factories.releases import content, release

GOOGLE: Final = (
    "年齢レポート\n2026/11/23～2026/11/29\n"
    '週,年齢,表示回数,クリック数,クリック率,費用\n2026/11/23,25～34,"12,345",67,0.54%,"4,560"\n'
    "2026/11/23,不明,100,0,0.00%,0\n合計,,12445,67,,4560\n"
)
YAHOO: Final = (
    "日\tキャンペーン名\tインプレッション数\tクリック数\tコスト\n"
    "2026年11月24日\t夜の窓口\t500\t5\t1234.5\n"
)
META: Final = (
    "キャンペーン名,年齢,レポート開始日,レポート終了日,インプレッション,"
    "リンクのクリック,消化金額 (JPY)\n"
    "窓口,45-54,2026-11-01,2026-11-30,900,9,0\n"
)
LINE: Final = "日付,年齢,インプレッション,クリック,ご利用金額\n2026/11/25,40〜44,77,--,88\n"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def coordinator(desk: Desk) -> Visitor:
    desk.evening.member("wakaba", Role.COORDINATOR)
    return desk.signed_in("wakaba")


def made_link(desk: Desk, visitor: Visitor) -> tuple[str, str]:
    """A link of an account that somebody has named: its page, and its name."""
    visitor.get("/outreach")
    visitor.post("/outreach/account", account="@000madobe")
    page = visitor.post("/outreach/links", title="図書館のちらし")
    with desk.evening.program.open_look() as work:
        return page, work.session.query(EntryLink).one().name


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        (
            GOOGLE,
            [
                (date(2026, 11, 23), "25~34", 12345, 67, 4560),
                (date(2026, 11, 23), "不明", 100, 0, 0),
            ],
        ),
        (YAHOO, [(date(2026, 11, 24), "", 500, 5, 1235)]),
        (META, [(date(2026, 11, 1), "45-54", 900, 9, 0)]),
        (LINE, [(date(2026, 11, 25), "40〜44", 77, None, 88)]),
    ],
)  # fmt: skip
def test_a_report_is_read_in_the_columns_of_each_platform(
    report: str, lines: list[tuple[object, ...]]
) -> None:
    rows = [line.split("\t") for line in report.splitlines()]
    if "\t" not in report:
        rows = list(csv.reader(report.splitlines()))

    found = read(rows)

    assert [
        (each.starts_on, each.age_band, each.impressions, each.clicks, each.cost_yen)
        for each in found
    ] == lines


def test_what_is_no_report_is_refused_and_a_rate_divides_by_nothing() -> None:
    for rows in ([], [["氏名", "住所"]], [["日", "表示回数"], ["きのう", "3"]]):
        with pytest.raises(UnreadableReportError):
            read(rows)
    assert click_rate(5, 0) is None
    assert str(click_rate(67, 12345)) == "0.54"


def test_ads_stand_beside_the_released_friends_of_their_week_and_are_never_added(
    desk: Desk,
) -> None:
    friends = {date(2026, 11, day): n for day, n in ((10, 7), (17, 8), (25, 12), (30, 3))}
    figures.befriend(desk.evening, friends)
    visitor = coordinator(desk)
    visitor.get("/outreach")

    visitor.post("/outreach/ads", channel="google", table=GOOGLE)

    page = visitor.get("/outreach")
    assert "25~34" in page
    assert "12,345" in page
    assert "0.54%" in page
    assert "4,560" in page
    assert "約" not in page  # nothing is said before it is released
    assert "＊</td>" not in page
    desk.evening.set_clock(datetime(2026, 12, 7, 10, tzinfo=TOKYO))
    release(desk.evening, "2026-11")
    desk.reopen()
    visitor = desk.signed_in("wakaba")
    page = visitor.get("/outreach")
    assert page.count("約10") == 1
    assert page.count("＊</td>") == 3
    assert "報告として読めませんでした" in visitor.post("/outreach/ads", 422, table="a,b\n1,2")


def test_a_link_counts_openings_leads_only_to_line_and_leaves_nothing_behind(desk: Desk) -> None:
    page, name = made_link(desk, coordinator(desk))
    anybody = desk.visitor()

    for _ in range(3):
        answer = anybody.client.get(f"/in/{name}?to=https://example.com&next=//example.com")
        assert answer.status_code == 303
        assert answer.location == "https://line.me/R/ti/p/%40000madobe"
        assert "Set-Cookie" not in answer.headers
    anybody.client.head(f"/in/{name}")

    assert anybody.client.get("/in/nowhere2").status_code == 404
    with desk.evening.program.open_look() as work:
        assert [row.opened for row in work.session.query(EntryCount)] == [3]
        assert work.session.query(AuditEntry).filter_by(reason="link_added").count() == 1
    visitor = desk.signed_in("wakaba")
    shown = visitor.get(page)
    assert f"/in/{name}" in shown
    svg = visitor.client.get(f"{page}/code.svg")
    assert svg.mimetype == "image/svg+xml"
    assert "style=" not in svg.text
    assert visitor.client.get(f"{page}/code.png").data.startswith(b"\x89PNG")
    visitor.get(page)
    visitor.post(f"{page}/end")
    assert anybody.client.get(f"/in/{name}").status_code == 303
    with desk.evening.program.open_look() as work:
        assert [row.opened for row in work.session.query(EntryCount)] == [3]


def test_a_friend_is_put_down_to_the_one_link_that_was_open_and_to_nobody(desk: Desk) -> None:
    evening = desk.evening
    _page, name = made_link(desk, coordinator(desk))
    evening.arrive(evening.event("follow", "before"))
    desk.visitor().client.get(f"/in/{name}")

    evening.pass_time(60)
    evening.arrive(evening.event("follow", "after"))

    with evening.program.open_look() as work:
        facts = work.session.query(StatFact).filter_by(kind=FactKind.FRIEND_SOURCE).all()
        assert sorted(fact.codes["way"] for fact in facts) == sorted([entry_links.UNKNOWN, name])
        assert {(fact.pseudonym, fact.hour, fact.stat_id) for fact in facts} == {(None, None, None)}


def test_friends_by_way_are_said_once_their_quarter_is_released_and_openings_rounded(
    desk: Desk,
) -> None:
    page, name = made_link(desk, coordinator(desk))
    figures.befriend(desk.evening, {date(2026, 11, 24): 13}, way=name)
    figures.befriend(desk.evening, {date(2026, 11, 25): 14})
    for _ in range(12):
        desk.visitor().client.get(f"/in/{name}")
    desk.evening.set_clock(datetime(2027, 1, 7, 10, tzinfo=TOKYO))
    desk.reopen()
    visitor = desk.signed_in("wakaba")
    assert "約10" in visitor.get(page)
    assert "目安" not in visitor.get(page)

    release_id = release(desk.evening, "fy2026-q3")

    desk.reopen()
    visitor = desk.signed_in("wakaba")
    assert "令和8年度（2026年度） 第3四半期</dt><dd>約15</dd>" in visitor.get(page)
    assert "約15</td>" in visitor.get("/outreach")
    written = content(desk.evening, release_id).decode("utf-8-sig")
    assert '"入口ごとの友だち追加（目安）"\r\n' in written
    assert '"図書館のちらし",15\r\n' in written
    assert '"そのほか・わからない",15\r\n' in written


def test_an_account_that_is_none_is_not_taken(desk: Desk) -> None:
    visitor = coordinator(desk)
    visitor.get("/outreach")

    for written in ("madobe", "@a", "@a/../evil", "https://example.com", "@A b"):
        assert "@からはじまる" in visitor.post("/outreach/account", 422, account=written)
