"""Erlang-A: what a line with impatient people comes to in the long run, as a formula.

People come at one pace all the time, talks and patience are exponential, nothing closes (Palm
1957; Garnett, Mandelbaum, Reiman 2002). A check for the played evenings, which know more.
"""

from dataclasses import dataclass
from itertools import count
from typing import Final

_NEGLIGIBLE: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRun:
    """``answered`` is the share of all who come; ``mean_wait`` in minutes, of all who come."""

    answered: float
    mean_wait: float


def erlang_a(*, an_hour: float, talk: float, patience: float, slots: int) -> LongRun:
    """People ``an_hour``, with the mean minutes of a talk and of patience.

    Raises:
        ValueError: a mean that is not above nothing, or less than no slots.
    """
    if min(talk, patience) <= 0 or an_hour < 0 or slots < 0:
        raise ValueError("an evening without time")
    if an_hour == 0:
        return LongRun(answered=1.0, mean_wait=0.0)
    pace = an_hour / 60
    # State k: so many talk or wait. Each is as likely as the one before, times coming over going.
    likely, total, waiting = 1.0, 1.0, 0.0
    for present in count(1):
        going = min(present, slots) / talk + max(0, present - slots) / patience
        likely *= pace / going
        total += likely
        waiting += likely * max(0, present - slots)
        if present > slots and likely < total * _NEGLIGIBLE:
            break
    in_line = waiting / total
    return LongRun(answered=1 - in_line / patience / pace, mean_wait=in_line / pace)
