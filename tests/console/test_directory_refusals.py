"""What the directory refuses without stumbling: odd posts, and a second person who is none."""

import pytest

from services import team
from services.team import Newcomer
from storage.models.member import Member
from tests.console.crew import supervisor
from tests.console.desk import Desk
from tests.console.test_directory_pages import FILLED, PASTED, entries, manager
from tests.factories.directory import kept, rings


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def test_numbers_without_end_are_none(desk: Desk) -> None:
    entry_id = kept(desk.evening)
    leader = supervisor(desk)
    leader.get("/directory/import")

    leader.post("/directory/import/keep", 422, table=PASTED, row=["9" * 5000])
    leader.get(f"/directory/{entry_id}/edit")
    leader.post(f"/directory/{entry_id}/edit", 409, **FILLED | {"based_on": "9" * 5000})
    leader.post(f"/directory/{entry_id}/confirm", 400, based_on="9" * 5000)

    assert [row.contact for row in entries(desk)] == ["0120-111-222"]


def test_a_sign_no_database_keeps_is_left_out(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/directory/new")

    leader.post("/directory/new", **FILLED | {"name": "夜の\0電話", "remark": "\0混む"})

    (row,) = entries(desk)
    assert (row.name, row.remark) == ("夜の電話", "混む")


def test_whom_somebody_has_made_is_told_that_they_are_no_second_person(desk: Desk) -> None:
    entry_id = kept(desk.evening)
    visitor = manager(desk)
    with desk.evening.program.open_work() as work:
        (own,) = work.session.query(Member).filter_by(login="sumire")
        fuji = team.invite(work, Newcomer(login="fuji", alias="ふじ"), by=own.id)[0]
    rings(desk.evening, entry_id, fuji)
    visitor.get(f"/directory/{entry_id}")

    page = visitor.post(f"/directory/{entry_id}/confirm", 409, based_on=2)

    assert "もう一人になれません。" in page
