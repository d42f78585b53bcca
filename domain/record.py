"""The closed words of a record (相談記録): who wrote, what about, how dangerous.

How a talk ended is ``domain.conversation.End``. The numbers are those of the code tables
(DOMAIN §5.2) and never change their meaning; the console words them.
"""

from enum import StrEnum, unique
from typing import Final

from domain.conversation import End


@unique
class Caller(StrEnum):
    """Who wrote, seen from the person the talk is about."""

    SELF = "1"  # 本人
    MOTHER = "2"  # 母
    FATHER = "3"  # 父
    SIBLING = "4"  # きょうだい
    SPOUSE = "5"  # 配偶者
    RELATIVE = "6"  # その他親族
    FRIEND = "7"  # 友人知人
    SUPPORTER = "8"  # 支援者
    OTHER = "9"  # その他
    UNKNOWN = "0"  # 不明


@unique
class Theme(StrEnum):
    """What a talk was about; several may be true of one talk."""

    MIND = "01"  # 気持ち・こころの不調
    WISH_TO_DIE = "02"  # 死にたい気持ち
    SELF_BLAME = "03"  # 自分を責める
    FAMILY = "04"  # 家族との関係
    VIOLENCE = "05"  # 家の中の暴力
    FEAR_OF_PEOPLE = "06"  # 人が怖い・会話
    SLEEP = "07"  # 昼夜逆転・眠り
    BODY = "08"  # からだ・受診
    SCHOOL = "09"  # 学校・いじめの過去
    WORK = "10"  # 仕事・働くこと
    MONEY = "11"  # お金・年金・制度
    AFTER_PARENTS = "12"  # 親亡き後・8050
    PLACE = "13"  # 居場所・仲間
    GENDER = "14"  # 性・ジェンダー
    GAMES = "15"  # ゲーム・ネット
    HOBBIES = "16"  # 趣味・雑談
    HOW_TO_RELATE = "17"  # 家族の接し方
    SIBLINGS = "18"  # きょうだいの悩み
    HURT_BY_HELP = "19"  # 支援で傷ついた
    PROCEDURE = "20"  # 手続きの質問
    OTHER = "99"  # その他


@unique
class RiskKind(StrEnum):
    """What kind of danger there was; several may be true of one talk."""

    SUICIDE = "1"  # 自殺
    SELF_HARM = "2"  # 自傷・過量服薬
    HARM_TO_OTHERS = "3"  # 他害
    HARMED = "4"  # 被害（DV・虐待）
    MEDICAL = "5"  # 医療


@unique
class RiskLevel(StrEnum):
    """What asking about danger came to; ``NOT_ASKED`` needs its reason."""

    NOT_ASKED = "unchecked"  # 未確認
    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"


LEVEL_NUMBERS: Final = {
    RiskLevel.NOT_ASKED: 0,
    RiskLevel.R0: 0,
    RiskLevel.R1: 1,
    RiskLevel.R2: 2,
    RiskLevel.R3: 3,
    RiskLevel.R4: 4,
}
"""The levels as the numbers a running talk has."""

LEVELS_WITH_KIND: Final = frozenset({RiskLevel.R2, RiskLevel.R3, RiskLevel.R4})
"""From R2 on a record says what kind of danger there was."""

ENDS_OF_A_TALK: Final = (
    End.TALKED,
    End.LEFT_BY_PERSON,
    End.WENT_SILENT,
    End.TIME_WANTS_MORE,
    End.TIME,
    End.LINKED,
    End.EMERGENCY,
    End.BLOCKED,
    End.PRANK,
)
"""The ends a counsellor can choose; the others belong to visits nobody talked in."""

LONGEST_NOTE: Final = 200
"""Characters of the note handed to the next counsellor (申し送り), and of what not to touch."""

MOST_OPEN_RECORDS: Final = 2
"""With so many records left to write nobody is given another talk (DOMAIN §2.3)."""
