"""The supervisor's board: the evening at one look, and the switches over it."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from domain.evening import Mode
from domain.self_test import Finding
from services import modes, self_test
from services import timetable as timetable_service
from storage.models.presence import PresenceRow
from storage.models.visit import Visit
from tests.console.crew import asked, member_id, ready, speaks, supervisor, talking
from tests.console.desk import Desk
from tests.machinery.evening import EVENING


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The board is the same on every database; its speed is in the bench."""
    return sqlite_url


def test_a_counsellor_finds_no_board(desk: Desk) -> None:
    visitor = desk.signed_in()
    page = visitor.get("/")

    assert "/board" not in page
    visitor.get("/board", 404)
    visitor.get("/board/lists", 404)
    visitor.post("/board/modes/frozen", 404, on="yes")
    visitor.post("/board/closures", 404, when="now", reason="x")
    visitor.post(f"/board/crew/{member_id(desk, 'midori')}/capacity", 404, capacity="3")


def test_the_board_shows_who_waits_who_talks_and_who_is_here(desk: Desk) -> None:
    talking(desk)
    desk.evening.says("眠れません", "b")
    leader = supervisor(desk)

    page = leader.get("/board")

    assert "お話し中（1）" in page
    assert "待っている方（1）" in page
    assert "眠れません" in page
    assert "P3 順番" in page
    assert 'href="/board" aria-current="page"' in page
    assert re.search(r"みどり</th>\s*<td[^>]*>—</td>\s*<td[^>]*>受けられます", page)


def test_whom_everybody_declined_is_the_supervisor_s_to_decide(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    visitor = ready(desk)
    visitor.post(asked(visitor, "decline"))
    desk.evening.work()
    leader = supervisor(desk)

    assert "全員が断りました" in leader.get("/board")
    talk = leader.post(_take(leader.get("/board")))

    assert "お話し中" in leader.get(talk)


def test_a_risk_and_a_lost_connection_stand_out(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/risk", level="2")
    speaks(desk, talk)
    leader = supervisor(desk)
    desk.evening.pass_time(605)
    desk.reopen()

    page = desk.visitor().with_cookie(leader.cookie()).get("/board")

    assert "R2" in page
    assert "静か・見てください" in page
    assert "お待たせしています" not in page  # it is the person's turn
    assert "接続が切れています" in page


def test_frozen_intake_and_disaster_mode_are_switches(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/board")

    for mode in Mode:
        assert leader.post(f"/board/modes/{mode}", on="yes") == "/board"
        assert _is_on(desk, mode)
    assert "止めています" in leader.get("/board")
    leader.post("/board/modes/frozen", on="no")
    leader.post("/board/modes/nothing", 404, on="yes")

    assert not _is_on(desk, Mode.FROZEN)


def test_the_evening_is_closed_at_once_with_a_reason_and_opened_again(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/board")

    leader.post("/board/closures", when="now", reason="人がそろわない")

    page = leader.get("/board")
    assert "人がそろわない" in page
    found = re.search(r'action="(/board/closures/[0-9a-f-]{36}/withdraw)"', page)
    assert found is not None
    leader.post(found[1])
    assert "閉めています" not in leader.get("/board")


def test_the_evening_is_closed_from_a_time_of_tokyo(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/board")

    leader.post("/board/closures", when="later", time="19:30", reason="台風")

    assert "19:30から21:00まで閉めています: 台風" in leader.get("/board")
    with desk.evening.program.open_look() as work:
        tonight = timetable_service.evening(work)
    assert tonight is not None
    assert tonight.closes_at == EVENING.replace(hour=19, minute=30)


def test_a_closure_without_hours_or_reason_is_refused_with_why(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/board")

    assert "理由を書いて" in leader.post("/board/closures", 409, when="now", reason=" ")
    late = leader.post("/board/closures", 409, when="later", time="22:30", reason="x")
    leader.post("/board/closures", 400, when="later", time="soon", reason="x")

    assert "もう閉まっています" in late


def test_how_many_talks_one_holds_is_set_for_this_evening(desk: Desk) -> None:
    visitor = ready(desk)
    leader = supervisor(desk)
    leader.get("/board")
    path = f"/board/crew/{member_id(desk, 'midori')}/capacity"

    leader.post(path, capacity="3")
    assert "3つまで・今0つ" in visitor.get("/")
    leader.post(path, capacity="")
    leader.post(path, 400, capacity="many")

    assert "2つまで・今0つ" in visitor.get("/")


def test_too_few_people_are_warned_of(desk: Desk) -> None:
    leader = supervisor(desk)

    assert "相談員がそろっていません（今1人、開くには2人）" in leader.get("/board")
    ready(desk)

    assert "そろっていません" not in leader.get("/board")


def test_a_missing_supervisor_is_warned_of(desk: Desk) -> None:
    ready(desk)
    leader = supervisor(desk)
    with desk.evening.program.open_work() as work:
        own = work.session.get_one(PresenceRow, UUID(member_id(desk, "asagi")))
        own.seen_at -= timedelta(seconds=130)

    lists = leader.get("/board/lists")

    assert "責任者がいません" in lists


def test_what_the_service_finds_wrong_with_itself_stands_on_the_board(desk: Desk) -> None:
    with desk.evening.program.open_work() as work:
        tonight = timetable_service.evening(work)
        assert tonight is not None
        self_test.keep(work, tonight, [Finding.FEW_PUSHES], channel_id="1656000000")

    assert "残り少なくなっています" in supervisor(desk).get("/board")


def test_a_long_line_shows_its_beginning_and_counts_the_rest(desk: Desk) -> None:
    for number in range(53):
        desk.evening.says("はじめまして", f"p{number}")
    leader = supervisor(desk)

    for path in ("/", "/board"):
        page = leader.get(path)
        assert page.count('id="waiting-') == 50
        assert "ほかに3人が待っています" in page


def test_what_is_written_at_night_stands_with_danger_first(desk: Desk) -> None:
    desk.evening.pass_time(6 * 3600)
    for person in ("a", "b"):
        desk.evening.says(f"夜のことば {person}", person)
    with desk.evening.program.open_work() as work:
        work.session.query(Visit).order_by(Visit.started_at.desc()).limit(1).one().risk = 2
    desk.reopen()
    leader = supervisor(desk)

    page = leader.get("/board")

    assert page.index("夜のことば b") < page.index("夜のことば a")


def test_the_day_s_report_stands_once_it_is_drafted(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    visitor.post(f"{talk}/end")
    desk.evening.set_clock(EVENING + timedelta(hours=6))
    desk.evening.tick()
    desk.reopen()

    page = supervisor(desk).get("/board")

    assert "今日のまとめ（下書き）" in page
    assert "まだ書いていない記録" in page


def _take(page: str) -> str:
    found = re.search(r'action="(/line/[0-9a-f-]{36}/take)"', page)
    assert found is not None
    return found[1]


def _is_on(desk: Desk, mode: Mode) -> bool:
    with desk.evening.program.open_look() as work:
        return modes.is_on(work, mode)
