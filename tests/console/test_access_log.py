"""Who opened which talk and why: seen by the organisation's managers, and by nobody else."""

import re

import pytest

from domain.permission import Role
from services import access_log
from services.access_log import Wanted
from storage.models.member import Member
from tests.console.crew import member_id, supervisor, talking
from tests.console.desk import Desk
from tests.console.managers import belongs, ended, manager, reading
from tests.factories.log import acts, told


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def of_kazoku(desk: Desk) -> None:
    """Midori is of kazoku."""
    belongs(desk, "midori", "kazoku")


def test_opening_a_talk_stands_in_the_log_with_the_right_to_it(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    before = len(reading(desk))

    visitor.get(talk)
    leader.get(talk)

    assert reading(desk)[before:] == [("talk_read", "own_talk"), ("talk_read", "on_shift")]
    readers = {str(row.actor_id) for row in told(desk.evening) if row.act == "talk_read"}
    assert readers == {member_id(desk, "midori"), member_id(desk, "asagi")}


def test_a_page_that_reads_again_with_every_change_is_one_entry_in_ten_minutes(
    desk: Desk,
) -> None:
    talk, visitor = talking(desk)
    for _ in range(3):
        visitor.get(talk)
        visitor.get(f"{talk}/changes?since=0", headers={"X-Fragment": "1"})
    assert len(reading(desk)) == 1

    desk.evening.pass_time(601)
    desk.reopen()
    desk.signed_in("midori").get(f"{talk}/changes?since=0", headers={"X-Fragment": "1"})

    assert len(reading(desk)) == 2


def test_what_one_may_not_open_is_no_reading(desk: Desk) -> None:
    talk = ended(desk)
    before = len(reading(desk))

    manager(desk).get(talk, 404)

    assert len(reading(desk)) == before


def test_who_hands_a_talk_on_loses_it_at_once_and_the_log_says_so(desk: Desk) -> None:
    talk, visitor = talking(desk)
    leader = supervisor(desk)
    leader.get(talk)

    leader.post(f"{talk}/take-over")

    visitor.get(talk, 404)
    last = [row for row in told(desk.evening) if row.act == "talk_passed_on"]
    assert [(str(row.actor_id), row.reason) for row in last] == [
        (member_id(desk, "asagi"), "taken_over")
    ]


def test_a_manager_sees_who_opened_which_talk_and_why(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)

    page = manager(desk).get("/access-log")

    assert "みどり" in page
    assert "やりとりを開いた" in page
    assert "自分の受け持ち" in page
    assert re.search(r"やまなし-[0-9A-Z]{4}", page)
    assert "こんばんは" not in page


def test_looking_at_the_log_stands_in_the_log(desk: Desk) -> None:
    visitor = manager(desk)

    visitor.get("/access-log")

    assert acts(desk.evening)[-1] == "audit_read"
    assert "この記録簿を見た" in visitor.get("/access-log")


def test_another_organisations_manager_sees_nothing_of_it(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)

    page = manager(desk, "ruri", "shien").get("/access-log")

    assert "みどり" not in page
    assert "やりとりを開いた" not in page


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SUPERVISOR, Role.COORDINATOR])
def test_only_managers_see_the_log(desk: Desk, role: Role) -> None:
    desk.evening.member("asagi", role)

    desk.signed_in("asagi").get("/access-log", 404)


def test_the_log_is_narrowed_to_a_member_or_a_day(desk: Desk) -> None:
    talk, visitor = talking(desk)
    visitor.get(talk)
    watcher = manager(desk)
    watcher.get("/access-log")
    midori, hisui = member_id(desk, "midori"), member_id(desk, "hisui")

    assert "やりとりを開いた" in watcher.get(f"/access-log?member={midori}&day=2026-11-24")
    assert "やりとりを開いた" not in watcher.get(f"/access-log?member={hisui}")
    assert "やりとりを開いた" not in watcher.get("/access-log?day=2026-11-23")
    watcher.get("/access-log?day=yesterday", 400)
    watcher.get("/access-log?member=me", 400)


def test_a_long_log_is_read_page_by_page_without_loss_or_doubles(desk: Desk) -> None:
    manager(desk)
    with desk.evening.program.open_look() as look:
        hisui = look.session.query(Member).filter_by(login="hisui").one().id
    for _ in range(60):
        with desk.evening.program.open_work() as work:
            access_log.read(work, member_id=hisui, wanted=Wanted())

    with desk.evening.program.open_work() as work:
        first = access_log.read(work, member_id=hisui, wanted=Wanted())
        rest = access_log.read(work, member_id=hisui, wanted=Wanted(cursor=first.older))

    assert (len(first.entries), len(rest.entries)) == (50, 10)
    assert rest.older is None
    assert min(entry.at for entry in first.entries) >= max(entry.at for entry in rest.entries)


def test_a_cursor_of_another_organisation_leads_nowhere(desk: Desk) -> None:
    watcher, stranger = manager(desk), manager(desk, "ruri", "shien")
    for _ in range(60):
        watcher.get("/access-log")
    match = re.search(r"older=([\w-]+)", watcher.get("/access-log"))
    assert match is not None

    watcher.get(f"/access-log?older={match[1]}")
    stranger.get(f"/access-log?older={match[1]}", 404)
    watcher.get("/access-log?older=1", 404)
