"""Counts the tables of the catalogue from the facts of one period, exactly.

People are counted, distinct within the period, of the visits that were answered. Of whom several
things were said stands in several rows, as on the monthly sheet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from domain.disclosure import befriending, indicating
from domain.disclosure.befriending import Way
from domain.disclosure.catalogue import (
    ALL,
    ANSWERED,
    COHORTS,
    INDICATORS,
    PERSONS,
    Releasable,
    tables_of,
)
from domain.disclosure.merging import MERGED, merged
from domain.disclosure.protection import Counted
from domain.record import Theme
from domain.record_details import DECADES, Area, Gender, ReferStep, ReferTo, decade_of
from domain.statistics.cohort import Cohort
from domain.statistics.coming import Coming
from domain.statistics.counted import Material
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.reckoning import percent, ratio
from domain.statistics.table import Heading, Measure, Table, Unit, Value

UNKNOWN: Final = "unknown"

_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "age": tuple(DECADES),
    "theme": (*Theme, UNKNOWN),
    "area": tuple(Area),
    "gender": tuple(Gender),
}


def count(
    material: Material,
    organisations: Mapping[str, int],
    *,
    edition: int = 1,
    alone: Collection[str] | None = None,
    cohorts: Sequence[Cohort] = (),
    ways: Sequence[Way] = (),
) -> tuple[Counted, ...]:
    """Every table of the period's catalogue.

    ``organisations``: how many there are of each kind of place people are referred to. ``alone``:
    which kinds the edition before counted by themselves; the same ones are merged for good.
    ``cohorts``: whom the plans' tables count. ``ways``: the ways in there were.
    """
    codes = merged(tuple(ReferTo), organisations)
    if alone is not None:
        codes = {kind: kind if kind in alone else MERGED for kind in ReferTo}
    found: list[Counted] = []
    for each in tables_of(material.period):
        if each.unit is Unit.FRIENDS:
            found.append(befriending.counted(each, material, ways, edition=edition))
        elif each.key in {INDICATORS, COHORTS}:
            found.append(indicating.counted(each, material, cohorts, edition=edition))
        else:
            table = _table(each, material, codes)
            found.append(
                Counted(releasable=each, period=material.period, table=table, edition=edition)
            )
    return tuple(found)


def _table(releasable: Releasable, material: Material, codes: Mapping[str, str]) -> Table:
    if releasable.rows is None:
        return _activity(releasable.key, material)
    if releasable.rows == "place":
        return _linked(releasable.key, material, codes)
    return _of_people(releasable, material.answered)


def _activity(key: str, material: Material) -> Table:
    """What the service did, and for how many people."""
    answered, in_hours = len(material.answered), len(material.in_hours)
    inside = sum(visit.is_in_hours for visit in material.answered)
    persons = len({visit.pseudonym for visit in material.answered})
    cells: dict[Measure, Value] = {
        _exact("friends_added", Unit.ACTS): material.friends.added,
        _exact("friends", Unit.ACTS): material.friends.active,
        _exact("messages_in", Unit.ACTS): material.messages.get("in", 0),
        _exact("messages_out", Unit.ACTS): material.messages.get("out", 0),
        _exact("arrived", Unit.VISITS): len(material.real),
        _exact("in_hours", Unit.VISITS): in_hours,
        _exact("answered_in_hours", Unit.VISITS): inside,
        Measure(
            code="answer_rate",
            unit=Unit.PERCENT,
            of_people=False,
            numerator="answered_in_hours",
            denominator="in_hours",
        ): percent(inside, in_hours),
        _exact(ANSWERED, Unit.VISITS): answered,
        Measure(code=PERSONS, unit=Unit.PERSONS): persons,
        Measure(code="mean_talks", unit=Unit.RATIO, numerator=ANSWERED, denominator=PERSONS): ratio(
            answered, persons
        ),
    }
    return Table(
        key=key,
        rows=(Heading(code=ALL, is_total=True),),
        columns=tuple(cells),
        cells={(ALL, measure.code): value for measure, value in cells.items()},
    )


def _of_people(releasable: Releasable, visits: Sequence[Coming]) -> Table:
    """People by one code, or by one against another, with their totals."""
    rows = releasable.rows or ""
    people: dict[tuple[str, str], set[object]] = defaultdict(set)
    for visit in visits:
        across = _said(visit, releasable.columns) if releasable.columns else ()
        for row in (*_said(visit, rows), ALL):
            for column in (*across, PERSONS):
                people[row, column].add(visit.pseudonym)
    return _laid_out(releasable, _CODES[rows], people)


def _linked(key: str, material: Material, codes: Mapping[str, str]) -> Table:
    """People who were linked to a place, by its kind; kinds with too few places are one."""
    kinds = tuple(ReferTo)
    people: dict[tuple[str, str], set[object]] = defaultdict(set)
    for fact in material.others:
        is_step = fact.kind is FactKind.REFERRAL_STEP
        if is_step and fact.codes.get(FactCode.STEP) == ReferStep.CONFIRMED:
            kind = codes.get(ReferTo(fact.codes.get(FactCode.TO, ReferTo.OTHER)), MERGED)
            for row in (kind, ALL):
                people[row, PERSONS].add(fact.pseudonym)
    rows = tuple(kind for kind in kinds if codes[kind] == kind) + (
        (MERGED,) if MERGED in codes.values() else ()
    )
    return _laid_out(Releasable(key=key, lengths=frozenset(), rows="place"), rows, people)


def _laid_out(
    releasable: Releasable, rows: Iterable[str], people: Mapping[tuple[str, str], set[object]]
) -> Table:
    headings = (*(Heading(code=code) for code in rows), Heading(code=ALL, is_total=True))
    across = _CODES[releasable.columns] if releasable.columns else ()
    columns = (
        *(Measure(code=code, unit=Unit.PERSONS) for code in across),
        Measure(code=PERSONS, unit=Unit.PERSONS, is_total=True),
    )
    return Table(
        key=releasable.key,
        rows=headings,
        columns=columns,
        cells={
            (row.code, column.code): len(people.get((row.code, column.code), ()))
            for row in headings
            for column in columns
        },
        is_multiple=bool(releasable.multiple),
    )


def _said(visit: Coming, dimension: str) -> tuple[str, ...]:
    """What a visit says of one attribute; unknown where it says nothing."""
    said = {
        "age": (decade_of(visit.subject_age or UNKNOWN),),
        "theme": tuple(visit.record.get(FactCode.THEMES, "").split(",")),
        "area": (visit.record.get(FactCode.AREA),),
        "gender": (visit.subject_gender,),
    }[dimension]
    known = tuple(each for each in said if each in _CODES[dimension])
    return known or (UNKNOWN,)


def _exact(code: str, unit: Unit) -> Measure:
    """Activity of the service itself, which tells of nobody."""
    return Measure(code=code, unit=unit, of_people=False)
