"""What offices have published comes out of the sheet, and every word does what it says."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from domain.conversation import End
from domain.record_details import DECADES, Age, decade_of
from domain.statistics import sheet
from domain.statistics.cohort import Standing, cohort
from domain.statistics.coming import NOTHING, Coming, Fact, Outcome, comings
from domain.statistics.counted import Friends, Material
from domain.statistics.definitions import DEFINITIONS, Definition
from domain.statistics.fact import Correction, FactCode, FactKind, OpenWordError, checked
from domain.statistics.periods import Length, Period
from domain.statistics.sheet import Sheet
from domain.statistics.table import Mark, Value
from tests.machinery.tree import ROOT

DAY = date(2020, 8, 1)


def visits(
    answered: int, persons: int, unanswered: int, replied: int | None = None
) -> list[Coming]:
    """So many visits that were answered, of so many people; and some that were not."""
    served = [
        Coming(
            on=DAY,
            pseudonym=str(number % persons).encode(),
            has_waited=True,
            answer_minutes=3,
            has_ended=True,
            exchanges=int(replied is None or number < replied),
        )
        for number in range(answered)
    ]
    left = Coming(on=DAY, pseudonym=b"x", has_waited=True, has_ended=True, end=End.FULL)
    return served + [left] * unanswered


def sheet_of(some: list[Coming]) -> Sheet:
    return sheet.make(Material(period=Period.month(2020, 8), visits=some))


def cell(made: Sheet, key: str, column: str, row: str = "all") -> Value:
    return made.find(key).cells[row, column]


def test_hiroshima_answered_90_1_percent_and_901_people_2_0_times_each() -> None:
    made = sheet_of(visits(1811, 901, 200))

    assert cell(made, "C", "in_hours") == 2011
    assert cell(made, "C", "answer_rate") == Decimal("90.1")
    assert cell(made, "D_mean", "answered_persons") == 901
    assert cell(made, "D_mean", "mean_talks") == Decimal("2.0")


def test_nagano_answered_34_6_percent() -> None:
    made = sheet_of(visits(547, 390, 1579 - 547))

    assert cell(made, "C", "answer_rate") == Decimal("34.6")
    assert cell(made, "C", "unserved") == 1032


def test_kanagawa_s_264_are_179_with_a_reply_and_85_without() -> None:
    made = sheet_of(visits(264, 200, 0, replied=179))

    answered, replied = cell(made, "C", "answered"), cell(made, "C", "with_reply")
    assert (answered, replied) == (264, 179)
    assert cell(made, "B", "visits", "answered") == 179 + 85


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.code)
def test_every_definition_s_example_comes_out(definition: Definition) -> None:
    assert definition.example() == definition.gives


def test_nothing_counted_is_zero_and_nothing_reckoned_is_a_dash() -> None:
    made = sheet_of([])

    assert cell(made, "B", "visits") == 0
    assert cell(made, "C", "answer_rate") is Mark.NOT_MEASURED
    assert cell(made, "E", "wait_median") is Mark.NOT_MEASURED
    assert cell(made, "A", "line_followers") is Mark.NOT_MEASURED


def test_every_table_has_a_value_in_every_cell_and_a_row_for_the_unknown() -> None:
    made = sheet_of(visits(3, 2, 1))

    for table in made.tables:
        places = {(row.code, column.code) for row in table.rows for column in table.columns}
        assert set(table.cells) == places
        if table.key in {"G_age", "G_area", "G_duration", "H", "K"}:
            assert "unknown" in {row.code for row in table.rows}
    assert cell(made, "G_age", "visits", "unknown") == 3


def test_what_two_issues_say_otherwise_is_told_cell_by_cell() -> None:
    first = sheet_of(visits(3, 2, 1))
    second = sheet_of(visits(4, 2, 0))

    found = {
        (each.table, each.row, each.column): (each.before, each.after)
        for each in sheet.differences(first, second)
    }

    assert sheet.differences(first, first) == ()
    assert found["C", "all", "answered"] == (3, 4)
    assert found["C", "all", "answer_rate"] == (Decimal("75.0"), Decimal("100.0"))


def test_friends_are_those_who_stayed_or_came_back() -> None:
    known = Friends(ever=215, returned_ever=3, blocked_ever=18, added=15)
    made = sheet.make(Material(period=Period.month(2020, 8), visits=(), friends=known))

    assert cell(made, "A", "active") == 200
    assert cell(made, "A", "block_rate") == Decimal("7.0")


def test_months_lie_in_quarters_and_quarters_in_fiscal_years() -> None:
    year = Period.year(2026)
    quarters = [Period.quarter(2026, number) for number in (1, 2, 3, 4)]

    assert [month.code for month in quarters[3].months()] == ["2027-01", "2027-02", "2027-03"]
    assert [month for each in quarters for month in each.months()] == list(year.months())
    assert (year.first, year.last) == (date(2026, 4, 1), date(2027, 3, 31))
    for period in (year, quarters[2], Period.month(2026, 12)):
        assert Period.read(period.code) == period
    assert Period.around(date(2027, 1, 5), Length.QUARTER).code == "fy2026-q4"
    with pytest.raises(ValueError, match="No such period"):
        Period.read("2026-13")


def test_a_cohort_grows_older_and_nobody_of_unknown_age_is_guessed_into_it() -> None:
    ice_age = cohort(2020, 34, 49)

    assert ice_age.ages_in(2026) == (40, 55)
    assert ice_age.standing("40-44", year=2026) is Standing.IN
    assert ice_age.standing("50-59", year=2026) is Standing.PARTLY
    assert ice_age.standing("60-69", year=2026) is Standing.OUT
    assert ice_age.standing("70-", year=2026) is Standing.OUT
    assert ice_age.standing("unsaid", year=2026) is Standing.UNKNOWN


@pytest.mark.parametrize(("first", "last"), [(15, 39), (34, 49), (40, 64)])
def test_the_ages_that_are_told_divide_at_every_edge_a_programme_counts_by(
    first: int, last: int
) -> None:
    who = cohort(2026, first, last)
    parts = [age for age in Age if age not in DECADES]

    assert who.uncovered(parts, [2026]) == ()
    inside = [age for age in parts if who.standing(age, year=2026) is Standing.IN]
    assert (inside[0].split("-")[0], inside[-1].split("-")[1]) == (str(first), str(last))
    assert {decade_of(age) for age in Age} == set(DECADES)


def test_a_fact_takes_no_open_word() -> None:
    with pytest.raises(OpenWordError):
        checked({FactCode.AREA: "甲府の駅前"})
    assert checked({FactCode.THEMES: "01,04"}) == {"themes": "01,04"}


def test_a_visit_out_of_hours_is_that_before_it_has_ended_too() -> None:
    night = Coming(on=DAY, pseudonym=b"n")

    assert night.outcome is Outcome.OUT_OF_HOURS
    assert dataclasses.replace(night, has_waited=True).outcome is Outcome.OPEN


def test_the_documented_definitions_are_those_of_the_code() -> None:
    page = (ROOT / "docs" / "numbers.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.split("## Definitions")[1].splitlines()]
    documented = [
        (row[0].strip("| `"), row[2].strip(" |")) for row in rows if row[0].startswith("| `")
    ]

    gives = ["—" if each.gives is Mark.NOT_MEASURED else str(each.gives) for each in DEFINITIONS]
    assert documented == list(zip([each.code for each in DEFINITIONS], gives, strict=True))


def fact(
    kind: FactKind, organisation: str | None = None, codes: Mapping[str, str] = NOTHING
) -> Fact:
    return Fact(
        kind=kind, on=DAY, pseudonym=b"p", stat_id="v", organisation=organisation, codes=codes
    )


def test_a_visit_is_of_who_ended_it_in_whatever_order_its_facts_are_read() -> None:
    told = [
        fact(FactKind.VISIT_BEGAN),
        fact(FactKind.WAITED),
        fact(FactKind.TAKEN, organisation="kazoku"),
        fact(FactKind.ANSWERED, organisation="kazoku"),
        fact(FactKind.ENDED, organisation="shien"),
        fact(FactKind.SET_ASIDE, organisation="kazoku", codes={FactCode.REASON: Correction.TEST}),
    ]

    assert {comings(order)[0].organisation for order in permutations(told)} == {"shien"}
    assert {comings(order)[0].organisation for order in permutations(told[:4])} == {"kazoku"}


@pytest.mark.parametrize(
    ("refused", "outcome", "end"),
    [(True, Outcome.TURNED_AWAY, End.FULL), (False, Outcome.OUT_OF_HOURS, End.OUT_OF_HOURS_ONLY)],
)
@pytest.mark.parametrize("late", [None, End.BLOCKED, End.OUT_OF_HOURS_ONLY])
def test_what_happens_long_afterwards_changes_no_old_month(
    refused: bool,  # noqa: FBT001 - a case
    outcome: Outcome,
    end: End,
    late: End | None,
) -> None:
    visit = Coming(on=DAY, was_refused=refused, has_ended=late is not None, end=late)

    assert (visit.outcome, visit.final_end) == (outcome, end)


def test_a_wait_of_a_try_of_ours_is_in_no_median() -> None:
    real = Coming(on=DAY, has_waited=True, wait_minutes=2, answer_minutes=3)
    tried = dataclasses.replace(real, is_test=True, wait_minutes=90)

    assert cell(sheet_of([real, tried]), "E", "wait_median") == Decimal("2.0")


def test_what_nobody_noted_of_the_service_is_not_measured() -> None:
    made = sheet_of([])

    for key, column in [
        ("M", "evenings"),
        ("M", "open_minutes"),
        ("M", "member_minutes"),
        ("N", "outages"),
        ("N", "definitions"),
    ]:
        assert cell(made, key, column) is Mark.NOT_MEASURED
    assert cell(made, "N", "set_aside") == 0
