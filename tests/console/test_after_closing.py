"""The pages once it is closed: the inbox says so, and the day leads to what is left."""

from typing import Any

import pytest

from domain.permission import Role
from tests.console.crew import asked, ready
from tests.console.desk import Desk, Visitor
from tests.console.managers import visit_of
from tests.factories.time import at, at_risk

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


@pytest.fixture
def boss(desk: Desk) -> Visitor:
    """A supervisor who answers as well."""
    desk.evening.member("kohaku", Role.SUPERVISOR)
    return ready(desk, "kohaku")


def talks(desk: Desk, visitor: Visitor) -> str:
    """The page of a running talk."""
    desk.evening.says("こんばんは")
    talk = visitor.post(asked(visitor))
    desk.evening.work()
    visitor.get(talk)
    return talk


def goes_to(desk: Desk, hour: int, minute: int) -> None:
    """The console's process begins anew, later on this evening."""
    desk.evening.set_clock(at(hour, minute))
    desk.reopen()


def test_the_inbox_says_that_it_is_closed_for_today_and_what_is_left_to_do(
    desk: Desk, boss: Visitor
) -> None:
    talk = talks(desk, boss)
    boss.post(f"{talk}/end")
    open_page = boss.get("/")
    assert "今日は閉まっています" not in open_page
    assert 'href="#missing"' not in open_page

    goes_to(desk, 21, 30)

    page = desk.signed_in("kohaku").get("/")
    assert "今日は閉まっています。" in page
    assert 'href="#missing"' in page
    assert page.count('href="/review"') == 2
    assert "今、待っている方はいません" not in page


def test_ones_own_missing_record_is_led_to_from_the_day(desk: Desk, boss: Visitor) -> None:
    talk = talks(desk, boss)
    boss.post(f"{talk}/end")

    assert f'href="{talk}/record">記録を書く' in boss.get("/day")


def test_the_day_shows_the_higher_of_the_talks_danger_and_the_records(
    desk: Desk, boss: Visitor
) -> None:
    talk = talks(desk, boss)
    at_risk(desk.evening, visit_of(talk), 2)
    record = boss.post(f"{talk}/end")
    assert "<td>R2</td>" in boss.get("/day")
    boss.get(record)
    boss.post(record, **SHORT)

    assert "<td>R2</td>" in boss.get("/day")


def test_kinds_of_danger_stand_apart_from_the_level(desk: Desk, boss: Visitor) -> None:
    record = boss.post(f"{talks(desk, boss)}/end")
    boss.get(record)
    boss.post(record, **(SHORT | {"risk": "R3", "risk_kinds": ["1", "2"]}))

    page = boss.get(record)

    assert page.count("<ul><li>") == 1
    assert "</li><li>" in page
    assert "<td>R3</td>" in boss.get("/day")
