"""Indicators that are reckoned from the service's own facts, for a fiscal year.

Totals of what the service itself does for everybody; no cross of two properties stands beside them,
so that nobody is singled out. Who is under a cohort is counted by the age that was written down;
whose band lies across its edge, or is unknown, is not.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from domain.clock import TOKYO
from domain.indicator import CellText, Measure, SheetFacts, Slot, SlotKind
from domain.record_details import ReferStep
from domain.service_day import fiscal_year
from domain.statistics.cohort import Cohort, Standing, cohort
from domain.statistics.coming import Coming, Outcome, comings
from domain.statistics.fact import FactCode, FactKind
from services.indicators import Indicator, IndicatorTable
from services.work import Work
from storage.queries import indicator_facts

_AGES: Final = re.compile(r"(\d{1,2})\s*[〜～~\-－–ー]\s*(\d{1,2})\s*歳")
_OF_VISITS: Final = (
    FactKind.VISIT_BEGAN,
    FactKind.WAITED,
    FactKind.TURNED_AWAY,
    FactKind.TAKEN,
    FactKind.ANSWERED,
    FactKind.ENDED,
    FactKind.RECORDED,
    FactKind.SET_ASIDE,
)


def reckoned(work: Work, table: IndicatorTable) -> IndicatorTable:
    """The table, its reckoned rows filled for the years the service knows of; others are "—"."""
    if not any(each.facts.measure for each in table.indicators):
        return table
    return replace(
        table, indicators=tuple(_filled(work, table.facts, each) for each in table.indicators)
    )


def value(work: Work, measure: Measure, year: int, *, of: Cohort | None = None) -> int | None:
    """What was reached in a fiscal year; None where the service did not run yet, or not begun."""
    first = indicator_facts.first_year(work.session)
    today = work.now.astimezone(TOKYO).date()
    if first is None or year < first or year > fiscal_year(today):
        return None
    return _REACHED[measure](work, year, of)


def cohort_of(sheet: SheetFacts) -> Cohort | None:
    """Whom a sheet counts, where it says so in ages: those of its first year."""
    found = _AGES.search(sheet.cohort)
    if found is None or not sheet.years:
        return None
    return cohort(sheet.years[0], int(found[1]), int(found[2]))


def _filled(work: Work, sheet: SheetFacts, row: Indicator) -> Indicator:
    if row.facts.measure is None:
        return row
    people = cohort_of(sheet)
    cells: dict[Slot, CellText] = dict(row.cells)
    today = work.now.astimezone(TOKYO).date()
    for year in sheet.years:
        slot = Slot(kind=SlotKind.ACTUAL, year=year)
        reached = value(work, row.facts.measure, year, of=people)
        if sheet.find(slot) is not None and reached is not None:
            cells[slot] = CellText(printed=f"{reached:,}", as_of=_as_of(year, today))
    return replace(row, cells=cells)


def _as_of(year: int, today: date) -> str:
    """A year that still runs is reckoned until today."""
    return f"{today:%Y/%m/%d}" if fiscal_year(today) == year else ""


def _friends(work: Work, year: int, of: Cohort | None) -> int:
    """Who added the account for the first time; who came back after a block is not added again."""
    del of  # friends have no age
    return sum(1 for _ in indicator_facts.of_year(work.session, year, [FactKind.FRIEND_ADDED]))


def _attended(work: Work, year: int, of: Cohort | None) -> int:
    """Who took part at least once: distinct people, and each whom nobody knows again."""
    del of
    found = list(indicator_facts.of_year(work.session, year, [FactKind.PROGRAMME_ATTENDED]))
    known = {fact.pseudonym for fact in found if fact.pseudonym is not None}
    return len(known) + sum(fact.number for fact in found if fact.pseudonym is None)


def _linked(work: Work, year: int, of: Cohort | None) -> int:
    """Referrals that the destination has confirmed."""
    del of
    found = indicator_facts.of_year(work.session, year, [FactKind.REFERRAL_STEP])
    return sum(fact.codes.get(FactCode.STEP) == ReferStep.CONFIRMED for fact in found)


def _visits(work: Work, year: int, of: Cohort | None) -> int:
    return len(_answered(work, year, of))


def _new_persons(work: Work, year: int, of: Cohort | None) -> int:
    return sum(each.is_first_ever for each in _answered(work, year, of))


def _answered(work: Work, year: int, of: Cohort | None) -> list[Coming]:
    """The visits a human answered (対応), of a cohort where one is asked for."""
    found = comings(indicator_facts.of_year(work.session, year, _OF_VISITS))
    return [
        each
        for each in found
        if each.outcome is Outcome.ANSWERED
        and (of is None or of.standing(each.subject_age, year=year) is Standing.IN)
    ]


_REACHED: Final[Mapping[Measure, Callable[[Work, int, Cohort | None], int]]] = {
    Measure.FRIENDS_ADDED: _friends,
    Measure.PROGRAMME_ATTENDED: _attended,
    Measure.LINKED: _linked,
    Measure.VISITS: _visits,
    Measure.NEW_PERSONS: _new_persons,
}
