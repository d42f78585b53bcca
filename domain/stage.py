"""Stages and small steps: where somebody stands, seen afterwards.

Dated, several at once, and back again at any time. They are for the books, not for the person:
nobody is shown a bar, a percentage, or a next one.
"""

from enum import StrEnum, unique
from typing import Final

LONGEST_SMALL_STEP: Final = 100
"""Characters of a small step in the person's own words."""


@unique
class Stage(StrEnum):
    """Where somebody stands; the order means nothing."""

    FAMILY = "family"  # 家族支援
    PERSON = "person"  # 本人支援
    GROUP = "group"  # 集団（居場所・家族会・当事者会）
    SOCIETY = "society"  # 社会参加
    WORK = "work"  # 就労


@unique
class SmallStep(StrEnum):
    """What was told as good by the person."""

    TALKED = "talked"  # 話せた
    CAME_AGAIN = "came_again"  # また来た
    SLEPT = "slept"  # 眠れた
    TALKED_AT_HOME = "talked_at_home"  # 家族と話した
    WENT_OUT = "went_out"  # 外に出た
    SAW_A_PLACE = "saw_a_place"  # 居場所を見た
    OTHER = "other"  # 本人の言葉で
