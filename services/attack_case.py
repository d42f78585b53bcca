"""One system of the attacker's program under audit: what it allows, and what is protected in it.

For every small count there have to be counts that fit with it at its smallest, and others with it
at its largest: its two sides. Counts that were found once go on to fit when more is protected.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.disclosure.finding import Finding
from domain.disclosure.quantity import Quantity
from domain.disclosure.system import System, Target
from services import attack_solver

_TRIED: Final = 12
"""So many of the nearest cells are tried alone before the nearest is protected anyway."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Side:
    """What has to be possible of one small count."""

    place: int
    is_high: bool
    goal: int

    def is_reached(self, counts: Sequence[int]) -> bool:
        found = counts[self.place]
        return found >= self.goal if self.is_high else found <= self.goal


@dataclass(slots=True, kw_only=True)
class Case:
    """A system as it stands; ``free`` are the places that may still be protected."""

    system: System
    free: frozenset[int]
    seconds: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    fitting: dict[_Side, tuple[int, ...]] = field(default_factory=dict)

    def protected(self) -> Iterable[Quantity]:
        """What is protected for others' sake."""
        return (self.system.quantities[place] for place in self.seconds)


def solve(system: System, free: Collection[int], *, is_whole: bool = False) -> Case:
    """Protect as little as is needed, in a fixed order.

    With the first finding that nothing helps against it ends: whoever asked has to take away
    something else, and asks anew. ``is_whole``: it goes on, so that every finding is named.
    """
    case = Case(system=system, free=frozenset(free))
    narrowed = _narrowed(case, [side for each in system.targets for side in _sides(each)])
    while narrowed:
        if _protect_for(case, narrowed[0]):
            narrowed = _narrowed(case, narrowed)
        elif is_whole:
            narrowed = _narrowed(case, narrowed[1:])
        else:
            return case
    _give_back(case, system)
    return case


def _sides(target: Target) -> tuple[_Side, _Side]:
    return (
        _Side(place=target.place, is_high=False, goal=target.low),
        _Side(place=target.place, is_high=True, goal=target.high),
    )


def _narrowed(case: Case, sides: Sequence[_Side]) -> list[_Side]:
    """The sides from the first that nothing reaches; none where each is reached.

    They are asked all at once first, then one by one.
    """
    for is_high in (False, True):
        asked = [side for side in sides if side.is_high is is_high]
        while asked and _find(case, asked):
            asked = [side for side in asked if side not in case.fitting]
    left = [side for side in sides if side not in case.fitting]
    while left and _find(case, left[:1]):
        left = [side for side in left if side not in case.fitting]
    return left


def _find(case: Case, sides: Sequence[_Side]) -> bool:
    """Look for counts that reach as many of the sides as can be; whether any was reached."""
    places = [side.place for side in sides]
    counts = attack_solver.extreme(case.system, places, is_high=sides[0].is_high)
    reached = [side for side in sides if counts is not None and side.is_reached(counts)]
    for side in reached:
        case.fitting[side] = counts or ()
    return bool(reached)


def _protect_for(case: Case, side: _Side) -> bool:
    """Protect the nearest cell that mends it alone, else the nearest; False when none is left."""
    near = [place for place in case.system.near(side.place) if place in case.free]
    near = [place for place in near if place not in case.seconds]
    chosen = next((place for place in near[:_TRIED] if _mends(case, place, side)), None)
    chosen = near[0] if chosen is None and near else chosen
    case.findings.append(_finding(case, side.place, chosen))
    if chosen is None:
        return False
    case.seconds.append(chosen)
    case.system = case.system.without(chosen)
    return True


def _mends(case: Case, place: int, side: _Side) -> bool:
    freed = case.system.without(place)
    counts = attack_solver.extreme(freed, [side.place], is_high=side.is_high)
    return counts is not None and side.is_reached(counts)


def _finding(case: Case, place: int, chosen: int | None) -> Finding:
    target = next(each for each in case.system.targets if each.place == place)
    lowest = attack_solver.extreme(case.system, [place], is_high=False)
    highest = attack_solver.extreme(case.system, [place], is_high=True)
    return Finding(
        quantity=case.system.quantities[place],
        least=target.low if lowest is None else lowest[place],
        most=target.high if highest is None else highest[place],
        protected=None if chosen is None else case.system.quantities[chosen],
    )


def _give_back(case: Case, first: System) -> None:
    """Show again what turned out not to be needed, the last protected first."""
    for place in reversed(list(case.seconds)):
        trial = Case(system=case.system.telling(place, first.bounds[place]), free=case.free)
        trial.fitting = {
            side: counts
            for side, counts in case.fitting.items()
            if trial.system.allows(place, counts[place])
        }
        lost = [side for side in case.fitting if side not in trial.fitting]
        if _narrowed(trial, lost):
            continue
        case.system, case.fitting = trial.system, trial.fitting
        case.seconds.remove(place)
