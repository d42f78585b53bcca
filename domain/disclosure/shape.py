"""The shape of a released table: which attributes it is crossed by, over which months."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from domain.disclosure.quantity import Quantity
from domain.statistics.table import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One attribute with every code it can have. ``is_multiple``: one may have several codes."""

    name: str
    codes: tuple[str, ...]
    is_multiple: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Counts of one unit over some months by up to two attributes; none for a total alone.

    ``whose`` are attributes all of it has: whom it counts, where that is not everybody.
    """

    first: int
    last: int
    unit: Unit
    dimensions: tuple[Dimension, ...] = ()
    whose: tuple[tuple[str, str], ...] = ()
    edition: int = 1

    def quantity(self, attributes: tuple[tuple[str, str], ...] = ()) -> Quantity:
        """The quantity with these attributes."""
        return Quantity(
            first=self.first,
            last=self.last,
            unit=self.unit,
            attributes=tuple(sorted((*self.whose, *attributes))),
            edition=self.edition,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A quantity, and those it falls into by one attribute."""

    quantity: Quantity
    parts: tuple[Quantity, ...]
    is_multiple: bool


def wholes(shape: Shape) -> Iterator[Whole]:
    """Everything in a table that falls into parts, margins first crossed, then alone."""
    for split in shape.dimensions:
        others = [other for other in shape.dimensions if other is not split]
        choices = [[*((other.name, code) for code in other.codes), None] for other in others]
        for chosen in product(*choices):
            fixed = tuple(each for each in chosen if each is not None)
            yield Whole(
                quantity=shape.quantity(fixed),
                parts=tuple(shape.quantity((*fixed, (split.name, code))) for code in split.codes),
                is_multiple=split.is_multiple,
            )
