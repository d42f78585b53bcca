"""The ages plans speak of, on the sheet: who surely is of them, and of whom nobody can say."""

from datetime import date

from domain.record_details import Age
from domain.statistics import sheet
from domain.statistics.coming import Coming
from domain.statistics.counted import Material
from domain.statistics.fact import FactCode
from domain.statistics.periods import Period

ROWS = ("in", "partly", "out", "unknown", "all")


def test_of_whom_only_a_decade_is_known_is_guessed_into_no_ages_but_stands_apart() -> None:
    ages = (Age.THIRTIES, Age.JUST_34, Age.FORTIES, Age.FROM_30, Age.UNKNOWN, Age.UNSAID)
    told = [
        Coming(
            on=date(2026, 11, 2),
            pseudonym=age.encode(),
            has_waited=True,
            has_ended=True,
            answer_minutes=3,
            record={FactCode.SUBJECT_AGE: age},
        )
        for age in ages
    ]

    made = sheet.make(Material(period=Period.month(2026, 11), visits=told)).find("G_cohorts")

    assert [made.cells[row, "34-49"] for row in ROWS] == [2, 1, 1, 2, 6]
    assert [made.cells[row, "15-39"] for row in ROWS] == [3, 0, 1, 2, 6]
