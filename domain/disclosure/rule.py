"""The rule "10-5": no count of people under ten is shown, others to the nearest five.

Japanese health figures publish no count under ten; with rounding and totals rounded by themselves
no small cell can be reckoned back from its table.
"""

from dataclasses import dataclass
from typing import Final

LEAST_THRESHOLD: Final = 10
LEAST_BASE: Final = 5
LEAST_DENOMINATOR: Final = 30
"""Below it a percentage tells the count: 8 % of 37 can only be three."""

PERCENT_BASE: Final = 5


class WeakRuleError(ValueError):
    """The rule would protect less than it has to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How counts of people are protected.

    ``threshold``: smaller counts are not shown, zero neither. ``base``: others are shown as a
    multiple of it. The threshold is a multiple of the base: the first number shown would else
    stand for fewer counts than every other.

    Raises:
        WeakRuleError: either is under its floor, or they do not fit together.
    """

    threshold: int = LEAST_THRESHOLD
    base: int = LEAST_BASE

    def __post_init__(self) -> None:
        if self.threshold < LEAST_THRESHOLD or self.base < LEAST_BASE:
            raise WeakRuleError(
                f"The threshold is at least {LEAST_THRESHOLD}, the base at least {LEAST_BASE}"
            )
        if self.threshold % self.base:
            raise WeakRuleError("The threshold is a multiple of the base")

    @property
    def largest_small(self) -> int:
        """The largest count that is not shown."""
        return self.threshold - 1


TEN_FIVE: Final = Rule()
"""The rule where nothing stricter is set."""


def is_small(count: int, rule: Rule) -> bool:
    """Whether a count of people is too small to be shown; zero is."""
    return count < rule.threshold


def rounded(count: int, rule: Rule) -> int:
    """A count that is not small, to the nearest multiple of the base; halves go up."""
    return (2 * count + rule.base) // (2 * rule.base) * rule.base


def meant_by(shown: int, rule: Rule) -> tuple[int, int]:
    """The smallest and largest count a shown number can stand for."""
    low = -((rule.base - 2 * shown) // 2)
    high = (2 * shown + rule.base - 1) // 2
    return max(low, rule.threshold), high


def percentage(numerator: int | None, denominator: int | None) -> int | None:
    """What is said of two shown numbers, in steps of five; None where nothing may be.

    It is made of what is shown already, so it tells nothing more.
    """
    if numerator is None or denominator is None or denominator < LEAST_DENOMINATOR:
        return None
    step = 2 * PERCENT_BASE * denominator
    return (200 * numerator + PERCENT_BASE * denominator) // step * PERCENT_BASE
