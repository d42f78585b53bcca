"""The one question after a talk (T36): how it was to write. Closed answers, and who is not asked.

Nobody is asked where there was danger, or where a message that comes by itself could be one: there
a human asks, or nobody does.
"""

from datetime import timedelta
from enum import StrEnum, unique
from typing import Final

from domain.risk_level import CONSULTED

ANSWERED_WITHIN: Final = timedelta(hours=24)
"""After that the same words are the beginning of another talk."""


@unique
class Feeling(StrEnum):
    """What somebody answers; not wanting to answer is an answer."""

    BETTER = "better"  # 少し楽になった
    SAME = "same"  # 変わらない
    WORSE = "worse"  # つらくなった
    UNSAID = "unsaid"  # 答えない


def may_be_asked(*, risk: int, was_promised: bool, was_answered: bool, is_unreached: bool) -> bool:
    """Whether the question stands below the goodbye of a talk.

    ``risk`` is its level of danger. ``was_promised``: danger was heard while they waited.
    ``was_answered``: a human has said something. ``is_unreached``: they are paused, or violence at
    home is marked.
    """
    return was_answered and risk < CONSULTED and not was_promised and not is_unreached
