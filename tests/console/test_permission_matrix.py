"""Every role at every door, own things and others': what the checked-in table says, and no more."""

from collections.abc import Iterator

import pytest

from bot.app import create_web
from bot.wiring import Program
from tests.console.matrix import (
    MEMBERS,
    TABLE,
    Door,
    Town,
    doors,
    read_table,
    settle,
    written,
)
from tests.machinery.evening import Evening


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Who may do what is the same on every database."""
    return sqlite_url


@pytest.fixture
def town(evening: Evening) -> Iterator[Town]:
    town = settle(evening)
    yield town
    town.desk.close()


def test_every_door_answers_everybody_as_the_table_says(town: Town) -> None:
    table = read_table()
    known = {door.way for door in table if not door.thing}
    left_out = [Door(*way) for way in doors(town.app) if way not in known]

    found = {
        door: {who: town.ask(door, who).status_code for who in town.visitors}
        for door in [*table, *left_out]
    }

    different = [written(door, found[door]) for door in found if found[door] != table.get(door)]
    assert not different, f"{TABLE.name} says otherwise of:\n" + "\n".join(different)


def test_the_table_names_no_door_that_is_not_there(sqlite_program: Program) -> None:
    web = create_web(sqlite_program)
    web.stop()

    assert {door.way for door in read_table()} <= set(doors(web.app))


def test_everybody_has_a_first_page(town: Town) -> None:
    for who in MEMBERS:
        first = town.visitors[who].client.get("/", follow_redirects=True)

        assert first.status_code == 200
        assert "<h1" in first.text


def test_no_form_says_whose_something_is(town: Town) -> None:
    """Fields nobody asked for change nothing (mass assignment)."""
    extra = {
        name: str(town.members["counsellor_b"])
        for name in ("assigned_to", "counsellor_id", "owner", "by", "actor_id", "from_member_id")
    }
    extra |= {"organisation": "shien", "org_id": "shien", "organisation_id": "shien"}
    extra |= {"is_active": "", "is_admin": "yes", "permission": "change_team"}

    let_in = {
        door: next((who for who in MEMBERS if statuses[who] in {200, 204, 303}), None)
        for door, statuses in read_table().items()
        if door.method == "POST"
    }

    made_more = {"role": "manager", "is_manager": "yes"}  # what one page alone asks for
    changed = [
        f"{door} as {who}"
        for door, who in let_in.items()
        for odd in ({} if door.rule == "/team/<uuid:member_id>" else made_more,)
        if who and _left(town, door, who, {}) != _left(town, door, who, extra | odd)
    ]

    assert changed == []


def _left(town: Town, door: Door, who: str, extra: dict[str, str]) -> object:
    """What an act would have left behind of whose everything is."""
    town.database.left.clear()
    status = town.ask(door, who, **extra).status_code
    return status, list(town.database.left)
