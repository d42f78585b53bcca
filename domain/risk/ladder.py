"""From signs to a level: thoughts, a plan or means, both and a time within two days."""

from collections.abc import Collection
from typing import Final

from domain.risk.assessment import Sign
from domain.risk.hits import Hit

WISH: Final = frozenset({Sign.WISH, Sign.VANISH, Sign.SLANG})
MEANS: Final = frozenset({Sign.MEANS, Sign.PLACE})
PLAN: Final = frozenset({Sign.PREPARATION, Sign.FAREWELL, Sign.CALM})

_WANTS_TO_DIE: Final = 2
_GRAVE: Final = 3
_NOW: Final = 4


def level_of(hits: Collection[Hit]) -> int:
    """The level of all hits together, 0 to 4; never lower than the gravest of them.

    With a time within two days a wish to die is R3, and R4 are means with a wish or a plan, and
    what somebody would do to others.
    """
    highest = max((hit.level for hit in hits), default=0)
    if not any(hit.is_support for hit in hits):
        return highest
    signs = {hit.sign for hit in hits if hit.level}
    if signs & MEANS and signs & (WISH | PLAN) and highest >= _GRAVE:
        return _NOW
    if any(hit.sign is Sign.HARM_TO_OTHERS and hit.level >= _GRAVE for hit in hits):
        return _NOW
    if highest == _WANTS_TO_DIE and signs & WISH:
        return _GRAVE
    return highest
