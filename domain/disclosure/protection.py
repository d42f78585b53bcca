"""Protects a table: small counts of people become a mark, others are rounded, totals by themselves.

One mark stands for every protected cell, whatever the reason: small, zero, or for another's sake.
Rows and columns all stay, in the order of their vocabulary, so that none tells by being there.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from domain.disclosure.catalogue import Releasable, quantity, shape
from domain.disclosure.quantity import Fact, Kind, Quantity, fact_of
from domain.disclosure.rule import LEAST_THRESHOLD, Rule, percentage
from domain.disclosure.shape import Shape
from domain.statistics.periods import Period
from domain.statistics.table import Heading, Mark, Measure, Table, Unit, Value

UNSHOWN: Final = "unshown"
"""In place of a row, where a count stands in no cell."""

_COUNTED = frozenset({Unit.VISITS, Unit.PERSONS, Unit.FRIENDS, Unit.ACTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A table of the catalogue as it was counted, exactly, for one period.

    ``unshown``: what stands in no cell and is kept beside the table, by a name: quantities that
    later tables hang together with, and their counts.
    """

    releasable: Releasable
    period: Period
    table: Table
    edition: int = 1
    unshown: Mapping[str, tuple[Quantity, int]] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        """How its counts hang together."""
        return shape(self.releasable, self.period, self.table, edition=self.edition)

    def quantity(self, cell: tuple[Heading, Measure]) -> Quantity:
        """What a cell counts."""
        return quantity(self.releasable, self.period, cell, edition=self.edition)


def facts(
    counted: Counted, rule: Rule, before: Mapping[Quantity, Fact]
) -> dict[tuple[str, str], Fact]:
    """What a table would tell, cell by cell, before the audit.

    ``before`` are the facts of the edition this one revises, by their quantity there: a count that
    has changed by less than the base stands as it stood, so that no change tells of one person.
    A mark that stays a mark tells nothing of the change: it is small, or protected, by itself.
    """
    found = {
        (UNSHOWN, name): Fact(quantity=quantity, kind=Kind.IMPLIED, count=count)
        for name, (quantity, count) in counted.unshown.items()
    }
    for row in counted.table.rows:
        for column in counted.table.columns:
            count = counted.table.cells[row.code, column.code]
            if column.unit in _COUNTED and isinstance(count, int):
                fact = _fact(counted.quantity((row, column)), column, count, rule)
                found[row.code, column.code] = _kept(fact, before, rule)
    return found


def protected(
    table: Table, told: Mapping[tuple[str, str], Fact], seconds: Collection[Quantity]
) -> Table:
    """The table as it is released; ``seconds`` are protected for others' sake."""
    shown: dict[tuple[str, str], Value] = {}
    for row in table.rows:
        for column in table.columns:
            fact = told.get((row.code, column.code))
            if fact is not None:
                hidden = fact.shown is None or fact.quantity in seconds
                shown[row.code, column.code] = Mark.PROTECTED if hidden else _number(fact)
            elif column.unit in _COUNTED:
                shown[row.code, column.code] = Mark.NOT_MEASURED
    for row in table.rows:
        for column in table.columns:
            if column.unit not in _COUNTED:
                shown[row.code, column.code] = _derived(table, shown, row, column)
    return replace(table, cells=shown)


def with_seconds(fact: Fact, seconds: Collection[Quantity]) -> Fact:
    """A fact as the ledger keeps it after the audit."""
    if fact.quantity not in seconds:
        return fact
    return replace(fact, kind=Kind.SECOND, shown=None)


def _fact(counted: Quantity, column: Measure, count: int, rule: Rule) -> Fact:
    if column.of_people:
        return fact_of(counted, count, rule)
    return Fact(quantity=counted, kind=Kind.EXACT, count=count, shown=count)


def _kept(fact: Fact, before: Mapping[Quantity, Fact], rule: Rule) -> Fact:
    old = before.get(replace(fact.quantity, edition=fact.quantity.edition - 1))
    is_exact = Kind.EXACT in {fact.kind, old.kind} if old is not None else True
    if old is None or is_exact or abs(fact.count - old.count) >= rule.base:
        return fact
    if old.shown is not None:
        return replace(fact, kind=Kind.KEPT, shown=old.shown)
    return fact if fact.kind is Kind.SMALL else replace(fact, kind=Kind.SECOND, shown=None)


def _number(fact: Fact) -> int:
    if fact.shown is None:
        raise ValueError("A protected cell has no number")
    return fact.shown


def _derived(
    table: Table, shown: Mapping[tuple[str, str], Value], row: Heading, column: Measure
) -> Value:
    """A percentage, ratio or length of time: never of fewer than may be shown."""
    exact = table.cells[row.code, column.code]
    below = shown.get((row.code, column.denominator or ""))
    above = shown.get((row.code, column.numerator or ""))
    if isinstance(exact, Mark):
        return exact
    if not isinstance(below, int) or below < LEAST_THRESHOLD:
        return Mark.PROTECTED
    if column.numerator is not None and not isinstance(above, int):
        return Mark.PROTECTED
    return _said_of(column, above, below) if column.of_people else exact


def _said_of(column: Measure, above: Value | None, below: int) -> Value:
    """What shown numbers say by themselves, and nothing of people that they do not."""
    said: Value | None = None
    if isinstance(above, int) and column.unit is Unit.PERCENT:
        said = percentage(above, below)
    elif isinstance(above, int) and column.unit is Unit.RATIO:
        said = _to_a_tenth(above, below)
    return Mark.PROTECTED if said is None else said


def _to_a_tenth(above: int, below: int) -> Decimal:
    return Decimal((20 * above + below) // (2 * below)) / 10
