"""Indicators that are reckoned from the service's own facts, for a fiscal year.

Totals of what the service itself does for everybody are exact. What counts people, or those of a
cohort, is shown by the rule of disclosure (``domain.disclosure.rule``) to whoever may not see the
exact figures, and of closed years alone: what differs from one day to the next is one person. Who
is under a cohort is counted by the age that was written down; whose band
lies across its edge, or is unknown, is not.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from domain.clock import TOKYO
from domain.destination import Offer
from domain.disclosure.closing import is_closed
from domain.disclosure.rule import Rule, is_small, rounded
from domain.indicator import CellText, Measure, SheetFacts, Slot, SlotKind
from domain.indicator_value import PROTECTED
from domain.record_details import ReferStep
from domain.service_day import fiscal_year
from domain.statistics.cohort import Cohort, Standing, cohort
from domain.statistics.coming import Coming, Fact, Outcome, comings
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.periods import Length, Period
from services.indicators import Indicator, IndicatorTable
from services.work import Work
from storage.queries import indicator_facts

_AGES: Final = re.compile(r"(\d{1,2})\s*[〜～~\-－–ー]\s*(\d{1,2})\s*歳")
_OF_ANSWERS: Final = (
    FactKind.VISIT_BEGAN,
    FactKind.ANSWERED,
    FactKind.RECORDED,
    FactKind.SET_ASIDE,
)
"""What tells that a visit was answered, and of whom it was."""

_OF_ACTIVITY: Final = frozenset({Measure.FRIENDS_ADDED, Measure.PROGRAMME_ATTENDED, Measure.VISITS})
"""What the service did for everybody: of a whole year, with no property of anybody."""


class Years:
    """The facts of fiscal years, each fetched once: tables ask for the same ones many times."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.first = indicator_facts.first_year(work.session)
        self.today = work.now.astimezone(TOKYO).date()
        self.rule = work.house.disclosure
        self._answered: dict[int, list[Coming]] = {}
        self._of_cohort: dict[tuple[int, Cohort], list[Coming]] = {}
        self._facts: dict[tuple[int, FactKind], list[Fact]] = {}

    def answered(self, year: int) -> list[Coming]:
        """The visits a human answered (対応)."""
        if year not in self._answered:
            found = comings(indicator_facts.of_year(self._work.session, year, _OF_ANSWERS))
            self._answered[year] = [each for each in found if each.outcome is Outcome.ANSWERED]
        return self._answered[year]

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


def reckoned(
    work: Work, table: IndicatorTable, *, years: Years | None = None, is_exact: bool = False
) -> IndicatorTable:
    """The table, its reckoned rows filled for the years the service knows of; others are "—".

    ``is_exact``: for somebody who may see exact figures; others are shown closed years, and people
    by the rule of disclosure. ``years``: shared by tables that are reckoned one after another.
    """
    years = years or Years(work)
    if not any(each.facts.measure for each in table.indicators):
        return table
    return replace(
        table,
        indicators=tuple(
            _filled(years, table.facts, each, is_exact=is_exact) for each in table.indicators
        ),
    )


def value(work: Work, measure: Measure, year: int, *, of: Cohort | None = None) -> int | None:
    """What was reached in a fiscal year; None where the service did not run yet, or not begun."""
    return _value(Years(work), measure, year, of)


def cohort_of(sheet: SheetFacts) -> Cohort | None:
    """Whom a sheet counts, where it says so in ages: those of its first year."""
    found = _AGES.search(sheet.cohort)
    if found is None or not sheet.years:
        return None
    return cohort(sheet.years[0], int(found[1]), int(found[2]))


def counts_people(measure: Measure, of: Cohort | None) -> bool:
    """Whether a number tells of people, not of what the service did."""
    return measure not in _OF_ACTIVITY or (measure is Measure.VISITS and of is not None)


def _value(years: Years, measure: Measure, year: int, of: Cohort | None) -> int | None:
    if years.first is None or not years.first <= year <= fiscal_year(years.today):
        return None
    return _REACHED[measure](years, year, of)


def _filled(years: Years, sheet: SheetFacts, row: Indicator, *, is_exact: bool) -> Indicator:
    if row.facts.measure is None:
        return row
    people = cohort_of(sheet)
    cells: dict[Slot, CellText] = dict(row.cells)
    is_protected = not is_exact and counts_people(row.facts.measure, people)
    for year in sheet.years:
        if not is_exact and not _is_over(year, years.today):
            continue
        slot = Slot(kind=SlotKind.ACTUAL, year=year)
        reached = _value(years, row.facts.measure, year, people)
        if sheet.find(slot) is not None and reached is not None:
            said = _protected(reached, years.rule) if is_protected else f"{reached:,}"
            cells[slot] = CellText(printed=said, as_of=_as_of(year, years.today))
    return replace(row, cells=cells)


def _protected(count: int, rule: Rule) -> str:
    return PROTECTED if is_small(count, rule) else f"{rounded(count, rule):,}"


def _is_over(year: int, today: date) -> bool:
    return is_closed(Period.around(date(year, 4, 1), Length.YEAR), today)


def _as_of(year: int, today: date) -> str:
    """A year that still runs is reckoned until today."""
    return f"{today:%Y/%m/%d}" if fiscal_year(today) == year else ""


def _friends(years: Years, year: int, of: Cohort | None) -> int:
    """Who added the account for the first time; who came back after a block is not added again."""
    del of  # friends have no age
    return len(years.facts(year, FactKind.FRIEND_ADDED))


def _attended(years: Years, year: int, of: Cohort | None) -> int:
    """Attendances of group programmes, 延べ: by code, and by heads where more came without one.

    Heads are of all who came, with and without a code: of a day the larger number counts, so that
    nobody is counted twice. Of several dates on one day it is the least there can have been.
    """
    del of
    by_code, by_heads = (
        _by_day(years, year, kind)
        for kind in (FactKind.PROGRAMME_ATTENDED, FactKind.PROGRAMME_HEADS)
    )
    return sum(max(by_code[day], by_heads[day]) for day in by_code.keys() | by_heads.keys())


def _persons(years: Years, year: int, of: Cohort | None) -> int:
    """Who took part by a code at least once: 実, and each whom nobody knows again."""
    del of
    found = _of_groups(years, year, FactKind.PROGRAMME_ATTENDED)
    known = {fact.pseudonym for fact in found if fact.pseudonym is not None}
    return len(known) + sum(fact.number for fact in found if fact.pseudonym is None)


def _by_day(years: Years, year: int, kind: FactKind) -> Counter[date]:
    counted: Counter[date] = Counter()
    for fact in _of_groups(years, year, kind):
        counted[fact.on] += fact.number
    return counted


def _of_groups(years: Years, year: int, kind: FactKind) -> list[Fact]:
    found = years.facts(year, kind)
    return [each for each in found if each.codes.get(FactCode.PROGRAMME) == Offer.GROUP_PROGRAMME]


def _linked(years: Years, year: int, of: Cohort | None) -> int:
    """Referrals that the destination has confirmed."""
    del of
    found = years.facts(year, FactKind.REFERRAL_STEP)
    return sum(fact.codes.get(FactCode.STEP) == ReferStep.CONFIRMED for fact in found)


def _visits(years: Years, year: int, of: Cohort | None) -> int:
    return len(years.of_cohort(year, of))


def _new_persons(years: Years, year: int, of: Cohort | None) -> int:
    """Distinct people whom a human answered for the first time in this year."""
    new = {each.pseudonym for each in years.answered(year) if each.is_first_answered}
    return len(new & {each.pseudonym for each in years.of_cohort(year, of)})


_REACHED: Final[Mapping[Measure, Callable[[Years, int, Cohort | None], int]]] = {
    Measure.FRIENDS_ADDED: _friends,
    Measure.PROGRAMME_ATTENDED: _attended,
    Measure.PROGRAMME_PERSONS: _persons,
    Measure.LINKED: _linked,
    Measure.VISITS: _visits,
    Measure.NEW_PERSONS: _new_persons,
}
