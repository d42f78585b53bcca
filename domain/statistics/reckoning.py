"""How numbers are reckoned: shares, ratios and middles, rounded half up to one decimal."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from domain.statistics.table import Mark

_ONE_DECIMAL: Final = Decimal("0.1")


def rounded(value: Decimal) -> Decimal:
    """To one decimal, the half up: 2.05 is 2.1."""
    return value.quantize(_ONE_DECIMAL, rounding=ROUND_HALF_UP)


def percent(part: int, whole: int) -> Decimal | Mark:
    """So many of a hundred, to one decimal; of nothing there is no share."""
    if whole == 0:
        return Mark.NOT_MEASURED
    return rounded(Decimal(part) * 100 / Decimal(whole))


def ratio(part: int, whole: int) -> Decimal | Mark:
    """So many to one, to one decimal; to nothing there is no ratio."""
    if whole == 0:
        return Mark.NOT_MEASURED
    return rounded(Decimal(part) / Decimal(whole))


def middle(numbers: Sequence[int]) -> Decimal | Mark:
    """The median: half are no more, half no less; of an even number the mean of the two."""
    if not numbers:
        return Mark.NOT_MEASURED
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return rounded(Decimal(ordered[half]))
    return rounded(Decimal(ordered[half - 1] + ordered[half]) / 2)


def within(numbers: Sequence[int], share: int) -> int | Mark:
    """The smallest of the numbers that ``share`` percent are no more than (nearest rank)."""
    if not numbers:
        return Mark.NOT_MEASURED
    ordered = sorted(numbers)
    rank = -(-len(ordered) * share // 100)
    return ordered[max(rank, 1) - 1]
