"""A note that is handed on: who reads it in another organisation, and where nobody would."""

import re

import pytest

from routing.agreement import Agreement
from tests.console.crew import colleague, member_id, talking
from tests.console.desk import Desk
from tests.console.managers import belongs
from tests.factories.organisations import agree


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def test_a_note_for_another_organisation_is_not_dropped_in_silence(desk: Desk) -> None:
    talk, visitor = talking(desk)
    other = colleague(desk)
    belongs(desk, "midori", "kazoku")
    belongs(desk, "asagi", "shien")
    names = {each.code: each.name for each in desk.evening.program.house.schedule.organisations}
    assert names["shien"] in visitor.get(f"{talk}/hand-over")

    page = visitor.post(f"{talk}/hand-over", 409, to=_asagi(desk), note="ゆっくりの方です")

    assert "このままでは、申し送りは見えません" in page
    assert visitor.fields["asked"] == "yes"
    assert re.search(rf'value="{_asagi(desk)}" required checked', page)
    assert "ゆっくりの方です</textarea>" in page
    visitor.post(f"{talk}/hand-over", to=_asagi(desk), note="ゆっくりの方です", crosses="yes")
    assert "ゆっくりの方です" in other.get("/")


def test_a_note_may_stay_within_the_organisation_once_that_was_asked(desk: Desk) -> None:
    talk, visitor = talking(desk)
    other = colleague(desk)
    belongs(desk, "midori", "kazoku")
    belongs(desk, "asagi", "shien")
    visitor.get(f"{talk}/hand-over")

    visitor.post(f"{talk}/hand-over", to=_asagi(desk), note="ゆっくりの方です", asked="yes")

    page = other.get("/")
    assert "みどりさんからの引き継ぎ" in page
    assert "ゆっくりの方です" not in page


def test_where_no_note_crosses_none_is_offered_to(desk: Desk) -> None:
    agree(desk.evening, Agreement(notes={"shien": frozenset({"kazoku"})}))
    desk.reopen()
    talk, visitor = talking(desk)
    colleague(desk)
    belongs(desk, "midori", "kazoku")
    belongs(desk, "asagi", "shien")

    page = visitor.get(f"{talk}/hand-over")

    assert "ほかの団体の相談員にも渡す" not in page
    to, note = _asagi(desk), "ゆっくり"
    refused = visitor.post(f"{talk}/hand-over", 409, to=to, note=note, crosses="yes")
    assert "申し送りは渡りません" in refused
    assert "ゆっくり</textarea>" in refused
    assert visitor.post(f"{talk}/hand-over", to=to, note=note, asked="yes") == talk


def _asagi(desk: Desk) -> str:
    return member_id(desk, "asagi")
