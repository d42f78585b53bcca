"""The pages of shifts and certificates: what managers plan and members see."""

import re
from datetime import date
from uuid import UUID

import pytest

from domain.permission import Role
from services import staffing
from storage.models.member import Member
from tests.console.crew import member_id
from tests.console.desk import Desk, Visitor
from tests.factories.plans import held_out, joins, learns, planned

THURSDAY = date(2026, 11, 26)
ADD = re.compile(
    r'action="/shifts">.*?name="begins" value="([^"]+)">.*?name="ends" value="([^"]+)">', re.DOTALL
)
ACTION = re.compile(r'action="([^"]+)"')


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database; what they do is tested on both."""
    return sqlite_url


def _belongs(desk: Desk, login: str, *, is_manager: bool = False) -> UUID:
    with desk.evening.program.open_work() as work:
        row = work.session.get_one(Member, UUID(member_id(desk, login)))
        row.organisation = "kazoku"
        row.is_manager = is_manager
        return row.id


@pytest.fixture
def midori(desk: Desk) -> UUID:
    """Midori, a counsellor of kazoku."""
    return _belongs(desk, "midori")


@pytest.fixture
def manager(desk: Desk) -> Visitor:
    """Asagi, who runs kazoku, signed in."""
    desk.evening.member("asagi")
    _belongs(desk, "asagi", is_manager=True)
    return desk.signed_in("asagi")


def _of(page: str, name: str) -> str:
    """The part of a page from a heading's words to the next heading or list item."""
    return page.split(name, 1)[1]


def _actions(page: str, end: str) -> list[str]:
    return [path for path in ACTION.findall(page) if path.endswith(end)]


def test_a_counsellor_plans_nobody_and_keeps_no_certificates(desk: Desk, midori: UUID) -> None:
    visitor = desk.signed_in()

    visitor.get("/shifts", 404)
    visitor.post("/shifts", 404, member=str(midori), begins="x", ends="x")
    visitor.get("/certificates", 404)
    visitor.get(f"/certificates/members/{midori}", 404)
    assert 'href="/shifts"' not in visitor.get("/duty-plan")


def test_a_manager_plans_a_member_and_takes_them_off_again(manager: Visitor, midori: UUID) -> None:
    page = manager.get("/shifts")
    start, end = ADD.findall(_of(page, "11月26日（木） 16時から21時まで</h3>"))[0]

    address = manager.post(
        "/shifts", member=str(midori), begins=start, ends=end, first="2026-11-23"
    )

    assert address == "/shifts?first=2026-11-23"
    shown = _of(manager.get(address), "11月26日（木） 16時から21時まで</h3>").split("<h3>")[0]
    assert "2人の当番に、1人が入っています。" in shown
    assert "みどり" in shown
    manager.post(_actions(shown, "/remove")[0])
    assert "0人が入っています。" in _of(manager.get("/shifts"), "11月26日（木）")


def test_a_member_is_not_planned_twice(manager: Visitor, midori: UUID) -> None:
    start, end = ADD.findall(_of(manager.get("/shifts"), "11月26日（木） 16時"))[0]
    manager.post("/shifts", member=str(midori), begins=start, ends=end)

    page = manager.post("/shifts", 409, member=str(midori), begins=start, ends=end)

    assert "その時間には、もう当番が入っています。" in page


def test_what_is_no_shift_no_time_and_no_member_is_turned_away(
    manager: Visitor, midori: UUID
) -> None:
    start, end = ADD.findall(_of(manager.get("/shifts"), "11月26日（木） 16時"))[0]

    manager.post("/shifts", 400, member="nobody", begins=start, ends=end)
    manager.post("/shifts", 400, member=str(midori), begins="2026-11-26T07:00", ends=end)
    manager.post("/shifts", 404, member=str(midori), begins=end, ends=end)
    manager.get("/shifts?first=tomorrow", 400)
    assert "11月30日（月）から4週間" in manager.get("/shifts?first=2026-12-02")


def test_another_organisation_s_shifts_and_members_are_not_there(
    desk: Desk, manager: Visitor
) -> None:
    boss = joins(desk.evening, "boss", "shien", is_manager=True)
    fuji = joins(desk.evening, "fuji", "shien")
    duty = planned(desk.evening, fuji, date(2026, 11, 28), by=boss, organisation="shien")
    (certificate,) = learns(desk.evening, fuji, "crisis", by=boss, organisation="shien")

    assert "fuji" not in manager.get("/shifts")
    manager.post(f"/shifts/duties/{duty}/remove", 404)
    manager.post(f"/shifts/duties/{duty}/agree", 404)
    manager.post(f"/duty-plan/{duty}/take", 404)
    assert "fuji" not in manager.get("/certificates")
    manager.get(f"/certificates/members/{fuji}", 404)
    manager.get(f"/certificates/{certificate}/reissue", 404)
    manager.post(f"/certificates/{certificate}/revoke", 404, reason="misuse")


def test_a_lack_stands_on_the_page_in_words_until_it_is_noted(desk: Desk, manager: Visitor) -> None:
    with desk.evening.program.open_work() as work:
        staffing.warn(work)

    page = manager.get("/shifts")

    lacking = page.split('id="lacking"')[1].split("</section>")[0]
    assert "11月25日（水） 16時から21時まで" in lacking
    assert "前日のお知らせ" in lacking
    assert "団体の人数が足りません。" in lacking
    assert "責任者がいません。" in lacking
    noted = _actions(lacking, "/note")
    assert f"まだ見ていないお知らせが{len(noted)}件" in manager.get("/certificates")
    manager.post(noted[0])
    assert noted[0] not in manager.get("/shifts")
    assert f"まだ見ていないお知らせが{len(noted) - 1}件" in manager.get("/certificates")


def test_a_counsellor_sees_their_shifts_and_asks_a_colleague_who_takes_it(
    desk: Desk, manager: Visitor, midori: UUID
) -> None:
    planned(desk.evening, midori, THURSDAY, by=midori)
    visitor = desk.signed_in()
    page = visitor.get("/duty-plan")
    assert "11月26日（木） 16時から21時まで" in page
    assert "いっしょの方は、まだいません。" in page

    visitor.post(_actions(page, "/hold-out")[0])

    assert "代わってくれる方をさがしています" in visitor.get("/duty-plan")
    manager.post(_actions(manager.get("/duty-plan"), "/take")[0])
    assert "今、決まっている当番はありません。" in visitor.get("/duty-plan")
    assert "11月26日（木）" in manager.get("/duty-plan")
    assert "交代で入りました" in manager.get("/shifts")


def test_a_shift_can_be_kept_after_all(desk: Desk, manager: Visitor, midori: UUID) -> None:
    held_out(desk.evening, midori, THURSDAY, by=midori)
    visitor = desk.signed_in()

    visitor.post(_actions(visitor.get("/duty-plan"), "/keep")[0])

    assert _actions(manager.get("/duty-plan"), "/take") == []


def test_a_manager_decides_where_the_last_supervisor_would_go(
    desk: Desk, manager: Visitor, midori: UUID
) -> None:
    leader = joins(desk.evening, "こはく", role=Role.SUPERVISOR)
    held_out(desk.evening, leader, THURSDAY, by=leader)
    visitor = desk.signed_in()
    visitor.post(_actions(visitor.get("/duty-plan"), "/take")[0])

    page = manager.get("/shifts")

    assert "こはくさんからみどりさんへ" in page
    manager.post(_actions(page, "/agree")[0])
    assert "11月26日（木）" in visitor.get("/duty-plan")
    assert str(midori) not in manager.get("/shifts").split("こはく")[0]
