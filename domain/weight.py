"""The weight of a day (今日の重さ): what a counsellor tells a supervisor of their own evening."""

from typing import Final

WEIGHTS: Final = (1, 2, 3, 4, 5)
"""From light to very heavy."""

LONGEST_WORDS: Final = 200
"""Characters of what may be said beside the number."""

_ASKS_FOR_SOMEBODY: Final = 4


def asks_for_somebody(weight: int) -> bool:
    """Whether a supervisor should speak to whoever said so."""
    return weight >= _ASKS_FOR_SOMEBODY
