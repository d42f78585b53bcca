"""One line of the attacker's program: what everybody knows of some quantities together."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.disclosure.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """``low <= sum(factor * count) <= high``; None is no limit."""

    terms: tuple[tuple[Quantity, int], ...]
    low: int | None
    high: int | None


def no_more(part: Quantity, whole: Quantity) -> Relation:
    """The first is never more than the second."""
    return Relation(terms=((part, 1), (whole, -1)), low=None, high=0)


def no_more_than_sum(part: Quantity, others: Sequence[Quantity]) -> Relation:
    """The first is never more than the others together."""
    terms = ((part, 1), *((other, -1) for other in others))
    return Relation(terms=terms, low=None, high=0)


def is_sum(whole: Quantity, parts: Sequence[Quantity]) -> Relation:
    """The parts make the whole."""
    return Relation(terms=(*((part, 1) for part in parts), (whole, -1)), low=0, high=0)
