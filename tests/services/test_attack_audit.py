"""The audit agrees with an attacker who tries every table there could be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from domain.disclosure.indicator_lines import TOLD_AGE
from domain.disclosure.quantity import Fact, Kind, Quantity, fact_of
from domain.disclosure.rule import Rule
from domain.disclosure.shape import Dimension, Shape
from domain.statistics.table import Unit
from services.attack_audit import Verdict, audit

RULE = Rule()
LARGEST = 33
"""More than any count of these cases can be, given what is shown."""

Worlds = NDArray[np.int16]
Reckon = Callable[[Worlds], dict[Quantity, Worlds]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Counts nobody says (``cells``), everything reckoned of them, and what else has to hold."""

    cells: int
    shapes: tuple[Shape, ...]
    reckon: Reckon
    holds: Callable[[Worlds], NDArray[np.bool_]] = lambda worlds: np.ones(worlds.shape[1], bool)
    unshown: frozenset[Quantity] = frozenset()


def shape(first: int, last: int, *names: str, unit: Unit = Unit.PERSONS) -> Shape:
    dimensions = tuple(
        Dimension(name=name, codes=("a", "b"), is_multiple=name == "theme") for name in names
    )
    return Shape(first=first, last=last, unit=unit, dimensions=dimensions)


def one_way() -> Case:
    table = shape(0, 0, "age")
    a, b, whole = (table.quantity(each) for each in ((("age", "a"),), (("age", "b"),), ()))
    return Case(cells=2, shapes=(table,), reckon=lambda w: {a: w[0], b: w[1], whole: w[0] + w[1]})


def crossed() -> Case:
    table = shape(0, 0, "age", "area")

    def reckon(w: Worlds) -> dict[Quantity, Worlds]:
        cells = dict(zip(product("ab", "ab"), w, strict=True))
        found = {}
        for age, area in product("ab-", "ab-"):
            attributes = tuple(
                (name, code) for name, code in (("age", age), ("area", area)) if code != "-"
            )
            found[table.quantity(attributes)] = sum(
                count for (x, y), count in cells.items() if age in (x, "-") and area in (y, "-")
            )
        return found

    return Case(cells=4, shapes=(table,), reckon=reckon)


def nested(unit: Unit) -> Case:
    months = [shape(month, month, unit=unit).quantity() for month in range(3)]
    quarter = shape(0, 2, unit=unit).quantity()

    def reckon(w: Worlds) -> dict[Quantity, Worlds]:
        whole = w[3] if unit is Unit.PERSONS else w[:3].sum(axis=0)
        return {**dict(zip(months, w, strict=False)), quarter: whole}

    def holds(w: Worlds) -> NDArray[np.bool_]:
        fits: NDArray[np.bool_] = (w[:3].max(axis=0) <= w[3]) & (w[3] <= w[:3].sum(axis=0))
        return fits

    if unit is Unit.PERSONS:
        return Case(cells=4, shapes=(), reckon=reckon, holds=holds)
    return Case(cells=3, shapes=(), reckon=reckon)


def several_answers() -> Case:
    table = shape(0, 0, "theme")
    a, b, whole = (table.quantity(each) for each in ((("theme", "a"),), (("theme", "b"),), ()))
    return Case(
        cells=3,
        shapes=(table,),
        reckon=lambda w: {a: w[0], b: w[1], whole: w[2]},
        holds=lambda w: (w[:2].max(axis=0) <= w[2]) & (w[2] <= w[:2].sum(axis=0)),
    )


def cohort() -> Case:
    """Two ages with their visits, which nobody is told but in one sum, and their people."""

    def of_year(unit: Unit, *attributes: tuple[str, str]) -> Quantity:
        return Quantity(first=24_315, last=24_326, unit=unit, attributes=attributes)

    told = [of_year(Unit.VISITS, (TOLD_AGE, age)) for age in ("20-24", "40-44")]
    rows = [of_year(Unit.PERSONS, ("age", age)) for age in ("20-29", "40-49")]
    both = of_year(Unit.PERSONS, ("measure", "visits_2026-20-44"))
    return Case(
        cells=4,
        shapes=(),
        reckon=lambda w: dict(zip((*told, *rows, both), (*w, w[0] + w[1]), strict=True)),
        holds=lambda w: (w[2] <= w[0]) & (w[3] <= w[1]),
        unshown=frozenset(told),
    )


CASES = {
    "cohort": cohort(),
    "one way": one_way(),
    "crossed": crossed(),
    "persons over time": nested(Unit.PERSONS),
    "visits over time": nested(Unit.VISITS),
    "several answers": several_answers(),
}


@cache
def worlds_of(cells: int) -> Worlds:
    """Every table there could be."""
    return np.array(np.meshgrid(*[range(LARGEST)] * cells), np.int16).reshape(cells, -1)


def released(case: Case, counts: Sequence[int]) -> dict[Quantity, Fact]:
    found = case.reckon(np.array(counts).reshape(-1, 1))
    return {
        each: Fact(quantity=each, kind=Kind.IMPLIED, count=int(count[0]))
        if each in case.unshown
        else fact_of(each, int(count[0]), RULE)
        for each, count in found.items()
    }


def possible(case: Case, facts: dict[Quantity, Fact]) -> dict[Quantity, tuple[int, int]]:
    """What each small count could be, for somebody who knows which cells are small."""
    worlds = worlds_of(case.cells)
    worlds = worlds[:, case.holds(worlds)]
    reckoned = case.reckon(worlds)
    fits = np.ones(worlds.shape[1], bool)
    for each, fact in facts.items():
        low, high = fact.bounds(RULE)
        fits &= (reckoned[each] >= low) & (
            reckoned[each] <= (LARGEST * 4 if high is None else high)
        )
    return {
        each: (int(reckoned[each][fits].min()), int(reckoned[each][fits].max()))
        for each, fact in facts.items()
        if fact.kind is Kind.SMALL
    }


def audited(case: Case, facts: dict[Quantity, Fact], *, is_free: bool) -> Verdict:
    return audit(facts.values(), case.shapes, RULE, new=tuple(facts) if is_free else ())


def protected(facts: dict[Quantity, Fact], verdict: Verdict) -> dict[Quantity, Fact]:
    return {
        each: Fact(quantity=each, kind=Kind.SECOND, count=fact.count)
        if each in verdict.seconds
        else fact
        for each, fact in facts.items()
    }


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
@settings(max_examples=20)
def test_what_it_lets_pass_an_attacker_who_tries_everything_cannot_narrow(
    name: str, data: st.DataObject
) -> None:
    case = CASES[name]
    worlds = worlds_of(case.cells)
    places = np.flatnonzero(case.holds(worlds) & (worlds.sum(axis=0) < 56))
    counts = worlds[:, places[data.draw(st.integers(0, len(places) - 1))]]
    facts = released(case, [int(each) for each in counts])

    verdict = audited(case, facts, is_free=True)

    if verdict.is_refused:  # two cells cannot hide beside a total that is known not to be small
        return
    ranges = possible(case, protected(facts, verdict))
    assert all(span == (0, 9) for span in ranges.values()), ranges


@pytest.mark.parametrize("name", [name for name in CASES if name not in {"crossed", "cohort"}])
@given(data=st.data())
@settings(max_examples=20)
def test_what_it_finds_narrowed_is_what_such_an_attacker_finds(
    name: str, data: st.DataObject
) -> None:
    case = CASES[name]
    worlds = worlds_of(case.cells)
    places = np.flatnonzero(case.holds(worlds) & (worlds.sum(axis=0) < 56))
    counts = worlds[:, places[data.draw(st.integers(0, len(places) - 1))]]
    facts = released(case, [int(each) for each in counts])

    verdict = audited(case, facts, is_free=False)

    narrowed = {each: span for each, span in possible(case, facts).items() if span != (0, 9)}
    assert {found.quantity: (found.least, found.most) for found in verdict.findings} == narrowed


def test_true_totals_beside_protected_cells_give_them_away_and_are_protected() -> None:
    table = shape(0, 0, "age")
    a, b = table.quantity((("age", "a"),)), table.quantity((("age", "b"),))
    total = table.quantity()
    facts = {
        a: fact_of(a, 3, RULE),
        b: fact_of(b, 20, RULE),
        total: Fact(quantity=total, kind=Kind.EXACT, count=23),
    }

    verdict = audit(facts.values(), [table], RULE, new=list(facts))

    assert verdict.seconds == {b}
    [found] = verdict.findings
    assert (found.quantity, found.least, found.most, found.protected) == (a, 1, 5, b)
