"""Quantities: what one released number counts, by itself, in whatever table it stands.

Two cells that count the same are one quantity, and what the one tells is told of the other: so
linked tables, overlapping exports and nested periods are seen together.
"""

from dataclasses import dataclass
from enum import StrEnum, unique

from domain.disclosure.rule import Rule, is_small, meant_by, rounded
from domain.statistics.table import Unit


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quantity:
    """What is counted: a unit, over whole months, with these attributes.

    ``first`` and ``last`` are months, counted as ``year * 12 + month - 1``. ``attributes`` are
    pairs of a dimension and a code, in order; none is the total. ``edition`` is 1, or the number
    of the revision that has counted it anew.
    """

    first: int
    last: int
    unit: Unit
    attributes: tuple[tuple[str, str], ...] = ()
    edition: int = 1

    @property
    def months(self) -> int:
        """How many months it spans."""
        return self.last - self.first + 1


@unique
class Kind(StrEnum):
    """How a quantity is released."""

    EXACT = "exact"  # activity of the service
    SHOWN = "shown"  # rounded
    SMALL = "small"  # protected, because the count is
    SECOND = "second"  # protected, so that another one stays so
    KEPT = "kept"  # in a revision: as released before, for the change is too small to show
    IMPLIED = "implied"  # in no table, but a sum of what is


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One quantity as it is released, and its count, which whoever reads it is not told.

    ``shown`` is the number that stands there, None for a mark. ``rule`` is the one it was released
    under, None for that of today.
    """

    quantity: Quantity
    kind: Kind
    count: int
    shown: int | None = None
    rule: Rule | None = None

    def bounds(self, rule: Rule) -> tuple[int, int | None]:
        """What the release itself tells of the count: smallest and largest (None: no limit).

        The attacker is told of every mark whether it hides a small count: of people it then is
        small, or is not. Whoever does not know which is which knows less.
        """
        own = self.rule or rule
        if self.kind is Kind.EXACT:
            return self.count, self.count
        if self.kind is Kind.SMALL:
            return 0, own.largest_small
        if self.kind is Kind.SHOWN and self.shown is not None:
            return meant_by(self.shown, own)
        if self.kind is Kind.SECOND and self.quantity.unit in {Unit.PERSONS, Unit.FRIENDS}:
            return own.threshold, None
        return 0, None


def fact_of(quantity: Quantity, count: int, rule: Rule, *, is_second: bool = False) -> Fact:
    """How a count of people is released under the rule."""
    if is_small(count, rule):
        return Fact(quantity=quantity, kind=Kind.SMALL, count=count, rule=rule)
    if is_second:
        return Fact(quantity=quantity, kind=Kind.SECOND, count=count, rule=rule)
    shown = rounded(count, rule)
    return Fact(quantity=quantity, kind=Kind.SHOWN, count=count, shown=shown, rule=rule)
