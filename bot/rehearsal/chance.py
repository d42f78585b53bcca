"""Chance that is the same every time: numbers out of a seed, by SHA-256."""

import hashlib
import math
from collections.abc import Sequence
from typing import TypeVar

_Item = TypeVar("_Item")
_SPARE_BITS = 11
_WHOLE = 2.0**53


class Chance:
    """A row of numbers that its seed decides alone, on every machine.

    ``branch`` gives a row of its own to each part of an evening, so that one more number drawn
    for one person changes nothing for the others.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def branch(self, name: str) -> "Chance":
        """Another row, by a name."""
        return Chance(f"{self._seed}/{name}")

    def share(self) -> float:
        """A number from 0 up to, not including, 1."""
        self._count += 1
        drawn = hashlib.sha256(f"{self._seed}#{self._count}".encode()).digest()
        return (int.from_bytes(drawn[:8], "big") >> _SPARE_BITS) / _WHOLE

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.share() < probability

    def between(self, least: float, most: float) -> float:
        """A number between two."""
        return least + (most - least) * self.share()

    def whole(self, least: int, most: int) -> int:
        """A whole number between two, both included."""
        return least + int((most - least + 1) * self.share())

    def pick(self, items: Sequence[_Item]) -> _Item:
        """One of several."""
        return items[self.whole(0, len(items) - 1)]

    def soon(self, mean: float) -> float:
        """A time until something that may happen at any moment (exponential)."""
        return -mean * math.log(1 - self.share())

    def lognormal(self, mean: float, spread: float) -> float:
        """A length with this mean; ``spread`` is the deviation of its logarithm."""
        radius = math.sqrt(-2 * math.log(1 - self.share()))
        normal = radius * math.cos(2 * math.pi * self.share())
        return math.exp(math.log(mean) - spread**2 / 2 + spread * normal)
