"""Whom the phone tree calls: in order, at their hours, once their organisation has joined."""

from datetime import date, datetime

from domain.clock import TOKYO
from routing.phone_tree import Branch
from services import phone_tree
from services.phone_tree import Rung
from tests.factories.organisations import joins
from tests.factories.phone_tree import branch, has_tree
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE

DAY: Branch = branch("責任者", "kazoku_phone")
NIGHT: Branch = branch("夜間の当番", "night", organisation="shien", is_on_call=True)


def rungs(evening: Evening, organisation: str | None = None) -> tuple[Rung, ...]:
    with evening.program.open_look() as look:
        return phone_tree.rungs(look, organisation)


def test_without_a_tree_there_is_nobody_to_call(evening: Evening) -> None:
    assert rungs(evening) == ()


def test_in_an_evening_everybody_may_be_called(evening: Evening) -> None:
    has_tree(evening, DAY, NIGHT)

    assert [(rung.name, rung.way, rung.may_be_called) for rung in rungs(evening)] == [
        ("責任者", "kazoku_phone", True),
        ("夜間の当番", "night", True),
    ]


def test_at_night_only_who_is_on_call(evening: Evening) -> None:
    has_tree(evening, DAY, NIGHT)
    evening.set_clock(datetime(2026, 11, 25, 3, 12, tzinfo=TOKYO))

    assert [rung.name for rung in rungs(evening) if rung.may_be_called] == ["夜間の当番"]


def test_the_organisation_that_is_asked_for_comes_first(evening: Evening) -> None:
    has_tree(evening, DAY, NIGHT)

    assert [rung.organisation for rung in rungs(evening, "shien")] == ["shien", "kazoku"]


def test_an_organisation_that_joins_later_is_not_called_yet(evening: Evening) -> None:
    has_tree(evening, DAY, NIGHT)
    joins(evening, "shien", date(2027, 4, 1))

    assert [rung.name for rung in rungs(evening)] == ["責任者"]
