"""A record in two hands: nothing typed is lost, nothing unread is signed."""

import pytest

from services import off_boarding
from storage.models.member import Member
from tests.console.desk import Desk
from tests.console.test_record_pages import SHORT, ended, supervisor, written


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows is the same on every database."""
    return sqlite_url


def test_what_was_changed_while_somebody_read_it_is_shown_anew(desk: Desk) -> None:
    record, visitor = written(desk)
    boss = supervisor(desk)
    boss.get(record)
    visitor.get(f"{record}/change")
    visitor.post(f"{record}/change", **(SHORT | {"words": "朝起きられない"}))

    page = boss.post(f"{record}/sign", 409, seen=boss.fields["seen"], comment="ひとこと")

    assert "朝起きられない" in page
    assert "ひとこと</textarea>" in page
    boss.post(f"{record}/sign", seen=boss.fields["seen"])
    assert "確認しました" in boss.get(record)


def test_a_second_tab_loses_no_word(desk: Desk) -> None:
    record, visitor = written(desk)

    page = visitor.post(record, 409, **(SHORT | {"words": "別の画面のことば"}))

    assert "別の画面のことば</textarea>" in page
    assert "もう書き終えられています" in page
    assert visitor.post(f"{record}/change", **(SHORT | {"words": "別の画面のことば"})) == record
    assert "別の画面のことば" in visitor.get(record)


def test_a_supervisor_writes_for_somebody_who_has_left_from_the_days_page(desk: Desk) -> None:
    record, _ = ended(desk)
    boss = supervisor(desk)
    boss.get(f"{record}/in-place", 404)
    with desk.evening.program.open_work() as work:
        left = work.session.query(Member).filter_by(login="midori").one()
        off_boarding.off_board(work, left.id, actor_id=None)
    assert f"{record}/in-place" in boss.get("/day")
    boss.get(f"{record}/in-place")

    assert boss.post(f"{record}/in-place", **SHORT) == record

    assert "に代わって" in boss.get(record)
