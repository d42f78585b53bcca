"""How many counsellors an evening needs: a model of it, played through many times.

People come at random, each with a patience of their own; whoever finds a free slot is talked with
at once, the others wait in the order they came. Whoever is not reached before the last start is
turned away; a talk that has begun goes on to its end.
"""

import heapq
import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

Chance = Callable[[], float]
"""Numbers from 0 up to 1, each as likely as any other."""

QUARTER: Final = 15.0
"""Minutes for which arrivals are given."""

_NINETY: Final = 0.9
_WORD: Final = 2**64 - 1
_WHOLE: Final = 2.0**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What an evening of some kind is like; all lengths are in minutes.

    ``arrivals``: people expected in each quarter of an hour from the opening. ``talks`` and
    ``patience`` are lengths of which each person has any, as likely as another. Nobody is taken
    out of the line in the last ``no_start`` minutes.
    """

    arrivals: tuple[float, ...]
    talks: tuple[float, ...]
    patience: tuple[float, ...]
    no_start: float = 0.0

    @property
    def open_for(self) -> float:
        """Minutes from the opening to the closing."""
        return len(self.arrivals) * QUARTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenings:
    """What came of many evenings: shares of all who came, waits in minutes of those answered."""

    came: int
    answered: int
    left: int
    turned_away: int
    median_wait: float
    ninety_wait: float

    @property
    def answered_share(self) -> float:
        """From 0 to 1; 1 where nobody came."""
        return self.answered / self.came if self.came else 1.0

    @property
    def left_share(self) -> float:
        """Who gave up waiting."""
        return self.left / self.came if self.came else 0.0

    @property
    def turned_away_share(self) -> float:
        """Who was still waiting when nobody was taken any more, or came after that."""
        return self.turned_away / self.came if self.came else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    came_at: float
    leaves_at: float


def play(demand: Demand, *, slots: int, times: int, chance: Chance) -> Evenings:
    """Play ``times`` evenings with ``slots`` people who can be talked with at once.

    ``slots`` are counsellors times the talks each may hold; with none nobody is answered.
    """
    waits: list[float] = []
    left = turned_away = 0
    for _ in range(times):
        outcome = _Evening(demand, slots, chance).play()
        waits += outcome.waits
        left += outcome.left
        turned_away += outcome.turned_away
    waits.sort()
    return Evenings(
        came=len(waits) + left + turned_away,
        answered=len(waits),
        left=left,
        turned_away=turned_away,
        median_wait=median(waits) if waits else 0.0,
        ninety_wait=waits[math.ceil(_NINETY * len(waits)) - 1] if waits else 0.0,
    )


def spread(mean: float, *, steps: int = 200) -> tuple[float, ...]:
    """Lengths of which short ones are many and long ones few (exponential), of this mean.

    Where only a mean is known; real lengths say more.
    """
    lengths = [-math.log(1 - (step + 0.5) / steps) for step in range(steps)]
    scale = mean * steps / sum(lengths)
    return tuple(length * scale for length in lengths)


def seeded(seed: int) -> Chance:
    """Numbers that the seed decides alone, on every machine: the same question, the same answer.

    SplitMix64 (Steele, Lea, Flood 2014); for playing, never for a secret.
    """
    state = seed & _WORD

    def draw() -> float:
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) & _WORD
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _WORD
        return ((mixed ^ (mixed >> 31)) >> 11) / _WHOLE

    return draw


class _Evening:
    """One evening: who waits, who talks until when, and what became of the others."""

    def __init__(self, demand: Demand, slots: int, chance: Chance) -> None:
        self._demand = demand
        self._chance = chance
        self._free = slots
        self._ends: list[float] = []
        self._line: deque[_Waiting] = deque()
        self._last_start = demand.open_for - demand.no_start
        self.waits: list[float] = []
        self.left = 0
        self.turned_away = 0

    def play(self) -> "_Evening":
        for came_at in _arrivals(self._demand.arrivals, self._chance):
            self._end_talks(until=came_at)
            patience = _any_of(self._demand.patience, self._chance)
            self._line.append(_Waiting(came_at=came_at, leaves_at=came_at + patience))
            self._take(now=came_at)
        self._end_talks(until=self._demand.open_for)
        for each in self._line:
            if each.leaves_at < self._last_start:
                self.left += 1
            else:
                self.turned_away += 1
        return self

    def _end_talks(self, *, until: float) -> None:
        while self._ends and self._ends[0] <= until:
            ended_at = heapq.heappop(self._ends)
            self._free += 1
            self._take(now=ended_at)

    def _take(self, *, now: float) -> None:
        while self._free and self._line and now <= self._last_start:
            first = self._line.popleft()
            if first.leaves_at < now:
                self.left += 1
                continue
            self._free -= 1
            self.waits.append(now - first.came_at)
            length = _any_of(self._demand.talks, self._chance)
            heapq.heappush(self._ends, now + length)


def _arrivals(expected: Sequence[float], chance: Chance) -> Iterator[float]:
    """When people come, in order: each quarter at its own pace, at random within it."""
    for number, rate in enumerate(expected):
        at = 0.0
        while rate > 0 and (at := at - math.log(1 - chance()) * QUARTER / rate) < QUARTER:
            yield number * QUARTER + at


def _any_of(lengths: Sequence[float], chance: Chance) -> float:
    return lengths[int(chance() * len(lengths))]
