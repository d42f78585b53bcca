"""Issues of a sheet: each can be made again as it was, and says what it says otherwise."""

from datetime import date
from uuid import UUID

import pytest

from domain.statistics.fact import Correction, FactKind
from services import sheet_issues, stat_corrections
from services.sheet_issues import Issued
from storage.models.statistics import StatFact
from tests.factories.month import NOVEMBER, Month, cell
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE


def issued(month: Month, number: int | None = None) -> Issued:
    with month.evening.program.open_look() as work:
        made = sheet_issues.make(work, NOVEMBER, organisation=None, number=number)
    assert made is not None
    return made


def facts(evening: Evening, kind: FactKind) -> list[UUID]:
    return [row.id for row in rows(evening, StatFact) if row.kind is kind]


@pytest.fixture
def month(evening: Evening) -> Month:
    """Two talks, a friend, a message and a fact that LINE tells; then the month is over."""
    month = Month(evening)
    for who in ("a", "b"):
        evening.arrive(evening.event("follow", who))
    month.talk("a")
    month.at(2, "16:05")
    month.talk("a")
    return month


def test_a_month_that_runs_has_no_issue_and_one_that_is_over_has_the_first(month: Month) -> None:
    running = issued(month)
    month.at(36, "10:00")  # the sixth of December

    first = issued(month)

    assert (running.issue, running.issues) == (None, ())
    assert first.issues == (first.issue,)
    assert first.issue is not None
    assert (first.issue.number, first.issue.as_of) == (1, date(2026, 12, 5))
    assert first.sheet == running.sheet
    with month.evening.program.open_look() as work:
        assert sheet_issues.make(work, NOVEMBER, organisation=None, number=2) is None


def test_a_correction_is_an_issue_that_says_each_cell_and_leaves_the_first_as_it_was(
    month: Month,
) -> None:
    month.at(36, "10:00")
    first = issued(month)
    month.at(40, "10:00")
    with month.evening.program.open_work() as work:
        for kind in (FactKind.VISIT_BEGAN, FactKind.FRIEND_ADDED, FactKind.MESSAGE_IN):
            stat_corrections.set_aside(
                work, facts(month.evening, kind)[0], reason=Correction.MISTAKE
            )
    month.at(45, "10:00")

    second = issued(month)

    assert second.issue is not None
    assert (second.issue.number, second.issue.as_of) == (2, date(2026, 12, 10))
    found = {(each.table, each.column): (each.before, each.after) for each in second.differences}
    assert found["A", "added"] == (2, 1)
    assert found["C", "answered"] == (2, 1)
    assert found["B_messages", "in"] == (4, 3)
    assert issued(month, 1).sheet == first.sheet
    assert cell(second.sheet, "A", "added") == 1


def test_the_end_of_a_night_s_visit_noted_months_later_is_no_issue(month: Month) -> None:
    month.at(20, "23:00")
    month.evening.says("起きてますか", "c")
    month.at(50, "16:05")

    month.evening.says("また来ました", "c")

    assert len(issued(month).issues) == 1
