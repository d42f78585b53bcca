"""The day's pages: its beginning, its review, its records one by one, and its end."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.permission import Role
from storage.models.day import DayClosing
from storage.models.member import Member
from storage.models.visit import Visit
from tests.console.crew import asked, member_id, ready
from tests.console.desk import Desk, Visitor
from tests.factories.incidents import reaches
from tests.factories.tables import rows

SHORT: dict[str, Any] = {
    "caller": "1",
    "risk": "R0",
    "end": "01",
    "words": "眠れない",
    "themes": ["01"],
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows is the same on every database."""
    return sqlite_url


def supervisor(desk: Desk, login: str = "kohaku") -> Visitor:
    desk.evening.member(login, Role.SUPERVISOR)
    visitor = desk.signed_in(login)
    visitor.get("/")
    return visitor


def ends_a_talk(desk: Desk, visitor: Visitor, person: str = "a") -> str:
    """A talk that has ended; gives the path of its record."""
    desk.evening.says("こんばんは", person)
    talk = visitor.post(asked(visitor))
    visitor.get(talk)
    record = visitor.post(f"{talk}/end")
    desk.evening.work()
    visitor.get(record)
    return record


def later(desk: Desk, hours: float) -> None:
    """The console's process begins anew, some hours on."""
    desk.evening.pass_time(hours * 3600)
    desk.reopen()


def test_the_day_names_whom_nobody_talked_with_and_their_incident_is_one_press_away(
    desk: Desk,
) -> None:
    desk.evening.says("眠れません", "night")
    with desk.evening.program.open_look() as look:
        visit_id = look.session.query(Visit).one().id
    reaches(desk.evening, visit_id, 4)
    later(desk, 5.5)
    boss = supervisor(desk)
    page = boss.get("/day")
    assert f'action="/talks/{visit_id}/incident"' in page
    assert "この日を締める" not in page
    assert "残っているものはありません" not in page

    path = boss.post(f"/talks/{visit_id}/incident")

    assert path.startswith("/incidents/")
    assert f'action="/talks/{visit_id}/incident"' not in boss.get("/day")


def test_the_day_names_what_is_left_and_is_closed_once_nothing_is(desk: Desk) -> None:
    midori = ready(desk)
    record = ends_a_talk(desk, midori)
    later(desk, 5.5)
    boss = supervisor(desk)
    page = boss.get("/day")
    assert "残っているもの（1）" in page
    assert "みどりさん" in page
    assert "記録がまだです" in page
    on = re.search(r'value="(\d{4}-\d\d-\d\d)"', page)
    assert on is not None
    refused = boss.post(f"/day/{on[1]}/close", 409)
    assert "まだ締められません" in refused
    assert "みどりさん" in refused

    midori = desk.signed_in()
    midori.get(record)
    midori.post(record, **SHORT)
    assert "確認待ち" in boss.get("/day")
    boss.post(f"/day/{on[1]}/close", 409)
    boss.get(record)
    boss.post(f"{record}/sign", seen=boss.fields["seen"])
    assert "この日を締める" in boss.get("/day")
    assert boss.post(f"/day/{on[1]}/close") == f"/day/{on[1]}"

    assert "この日を締めました" in boss.get(f"/day/{on[1]}")
    assert [row.closed_by for row in rows(desk.evening, DayClosing)] == [
        UUID(member_id(desk, "kohaku"))
    ]


def test_while_it_is_open_the_day_is_not_closed(desk: Desk) -> None:
    boss = supervisor(desk)
    page = boss.get("/day")

    assert "閉まってから、この日を締められます。" in page
    assert "まだ開いています" in boss.post("/day/2026-11-24/close", 409)
    assert rows(desk.evening, DayClosing) == []


def test_a_day_that_has_not_begun_or_is_none_has_no_page(desk: Desk) -> None:
    boss = supervisor(desk)

    for on in ("2026-11-25", "yesterday", "2026-13-01", "1999-01-01"):
        boss.get(f"/day/{on}", 404)
        boss.get(f"/day?on={on}", 404)
    assert "お話しはありませんでした。" in boss.get("/day/2026-11-20")
    assert "11月20日（金）" in boss.get("/day?on=2026-11-20")


def test_a_counsellor_has_no_day_to_close(desk: Desk) -> None:
    midori = desk.signed_in()
    midori.get("/")

    midori.get("/day", 404)
    midori.post("/day/2026-11-24/close", 404)
    midori.post("/day/allow", 404, member=member_id(desk, "midori"), reason="few_here")


def test_a_supervisor_lets_somebody_have_another_talk(desk: Desk) -> None:
    midori = ready(desk)
    for person in ("a", "b"):
        ends_a_talk(desk, midori, person)
    desk.evening.says("こんばんは", "c")
    assert "お待ちです" not in midori.get("/") or "/accept" not in midori.get("/")
    assert "書いていない記録が2つあります" in midori.post("/line/next", 409)
    boss = supervisor(desk)
    assert "書いていない記録2つ" in boss.get("/day")
    boss.post("/day/allow", 400, member=member_id(desk, "midori"), reason="because")

    boss.post("/day/allow", member=member_id(desk, "midori"), reason="many_wait")
    desk.evening.work()

    assert "今夜は受けられます" in boss.get("/day")
    assert asked(midori)


def test_the_briefing_has_the_night_the_notes_and_who_is_on(desk: Desk) -> None:
    midori = ready(desk)
    record = ends_a_talk(desk, midori)
    midori.post(record, **(SHORT | {"note": "猫の話がお好きです"}))
    later(desk, 9)
    desk.evening.says("眠れません", "night")
    desk.evening.says("次に開いたら声をかけてほしい", "night")
    later(desk, 14.75)
    midori = ready(desk)

    page = midori.get("/briefing")

    assert "今夜は16時から21時までです。" in page
    assert "眠れません" in page
    assert "猫の話がお好きです" in page
    assert "受けられます" in page


def test_the_briefing_shows_no_note_of_somebody_one_may_know(desk: Desk) -> None:
    midori = ready(desk)
    record = ends_a_talk(desk, midori)
    midori.post(record, **(SHORT | {"note": "猫の話がお好きです"}))
    desk.evening.member("asagi")
    later(desk, 24)
    asagi = desk.signed_in("asagi")
    asagi.get("/")
    assert "猫の話がお好きです" in asagi.get("/briefing")
    desk.evening.says("こんばんは")
    talk = re.search(r'href="(/talks/[0-9a-f-]{36})"', asagi.get("/"))
    assert talk is not None
    asagi.get(talk[1])

    asagi.post(f"{talk[1]}/may-know")

    assert "猫の話がお好きです" not in asagi.get("/briefing")


def test_one_says_how_heavy_the_day_was_and_only_ones_own_supervisor_reads_it(desk: Desk) -> None:
    midori = ready(desk)
    record = ends_a_talk(desk, midori)
    assert record in midori.get("/review")
    for login, role in (("asagi", Role.COUNSELLOR), ("fuji", Role.SUPERVISOR)):
        desk.evening.member(login, role)
    with desk.evening.program.open_work() as work:
        for login, code in (("midori", "kazoku"), ("asagi", "kazoku"), ("fuji", "shien")):
            row = work.session.query(Member).filter_by(login=login).one()
            row.organisation = code
    boss = supervisor(desk)
    with desk.evening.program.open_work() as work:
        work.session.query(Member).filter_by(login="kohaku").one().organisation = "kazoku"
    assert "まだです" in boss.get("/review")
    midori.get("/review")
    midori.post("/review", 400, weight="6")
    midori.post("/review", 400, weight="5", words="あ" * 201)

    assert midori.post("/review", weight="5", words="ことばが重かったです") == "/review"

    assert "5と伝えました" in midori.get("/review")
    page = boss.get("/review")
    assert "ことばが重かったです" in page
    assert "声をかけてください" in page
    for login in ("asagi", "fuji"):
        other = desk.signed_in(login)
        other.get("/")
        assert "ことばが重かったです" not in other.get("/review")
        assert "とても重い</span> <span" not in other.get("/review")


def test_yesterday_is_another_day(desk: Desk) -> None:
    midori = ready(desk)
    midori.get("/review")
    midori.post("/review", weight="2", words="")
    desk.evening.set_clock(desk.evening.now + timedelta(days=1))
    desk.reopen()

    midori = desk.signed_in()

    assert "伝えました" not in midori.get("/review")
