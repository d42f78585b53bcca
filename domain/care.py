"""What the next counsellor should know of a person, in a few words kept over visits."""

from collections.abc import Mapping
from enum import StrEnum, unique
from types import MappingProxyType
from typing import Final


@unique
class CareKind(StrEnum):
    """What the words are about."""

    AVOID = "avoid"  # 触れないこと
    NAME = "name"  # 呼び方
    PACE = "pace"  # ペース


LONGEST_CARE: Final[Mapping[CareKind, int]] = MappingProxyType(
    {CareKind.AVOID: 200, CareKind.NAME: 100, CareKind.PACE: 100}
)
"""Characters of each."""
