"""How a year's numbers for indicators hang together with its other tables.

A cohort's visits are those of its ages; nobody is new who was not there; nobody was linked, or took
part, more often than it is written down.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.disclosure.quantity import Fact, Quantity
from domain.disclosure.relation import Relation, is_sum, no_more, no_more_than_sum
from domain.record_details import decade_of
from domain.statistics.cohort import Standing, cohort
from domain.statistics.table import Unit

Pairs = tuple[tuple[str, str], ...]

TOLD_AGE: Final = "told_age"
"""An age as it was written down, of which nobody is shown a number by itself."""

NEW: Final[Pairs] = (("whose", "new"),)
NEW_PERSONS: Final = "new_persons"
LINKED: Final = "linked_referrals"
ATTENDED: Final = "programme_attended"
TOOK_PART: Final = "programme_persons"
VISITS: Final = "visits"

_MONTHS: Final = 12
_OF_LINKED: Final[Pairs] = (("whose", "linked"),)


@dataclass(slots=True)
class _Year:
    """What was told of a year in one edition."""

    measures: dict[str, Quantity] = field(default_factory=dict)
    cohorts: dict[tuple[str, str], Quantity] = field(default_factory=dict)
    rows: dict[str, Quantity] = field(default_factory=dict)
    visits: dict[str, Quantity] = field(default_factory=dict)
    new: dict[str, Quantity] = field(default_factory=dict)
    linked: dict[str, Quantity] = field(default_factory=dict)
    months: dict[str, dict[int, Quantity]] = field(default_factory=lambda: defaultdict(dict))


def lines(facts: Mapping[Quantity, Fact]) -> Iterator[Relation]:
    """Every line between what was told for indicators and the tables of its year."""
    years: dict[tuple[int, int, int], _Year] = defaultdict(_Year)
    for each in facts:
        if each.months == _MONTHS:
            _sort(years[each.first, each.last, each.edition], each)
    for (first, last, edition), year in sorted(years.items()):
        _sort_months(year, facts, (first, last, edition))
        yield from _of_activity(year)
        yield from _of_ages(year)
        for (counted, code), quantity in year.cohorts.items():
            inside = [age for age in year.visits if _is_in(code, age, first // _MONTHS)]
            yield from _of_cohort(year, counted, quantity, inside)


def _sort(year: _Year, each: Quantity) -> None:
    match each.unit, each.attributes:
        case unit, () if unit in {Unit.PERSONS, Unit.VISITS}:
            year.measures[unit] = each
        case _, (("measure", code),):
            counted, _, of = code.rpartition("_")
            if "-" in of:
                year.cohorts[counted, of] = each
            else:
                year.measures[code] = each
        case Unit.PERSONS, (("age", row),):
            year.rows[row] = each
        case Unit.VISITS, ((name, age),) if name == TOLD_AGE:
            year.visits[age] = each
        case Unit.PERSONS, ((name, age), whose) if name == TOLD_AGE and whose in NEW:
            year.new[age] = each
        case Unit.PERSONS, (*place, whose) if whose in _OF_LINKED:
            year.linked[place[0][1] if place else ""] = each
        case _:
            pass


def _sort_months(year: _Year, facts: Iterable[Quantity], told: tuple[int, int, int]) -> None:
    """People of its months by age, of the last edition up to the year's, else of the first."""
    first, last, edition = told
    for each in sorted(facts, key=lambda one: one.edition):
        match each.unit, each.attributes:
            case Unit.PERSONS, (("age", row),) if each.months == 1 and first <= each.first <= last:
                if each.edition <= edition or each.first not in year.months[row]:
                    year.months[row][each.first] = each
            case _:
                pass


def _of_activity(year: _Year) -> Iterator[Relation]:
    told = year.measures
    if NEW_PERSONS in told and Unit.PERSONS in told:
        yield no_more(told[NEW_PERSONS], told[Unit.PERSONS])
    if TOOK_PART in told and ATTENDED in told:
        yield no_more(told[TOOK_PART], told[ATTENDED])
    if LINKED in told:
        places = [each for place, each in year.linked.items() if place]
        yield from (no_more(each, told[LINKED]) for each in year.linked.values())
        if places:
            terms = (*((each, 1) for each in places), (told[LINKED], -1))
            yield Relation(terms=terms, low=None, high=0)


def _of_ages(year: _Year) -> Iterator[Relation]:
    """What was written down of each age, beside the rows of the tables by age."""
    if not year.visits:
        return
    if Unit.VISITS in year.measures:
        yield is_sum(year.measures[Unit.VISITS], tuple(year.visits.values()))
    for row, persons in year.rows.items():
        ages = [age for age in year.visits if decade_of(age) == row]
        yield no_more_than_sum(persons, [year.visits[age] for age in ages])
        yield from (no_more(year.new[age], persons) for age in ages if age in year.new)
    for row, months in year.months.items():  # who came in several months came several times
        ages = [age for age in year.visits if decade_of(age) == row]
        terms = [(each, 1) for each in months.values()]
        terms += [(year.visits[age], -1) for age in ages]
        yield Relation(terms=tuple(terms), low=None, high=0)
    yield from (no_more(each, year.visits[age]) for age, each in year.new.items())
    whole = year.measures.get(NEW_PERSONS)
    if whole is not None:
        yield no_more_than_sum(whole, tuple(year.new.values()))
        yield from (no_more(each, whole) for each in year.new.values())


def _of_cohort(
    year: _Year, counted: str, quantity: Quantity, inside: Collection[str]
) -> Iterator[Relation]:
    if counted == VISITS:
        yield is_sum(quantity, [year.visits[age] for age in inside])
        return
    yield no_more_than_sum(quantity, [year.new[age] for age in inside])
    yield from (no_more(year.new[age], quantity) for age in inside)
    rows = {decade_of(age) for age in inside}
    if rows <= year.rows.keys():
        yield no_more_than_sum(quantity, [year.rows[row] for row in sorted(rows)])
    whole = year.measures.get(NEW_PERSONS)
    if whole is not None:
        yield no_more(quantity, whole)
        outside = [each for age, each in year.new.items() if age not in inside]
        yield no_more_than_sum(whole, (quantity, *outside))


def _is_in(code: str, age: str, year: int) -> bool:
    """Whether an age belongs to a cohort like 2026-34-49."""
    begun, first, last = map(int, code.split("-"))
    return cohort(begun, first, last).standing(age, year=year) is Standing.IN
