"""How many counsellors an evening needs: evenings played through many times, by its own rules.

The line, who is asked, when intake ends and when it closes are decided as on any evening
(``routing.staffed_evening``); made up are who comes, how long they wait and how long they talk.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from routing.evenings import Evening
from routing.staffed_evening import Answer, Crew, Guest, StaffedEvening

Chance = Callable[[], float]
"""Numbers from 0 up to 1, each as likely as any other."""

QUARTER: Final = 15.0
"""Minutes for which arrivals are given."""

_NINETY: Final = 0.9
_MINUTE: Final = timedelta(minutes=1)
_WORD: Final = 2**64 - 1
_WHOLE: Final = 2.0**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What an evening of some kind is like; all lengths are in minutes.

    ``evening``: when it opens, takes in the last, and closes. ``arrivals``: people expected in each
    quarter of an hour from the opening. ``talks`` and ``patience`` are lengths of which each person
    has any, as likely as another.
    """

    evening: Evening
    arrivals: tuple[float, ...]
    talks: tuple[float, ...]
    patience: tuple[float, ...]


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
        """Who came after the last intake, or was still waiting at the closing."""
        return self.turned_away / self.came if self.came else 0.0


def play(demand: Demand, crew: Crew, *, times: int, chance: Chance) -> Evenings:
    """Play ``times`` evenings; who comes does not depend on the crew, for the same chance."""
    waits: list[float] = []
    left = turned_away = 0
    for _ in range(times):
        guests = tuple(_guests(demand, chance))
        # What the crew does has a chance of its own: more hands meet the same people.
        answer = _answering(crew, seeded(int(chance() * _WHOLE)))
        outcome = StaffedEvening(demand.evening, crew, answer=answer)
        outcome.play(guests)
        waits += [wait / _MINUTE for wait in outcome.waits]
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


def _guests(demand: Demand, chance: Chance) -> Iterator[Guest]:
    for came_at in _arrivals(demand, chance):
        yield Guest(
            came_at=came_at,
            leaves_at=came_at + _any_of(demand.patience, chance) * _MINUTE,
            talk=_any_of(demand.talks, chance) * _MINUTE,
        )


def _arrivals(demand: Demand, chance: Chance) -> Iterator[datetime]:
    """When people come, in order: each quarter at its own pace, at random within it."""
    for number, rate in enumerate(demand.arrivals):
        at = 0.0
        while rate > 0 and (at := at - math.log(1 - chance()) * QUARTER / rate) < QUARTER:
            yield demand.evening.opens_at + (number * QUARTER + at) * _MINUTE


def _any_of(lengths: Sequence[float], chance: Chance) -> float:
    return lengths[int(chance() * len(lengths))]


def _answering(crew: Crew, chance: Chance) -> Answer:
    """What becomes of one offer: yes, no, or None for no answer; and after how long."""

    def answer() -> tuple[bool | None, timedelta]:
        drawn, after = chance(), chance() * crew.answered_within
        if drawn < crew.lapsed:
            return None, after
        return drawn >= crew.lapsed + crew.declined, after

    return answer
