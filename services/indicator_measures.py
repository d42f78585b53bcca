"""Indicators that are reckoned from the service's own facts, for a fiscal year.

Whoever may see exact figures sees them as they are today; people, only where there is no other
organisation whose they could be. Others, and every file, are told what was released of a year that
is over (``services.releases``): there people are protected and audited against everything else that
was ever told. Who is under a cohort is counted by the age that was
written down; whose band lies across its edge, or is unknown, is not.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from domain import indicator_counts
from domain.clock import TOKYO
from domain.disclosure.catalogue import ALL, ANSWERED, COHORTS, INDICATORS
from domain.disclosure.closing import months_of
from domain.disclosure.indicating import column_of
from domain.disclosure.indicator_lines import ATTENDED, LINKED, NEW_PERSONS, TOOK_PART
from domain.indicator import CellText, Measure, SheetFacts, Slot, SlotKind
from domain.indicator_value import PROTECTED
from domain.service_day import fiscal_year
from domain.statistics.cohort import Cohort, Standing
from domain.statistics.coming import Coming, Fact, Outcome, comings
from domain.statistics.fact import FactKind
from domain.statistics.periods import Period
from domain.statistics.table import Mark, Value
from services import release_tables
from services.indicator_cohorts import OF_A_COHORT, cohort_of
from services.indicators import Indicator, IndicatorTable
from services.work import Work
from storage.queries import indicator_facts, releases

_OF_ANSWERS: Final = (
    FactKind.VISIT_BEGAN,
    FactKind.ANSWERED,
    FactKind.RECORDED,
    FactKind.SET_ASIDE,
)
"""What tells that a visit was answered, and of whom it was."""

_ACTIVITY: Final = "activity"
_TOLD: Final[Mapping[Measure, tuple[str, str]]] = {
    Measure.FRIENDS_ADDED: (_ACTIVITY, "friends_added"),
    Measure.PROGRAMME_ATTENDED: (INDICATORS, ATTENDED),
    Measure.PROGRAMME_PERSONS: (INDICATORS, TOOK_PART),
    Measure.LINKED: (INDICATORS, LINKED),
    Measure.VISITS: (_ACTIVITY, ANSWERED),
    Measure.NEW_PERSONS: (INDICATORS, NEW_PERSONS),
}
"""In which table of a year's release each stands, and its column there."""

_OF_ACTIVITY: Final = frozenset({Measure.FRIENDS_ADDED, Measure.PROGRAMME_ATTENDED, Measure.VISITS})
"""What the service did for everybody: of a whole year, with no property of anybody."""


class Years:
    """The facts of fiscal years, each fetched once: tables ask for the same ones many times."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.first = indicator_facts.first_year(work.session)
        self.today = work.now.astimezone(TOKYO).date()
        self._told: dict[int, dict[tuple[str, str], Value]] = {}
        self._answered: dict[int, list[Coming]] = {}
        self._counted: dict[int, int] = {}
        self._of_cohort: dict[tuple[int, Cohort], list[Coming]] = {}
        self._facts: dict[tuple[int, FactKind], list[Fact]] = {}

    def answered(self, year: int) -> list[Coming]:
        """The visits a human answered (対応)."""
        if year not in self._answered:
            found = comings(indicator_facts.of_year(self._work.session, year, _OF_ANSWERS))
            self._answered[year] = [each for each in found if each.outcome is Outcome.ANSWERED]
        return self._answered[year]

    def count_answered(self, year: int) -> int:
        """How many they are, where nothing else is asked of them."""
        if year not in self._counted:
            self._counted[year] = indicator_facts.count_answered(self._work.session, year)
        return self._counted[year]

    def of_cohort(self, year: int, of: Cohort | None) -> list[Coming]:
        """Those of a cohort, where one is asked for."""
        if of is None:
            return self.answered(year)
        if (year, of) not in self._of_cohort:
            ages = {each.subject_age for each in self.answered(year)}
            inside = {age for age in ages if of.standing(age, year=year) is Standing.IN}
            self._of_cohort[year, of] = [
                each for each in self.answered(year) if each.subject_age in inside
            ]
        return self._of_cohort[year, of]

    def facts(self, year: int, kind: FactKind) -> list[Fact]:
        """The facts of one kind that belong to no visit."""
        if (year, kind) not in self._facts:
            found = indicator_facts.of_year(self._work.session, year, [kind])
            self._facts[year, kind] = found
        return self._facts[year, kind]

    def told(self, year: int) -> Mapping[tuple[str, str], Value]:
        """What was released of a year in its last edition, by table and column; else nothing."""
        if year not in self._told:
            row = releases.latest(self._work.session, *months_of(Period.year(year)))
            tables = release_tables.read(row.tables) if row is not None else ()
            self._told[year] = {
                (table.key, column): said
                for table in tables
                for (line, column), said in table.cells.items()
                if line == ALL
            }
        return self._told[year]


def reckoned(
    work: Work, table: IndicatorTable, *, years: Years | None = None, is_exact: bool = False
) -> IndicatorTable:
    """The table, its reckoned rows filled for the years the service knows of; others are "—".

    ``is_exact``: for somebody who may see the exact figures of their organisation; others are shown
    what was released, and so is everybody where people of several organisations are counted.
    ``years``: shared by tables that are reckoned one after another.
    """
    years = years or Years(work)
    is_whole = len(work.house.schedule.organisations) <= 1
    of = cohort_of(table.facts)
    if not any(each.facts.measure for each in table.indicators):
        return table
    return replace(
        table,
        indicators=tuple(
            _filled(
                years, table.facts, each, is_exact=is_exact and (is_whole or not _tells(each, of))
            )
            for each in table.indicators
        ),
    )


def value(work: Work, measure: Measure, year: int, *, of: Cohort | None = None) -> int | None:
    """What was reached in a fiscal year; None where the service did not run yet, or not begun."""
    return _value(Years(work), measure, year, of)


def _tells(row: Indicator, of: Cohort | None) -> bool:
    return row.facts.measure is not None and counts_people(row.facts.measure, of)


def counts_people(measure: Measure, of: Cohort | None) -> bool:
    """Whether a number tells of people, not of what the service did."""
    return measure not in _OF_ACTIVITY or (measure is Measure.VISITS and of is not None)


def _value(years: Years, measure: Measure, year: int, of: Cohort | None) -> int | None:
    if years.first is None or not years.first <= year <= fiscal_year(years.today):
        return None
    return _REACHED[measure](years, year, of)


def _filled(years: Years, sheet: SheetFacts, row: Indicator, *, is_exact: bool) -> Indicator:
    measure = row.facts.measure
    if measure is None:
        return row
    of = cohort_of(sheet)
    cells: dict[Slot, CellText] = dict(row.cells)
    for year in sheet.years:
        slot = Slot(kind=SlotKind.ACTUAL, year=year)
        if sheet.find(slot) is None:
            continue
        if is_exact:
            said = _said(_value(years, measure, year, of))
        else:
            said = _said(years.told(year).get(_column(measure, of)))
        if said is not None:
            as_of = _as_of(year, years.today) if is_exact else ""
            cells[slot] = CellText(printed=said, as_of=as_of)
    return replace(row, cells=cells)


def _column(measure: Measure, of: Cohort | None) -> tuple[str, str]:
    if of is None or measure not in OF_A_COHORT:
        return _TOLD[measure]
    return COHORTS, column_of(measure.value, of)


def _said(number: Value | None) -> str | None:
    if number is Mark.PROTECTED:
        return PROTECTED
    return f"{number:,}" if isinstance(number, int) else None


def _as_of(year: int, today: date) -> str:
    """A year that still runs is reckoned until today."""
    return f"{today:%Y/%m/%d}" if fiscal_year(today) == year else ""


def _friends(years: Years, year: int, of: Cohort | None) -> int:
    """Who added the account for the first time; who came back after a block is not added again."""
    del of  # friends have no age
    return len(years.facts(year, FactKind.FRIEND_ADDED))


def _attended(years: Years, year: int, of: Cohort | None) -> int:
    del of
    return indicator_counts.attended(
        [
            *years.facts(year, FactKind.PROGRAMME_ATTENDED),
            *years.facts(year, FactKind.PROGRAMME_HEADS),
        ]
    )


def _persons(years: Years, year: int, of: Cohort | None) -> int:
    del of
    return indicator_counts.programme_persons(years.facts(year, FactKind.PROGRAMME_ATTENDED))


def _linked(years: Years, year: int, of: Cohort | None) -> int:
    del of
    return indicator_counts.linked(years.facts(year, FactKind.REFERRAL_STEP))


def _visits(years: Years, year: int, of: Cohort | None) -> int:
    return years.count_answered(year) if of is None else len(years.of_cohort(year, of))


def _new_persons(years: Years, year: int, of: Cohort | None) -> int:
    """Distinct people whom a human answered for the first time in this year."""
    new = indicator_counts.newly_answered(years.answered(year))
    return len(new & {each.pseudonym for each in years.of_cohort(year, of)})


_REACHED: Final[Mapping[Measure, Callable[[Years, int, Cohort | None], int]]] = {
    Measure.FRIENDS_ADDED: _friends,
    Measure.PROGRAMME_ATTENDED: _attended,
    Measure.PROGRAMME_PERSONS: _persons,
    Measure.LINKED: _linked,
    Measure.VISITS: _visits,
    Measure.NEW_PERSONS: _new_persons,
}
