"""The closed words of what a record may say beyond what it must (相談記録, DOMAIN §5.2).

Ages, areas and durations have the codes of the optional questions (``domain.questions``), so that
what the person answered can be taken over. The console words them.
"""

from enum import StrEnum, unique
from typing import Final


@unique
class Relation(StrEnum):
    """Whether the person the talk is about is the one who wrote."""

    SAME = "same"
    OTHER = "other"


@unique
class Age(StrEnum):
    """How old somebody is: the decade, or the part of it that was told; nobody's age is guessed.

    The parts are the base bands of DOMAIN §5.2, parted at 34 as well: so that 15 to 39, 34 to 49
    and 40 to 64 can be counted from them.
    """

    TEENS = "0-19"
    UP_TO_14 = "0-14"
    FROM_15 = "15-19"
    TWENTIES = "20-29"
    FROM_20 = "20-24"
    FROM_25 = "25-29"
    THIRTIES = "30-39"
    FROM_30 = "30-33"
    JUST_34 = "34-34"
    FROM_35 = "35-39"
    FORTIES = "40-49"
    FROM_40 = "40-44"
    FROM_45 = "45-49"
    FIFTIES = "50-59"
    FROM_50 = "50-54"
    FROM_55 = "55-59"
    SIXTIES = "60-69"
    FROM_60 = "60-64"
    FROM_65 = "65-69"
    SEVENTIES = "70-"
    UNKNOWN = "unknown"
    UNSAID = "unsaid"


_DECADES: Final = (
    Age.TEENS,
    Age.TWENTIES,
    Age.THIRTIES,
    Age.FORTIES,
    Age.FIFTIES,
    Age.SIXTIES,
    Age.SEVENTIES,
)
DECADES: Final = (*_DECADES, Age.UNKNOWN, Age.UNSAID)
"""What tables count by (年代): whoever reads them is to know no more."""


_DECADE_OF: Final = {
    age.value: _DECADES[max(int(age.partition("-")[0]) // 10 - 1, 0)].value
    for age in Age
    if "-" in age
}


def decade_of(code: str) -> str:
    """The decade a code of ``Age`` lies in; what is no span of years, or none of ours, stays."""
    return _DECADE_OF.get(code, code)


@unique
class Gender(StrEnum):
    """As somebody has said of themselves."""

    MALE = "male"  # 男
    FEMALE = "female"  # 女
    OTHER = "other"  # その他・自由
    UNSAID = "unsaid"  # 答えない
    UNKNOWN = "unknown"  # 不明


@unique
class Area(StrEnum):
    """Where the person lives: the prefecture's areas."""

    KOFU = "kofu"  # 甲府市
    CHUHOKU = "chuhoku"  # 中北
    KYOTO = "kyoto"  # 峡東
    KYONAN = "kyonan"  # 峡南
    FUJI_TOBU = "fuji_tobu"  # 富士・東部
    OUTSIDE = "outside"  # 県外
    UNKNOWN = "unknown"  # 不明


@unique
class Duration(StrEnum):
    """For how long it has been so: months, the upper end not included."""

    HALF_A_YEAR = "0-6"
    A_YEAR = "6-12"
    THREE_YEARS = "12-36"
    FIVE_YEARS = "36-60"
    TEN_YEARS = "60-120"
    FIFTEEN_YEARS = "120-180"
    TWENTY_YEARS = "180-240"
    LONGER = "240-"
    UNKNOWN = "unknown"
    UNSAID = "unsaid"


@unique
class ReferTo(StrEnum):
    """Whom a person was linked to, in the order of the white paper's list, ours after it."""

    TOWN_OFFICE = "01"  # 福祉事務所以外の市区町村窓口
    PRIVATE_SUPPORT = "02"  # 民間支援団体（当事者団体・NPO）
    HEALTH_CENTRE = "03"  # 保健所・保健センター
    MEDICAL = "04"  # 医療機関
    YOUTH_STATION = "05"  # サポステ
    SELF_RELIANCE = "06"  # 自立相談支援機関
    DISABILITY_SUPPORT = "07"  # 障害者総合支援関連
    MENTAL_HEALTH_CENTRE = "08"  # 精神保健福祉センター
    SCHOOL = "09"  # 学校・教委
    WELFARE_OFFICE = "10"  # 福祉事務所
    OTHER_CENTRE = "11"  # 他のひきこもり地域支援センター
    JOB_CENTRE = "12"  # ハローワーク
    SOCIAL_WELFARE_COUNCIL = "13"  # 社協
    ELDERLY_CENTRE = "14"  # 地域包括支援センター
    COMPANY = "15"  # 企業
    DEVELOPMENT_CENTRE = "16"  # 発達障害者支援センター
    YOUTH_COUNSEL = "17"  # 子ども・若者総合相談
    DISABILITY_JOBS = "18"  # 障害者雇用促進
    CHILD_GUIDANCE = "19"  # 児相
    FAMILY_GROUP = "21"  # 家族会
    A_PLACE_TO_BE = "22"  # 居場所
    GROUP_PROGRAMME = "23"  # 集団支援プログラム
    EMERGENCY = "24"  # 警察・救急
    CRISIS_LINE = "25"  # 危機の窓口
    OTHER = "99"  # その他


@unique
class ReferStep(StrEnum):
    """How far it came; only ``CONFIRMED`` counts as linked."""

    TOLD = "1"  # 知らせた
    GAVE_CONTACT = "2"  # 連絡先を渡した
    CONTACTED = "3"  # 本人が連絡した
    WENT_ALONG = "4"  # 一緒に連絡・同行
    CONFIRMED = "5"  # つながったと確認
    DECLINED = "6"  # 断られた
    NOT_WANTED = "7"  # 本人が望まない


NEEDS_CONSENT: Final = frozenset(ReferStep) - {ReferStep.TOLD, ReferStep.NOT_WANTED}
"""What stands in a record only beside the person's yes."""


@unique
class Consent(StrEnum):
    """Whether the person agreed to being linked, and to what is told there."""

    GIVEN = "yes"
    REFUSED = "no"
    NOT_ASKED = "not_asked"


@unique
class AllowReason(StrEnum):
    """Why somebody may have another talk although records are open."""

    DANGER_WAITS = "danger_waits"  # 危険のある方が待っている
    MANY_WAIT = "many_wait"  # 待っている方が多い
    FEW_HERE = "few_here"  # 受けられる人が少ない
    WRITES_TONIGHT = "writes_tonight"  # 今夜のうちに書くと話しあった
