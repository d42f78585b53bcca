"""What a year's release tells for indicators: totals, and people of the plans' cohorts.

Numbers of people that stand in a plan's table leave the house like any others: they are released
with their year, and audited with it. Of each age it is kept how many visits and new people there
were, which nobody is shown: cohorts are sums of these.
"""

from collections.abc import Collection, Sequence
from typing import Final

from domain import indicator_counts
from domain.disclosure.catalogue import ALL, COHORTS, INDICATORS, Releasable
from domain.disclosure.closing import months_of
from domain.disclosure.indicator_lines import (
    ATTENDED,
    LINKED,
    NEW,
    NEW_PERSONS,
    TOLD_AGE,
    TOOK_PART,
    VISITS,
)
from domain.disclosure.protection import Counted
from domain.disclosure.quantity import Quantity
from domain.record_details import Age
from domain.statistics.cohort import Cohort, Standing
from domain.statistics.coming import Coming
from domain.statistics.counted import Material
from domain.statistics.table import Heading, Measure, Table, Unit

OF_COHORT: Final = (VISITS, NEW_PERSONS)
"""What is counted of a cohort; the codes of its columns are ``column_of`` these."""

MOST_COHORTS: Final = 6
"""More would cut the ages into pieces."""


def column_of(counted: str, of: Cohort) -> str:
    """The code of a cohort's column: new_persons_2026-34-49."""
    return f"{counted}_{of.fiscal_year}-{of.age_from}-{of.age_to}"


def counted(
    releasable: Releasable, material: Material, cohorts: Sequence[Cohort], *, edition: int
) -> Counted:
    """One of the two tables; that of cohorts has no columns where no plan asks for one."""
    cells = _totals(material) if releasable.key == INDICATORS else _of(material, cohorts)
    return Counted(
        releasable=releasable,
        period=material.period,
        table=Table(
            key=releasable.key,
            rows=(Heading(code=ALL, is_total=True),),
            columns=tuple(cells),
            cells={(ALL, measure.code): count for measure, count in cells.items()},
        ),
        edition=edition,
        unshown=_by_age(material, edition) if releasable.key == COHORTS and cells else {},
    )


def _totals(material: Material) -> dict[Measure, int]:
    new = indicator_counts.newly_answered(material.answered)
    attendances = indicator_counts.attended(material.others)
    took_part = indicator_counts.programme_persons(material.others)
    return {
        _people(NEW_PERSONS): len(new),
        _people(LINKED): indicator_counts.linked(material.others),
        Measure(code=ATTENDED, unit=Unit.ACTS, of_people=False): attendances,
        # Where nothing was attended, that nobody took part tells of nobody.
        Measure(code=TOOK_PART, unit=Unit.PERSONS, of_people=bool(attendances)): took_part,
    }


def _of(material: Material, cohorts: Sequence[Cohort]) -> dict[Measure, int]:
    found: dict[Measure, int] = {}
    for of in cohorts[:MOST_COHORTS]:
        visits, new = (_people(column_of(each, of)) for each in OF_COHORT)
        inside = {age for age in Age if _is_in(of, age, material.period.fiscal_year)}
        found[visits] = sum(each.subject_age in inside for each in material.answered)
        found[new] = len(_new_of(material.answered, inside))
    return found


def _by_age(material: Material, edition: int) -> dict[str, tuple[Quantity, int]]:
    """Visits and new people of each age, under names of their own."""
    first, last = months_of(material.period)
    found = {}
    for age in Age:
        inside = {age, None} if age is Age.UNKNOWN else {age}
        visits = sum(each.subject_age in inside for each in material.answered)
        new = len(_new_of(material.answered, inside))
        for name, unit, whose, number in (
            ("visits", Unit.VISITS, (), visits),
            ("new", Unit.PERSONS, NEW, new),
        ):
            told = Quantity(
                first=first,
                last=last,
                unit=unit,
                attributes=((TOLD_AGE, age.value), *whose),
                edition=edition,
            )
            found[f"{name} {age}"] = (told, number)
    return found


def _new_of(visits: Sequence[Coming], ages: Collection[str | None]) -> set[bytes | None]:
    """New people with a visit of one of these ages."""
    new = indicator_counts.newly_answered(visits)
    return new & {each.pseudonym for each in visits if each.subject_age in ages}


def _is_in(of: Cohort, age: str, year: int) -> bool:
    return of.standing(age, year=year) is Standing.IN


def _people(code: str) -> Measure:
    return Measure(code=code, unit=Unit.PERSONS)
