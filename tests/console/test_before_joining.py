"""Before its first day an organisation gets ready, and sees nobody's words."""

from datetime import timedelta

import pytest

from domain.permission import Role
from storage.models.member import Member
from tests.console.desk import Desk, Visitor
from tests.factories.organisations import joins


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are the same on every database."""
    return sqlite_url


@pytest.fixture
def newcomers(desk: Desk) -> dict[str, Visitor]:
    """A supervisor and a manager of shien, which joins tomorrow; somebody waits."""
    desk.evening.says("だれにも言えないこと")
    for login, role in (("kuro", Role.SUPERVISOR), ("sumire", Role.MANAGER)):
        desk.evening.member(login, role)
        with desk.evening.program.open_work() as work:
            work.session.query(Member).filter_by(login=login).one().organisation = "shien"
    joins(desk.evening, "shien", desk.evening.now.date() + timedelta(days=1))
    desk.reopen()
    return {login: desk.signed_in(login) for login in ("kuro", "sumire")}


def test_whoever_will_answer_finds_only_what_is_to_be_got_ready(
    newcomers: dict[str, Visitor],
) -> None:
    kuro = newcomers["kuro"]

    page = kuro.client.get("/", follow_redirects=True).text

    assert "団体が加わる日までは、準備だけができます" in page
    assert "だれにも言えないこと" not in page
    for path in ("/board", "/board/lists", "/inbox/lists", "/offers", "/live/stream", "/day"):
        kuro.get(path, 404)
    kuro.get("/overview")
    for path in ("/line/next", "/presence/come", "/presence/beat"):
        kuro.post(path, 404)


def test_its_manager_invites_already(newcomers: dict[str, Visitor]) -> None:
    sumire = newcomers["sumire"]
    sumire.get("/team/invite")

    page = sumire.post("/team/invite", 200, login="fuji", alias="ふじ", role="counsellor")

    assert "/welcome/" in page
    sumire.get("/access-log", 404)


def test_from_its_first_day_on_it_is_on_the_line(desk: Desk, newcomers: dict[str, Visitor]) -> None:
    assert newcomers
    desk.evening.pass_time(24 * 3600)
    desk.reopen()

    assert "受付" in desk.signed_in("kuro").get("/")
