"""The monthly sheet: exact, of one's own organisation, for nobody outside the house."""

from datetime import date, datetime

import pytest

from domain.clock import TOKYO
from domain.permission import Role
from services import made_sheets, stat_corrections
from storage.models.made_sheet import MadeSheet
from tests.console.desk import Desk
from tests.console.managers import belongs, ended, manager, visit_of
from tests.factories import figures
from tests.factories.log import told
from tests.factories.tables import rows

NUMBER = '<td class="number">'
CELL = f"</th>{NUMBER}"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are the same on every database."""
    return sqlite_url


def test_a_manager_sees_the_talks_of_their_own_organisation_exactly(desk: Desk) -> None:
    belongs(desk, "midori", "kazoku")
    ended(desk)

    hisui, other = manager(desk), manager(desk, "ruri", "shien")

    page = hisui.get("/numbers")
    assert "ひだまりの会・令和8年11月（2026年11月）" in page
    assert "内部の数字です" in page
    assert f"時間内の受付{CELL}1</td>{NUMBER}件" in page
    assert f"時間内の受付{CELL}0</td>{NUMBER}件" in other.get("/numbers")
    for part in "ABCDEFGHIJKLMN":
        assert f">{part} " in page
    assert "1,811件 ÷ 2,011件 ＝ 90.1％" in page
    assert "みちしるべ" not in page
    assert "ひだまりの会" not in other.get("/numbers")
    assert hisui.get("/numbers?period=fy2026")
    for unknown in ("2026-13", "2031-01", "x"):
        hisui.get(f"/numbers?period={unknown}", status=404)


def test_a_correction_after_the_month_is_a_second_issue_with_what_it_says_otherwise(
    desk: Desk,
) -> None:
    belongs(desk, "midori", "kazoku")
    visit_id = visit_of(ended(desk))
    desk.evening.set_clock(datetime(2026, 12, 8, 10, tzinfo=TOKYO))
    desk.reopen()
    kohaku = desk.evening.member("kohaku", Role.SUPERVISOR)
    belongs(desk, "kohaku", "kazoku")
    with desk.evening.program.open_work() as work:
        stat_corrections.set_aside_as_test(work, visit_id, member_id=kohaku)

    today = manager(desk).get("/numbers?period=2026-11")
    assert "あすの版に入ります" in today  # a file of today is the same tomorrow
    assert "第2版" not in today
    desk.evening.set_clock(datetime(2026, 12, 9, 10, tzinfo=TOKYO))
    desk.reopen()
    hisui = desk.signed_in("hisui")

    page = hisui.get("/numbers?period=2026-11")
    assert "第2版" in page
    assert "あすの版" not in page
    assert "2026/12/08 前の版から" in page
    assert f"時間内の受付{CELL}0</td>{NUMBER}件" in page
    first = hisui.get("/numbers?period=2026-11&issue=1")
    assert f"時間内の受付{CELL}1</td>{NUMBER}件" in first
    assert "前の版との違い" not in first
    hisui.get("/numbers?period=2026-11&issue=3", status=404)
    made = [hisui.client.get("/numbers/2026-11.csv").data for _ in range(2)]
    assert made[0] == made[1]
    assert "前の版との違い" in made[0].decode("utf-8-sig")


def test_a_long_period_is_made_by_the_worker_once_while_the_page_says_so(desk: Desk) -> None:
    belongs(desk, "midori", "kazoku")
    ended(desk)
    desk.evening.set_clock(datetime(2026, 11, 26, 10, tzinfo=TOKYO))
    desk.reopen()
    hisui = manager(desk)
    figures.come(desk.evening, made_sheets.LONG, on=date(2026, 11, 2))

    assert "data-again" in hisui.get("/numbers?period=fy2026")
    assert hisui.client.get("/numbers/fy2026.csv").status_code == 303
    assert "data-again" in hisui.get("/numbers?period=fy2026")  # asked twice, made once
    desk.evening.work()

    assert len(rows(desk.evening, MadeSheet)) == 1
    page = hisui.get("/numbers?period=fy2026")
    assert f"時間内の受付{CELL}1</td>{NUMBER}件" in page
    assert "data-again" not in page
    assert '"時間内の受付",1,"件"' in hisui.client.get("/numbers/fy2026.csv").text
    assert "data-again" in manager(desk, "ruri", "shien").get("/numbers?period=fy2026")

    assert "data-again" in hisui.get("/dashboard?period=fy2026")
    desk.evening.work()
    assert hisui.get("/dashboard?period=fy2026").count("<svg") >= 6


def test_a_coordinator_and_a_counsellor_see_no_exact_figures(desk: Desk) -> None:
    desk.evening.member("jimu", Role.COORDINATOR)

    for login in ("jimu", "midori"):
        desk.signed_in(login).get("/numbers", status=404)


def test_the_file_is_marked_internal_and_noted(desk: Desk) -> None:
    belongs(desk, "midori", "kazoku")
    ended(desk)
    hisui = manager(desk)

    answer = hisui.client.get("/numbers/2026-11.csv")

    assert answer.status_code == 200
    written = answer.data.decode("utf-8-sig")
    assert "内部" in written
    assert '"時間内の受付",1,"件","",""\r\n' in written
    assert '"対応率",0.0,"％",0,1\r\n' in written
    assert 'filename="naibu-2026-11.csv"' in answer.headers["Content-Disposition"]
    assert [row.reason for row in told(desk.evening) if row.act == "sheet_fetched"] == ["2026-11"]
