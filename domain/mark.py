"""Marks: what a counsellor notes of a talk with one tap, as closed words (DOMAIN §2.9).

A mark changes nothing by itself: what follows is a human's decision.
"""

from datetime import timedelta
from enum import StrEnum, unique
from typing import Final


@unique
class Mark(StrEnum):
    """One thing noted of a visit."""

    HARD_WORDS = "hard_words"  # 暴言
    SEXUAL = "sexual"  # 性的なことば
    ADVERT = "advert"  # 宣伝
    PRANK = "prank"  # いたずら
    FLOOD = "flood"  # 同じ連投
    UNDER_18 = "under_18"  # 18歳未満
    VIOLENCE_AT_HOME = "violence_at_home"  # 家の中で暴力がある
    MAYBE_ABUSE = "maybe_abuse"  # words were found that may be against whoever reads them


ABUSE: Final = (Mark.HARD_WORDS, Mark.SEXUAL, Mark.ADVERT, Mark.PRANK, Mark.FLOOD)
"""What a counsellor may have got, in the order in which it is asked: つらいことばを受けた."""

BY_HAND: Final = frozenset({*ABUSE, Mark.UNDER_18, Mark.VIOLENCE_AT_HOME})
"""The marks people set; ``MAYBE_ABUSE`` is set where words are judged, and only offers these."""

ABUSE_IS_NEWS: Final = timedelta(days=7)
"""So long after it a mark of abuse stands where supervisors decide about a pause."""
