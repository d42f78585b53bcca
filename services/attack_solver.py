"""Finds counts that fit the attacker's program, by integer programming (HiGHS, within scipy).

What it finds is checked in whole numbers before it is believed; what it does not find is taken
for impossible, which at worst protects more than needed.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from domain.disclosure.system import System

_SECONDS: Final = 10.0
"""For one question; an answer found until then is used, and no answer is the careful one."""


def extreme(system: System, places: Sequence[int], *, is_high: bool) -> tuple[int, ...] | None:
    """Counts that fit, with the sum of some places as high (or low) as it can be.

    Gives None where none were found.
    """
    goal = np.zeros(len(system.quantities))
    goal[list(places)] = -1.0 if is_high else 1.0
    found = milp(
        goal,
        integrality=np.ones_like(goal),
        bounds=_bounds(system),
        constraints=_lines(system),
        options={"time_limit": _SECONDS},
    )
    if found.x is None:
        return None
    counts = tuple(round(each) for each in found.x)
    return counts if system.fits(counts) else None


def _bounds(system: System) -> Bounds:
    lows = [float(low) for low, _ in system.bounds]
    highs = [np.inf if high is None else float(high) for _, high in system.bounds]
    return Bounds(lows, highs)


def _lines(system: System) -> LinearConstraint | tuple[()]:
    if not system.lines:
        return ()
    cells = [
        (row, place, factor)
        for row, line in enumerate(system.lines)
        for place, factor in line.terms
    ]
    rows, places, factors = zip(*cells, strict=True)
    matrix = csr_array(
        (np.array(factors, dtype=float), (rows, places)),
        shape=(len(system.lines), len(system.quantities)),
    )
    lows = [-np.inf if line.low is None else float(line.low) for line in system.lines]
    highs = [np.inf if line.high is None else float(line.high) for line in system.lines]
    return LinearConstraint(matrix, lows, highs)
