"""What judging somebody's words gives: a level, and reasons a supervisor can read."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Sign(StrEnum):
    """A group of signs: a reason in one word, never the words themselves."""

    WISH = "wish"  # 希死
    VANISH = "vanish"  # 消失
    SLANG = "slang"  # 俗
    MEANS = "means"  # 手段
    SELF_HARM = "self_harm"  # 自傷
    PLACE = "place"  # 場所
    TIME = "time"  # 時
    PREPARATION = "preparation"  # 準備
    FAREWELL = "farewell"  # 別れ
    HARM_TO_OTHERS = "harm_to_others"  # 他害
    HARMED = "harmed"  # 被害
    FAMILY = "family"  # 家族が見たこと、聞いたこと
    CALM = "calm"  # 急な落ち着き
    MODEL = "model"  # the learned model alone
    ABUSE = "abuse"  # against the counsellor


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """``level`` 1 to 4 alerts a supervisor; 0 with ``is_flag`` only tells the counsellor to ask.

    ``is_abuse``: the words are against whoever reads them. ``version`` names the terms and weights.
    """

    level: int
    is_flag: bool
    is_abuse: bool
    signs: tuple[Sign, ...]
    version: str
