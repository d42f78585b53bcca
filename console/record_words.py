"""The words of what a record may say beyond what it must, as counsellors read them."""

from collections.abc import Mapping
from typing import Final

from console.language import later
from domain.record import RiskKind
from domain.record_details import (
    Age,
    AllowReason,
    Area,
    Consent,
    Duration,
    Gender,
    ReferStep,
    ReferTo,
    Relation,
)
from services.day import RecordState

RISK_KINDS: Final[Mapping[RiskKind, str]] = {
    RiskKind.SUICIDE: later("自殺"),
    RiskKind.SELF_HARM: later("自傷・過量服薬"),
    RiskKind.HARM_TO_OTHERS: later("他害"),
    RiskKind.HARMED: later("被害（DV・虐待）"),
    RiskKind.MEDICAL: later("医療"),
}

RELATIONS: Final[Mapping[Relation, str]] = {
    Relation.SAME: later("書いた方と同じ"),
    Relation.OTHER: later("別の方"),
}

AGES: Final[Mapping[Age, str]] = {
    Age.TEENS: later("19歳以下"),
    Age.UP_TO_14: later("14歳以下"),
    Age.FROM_15: later("15〜19歳"),
    Age.TWENTIES: later("20代"),
    Age.FROM_20: later("20〜24歳"),
    Age.FROM_25: later("25〜29歳"),
    Age.THIRTIES: later("30代"),
    Age.FROM_30: later("30〜33歳"),
    Age.JUST_34: later("34歳"),
    Age.FROM_35: later("35〜39歳"),
    Age.FORTIES: later("40代"),
    Age.FROM_40: later("40〜44歳"),
    Age.FROM_45: later("45〜49歳"),
    Age.FIFTIES: later("50代"),
    Age.FROM_50: later("50〜54歳"),
    Age.FROM_55: later("55〜59歳"),
    Age.SIXTIES: later("60代"),
    Age.FROM_60: later("60〜64歳"),
    Age.FROM_65: later("65〜69歳"),
    Age.SEVENTIES: later("70歳以上"),
    Age.UNKNOWN: later("不明"),
    Age.UNSAID: later("答えない"),
}

GENDERS: Final[Mapping[Gender, str]] = {
    Gender.MALE: later("男"),
    Gender.FEMALE: later("女"),
    Gender.OTHER: later("その他・自由"),
    Gender.UNSAID: later("答えない"),
    Gender.UNKNOWN: later("不明"),
}

AREAS: Final[Mapping[Area, str]] = {
    Area.KOFU: later("甲府市"),
    Area.CHUHOKU: later("中北"),
    Area.KYOTO: later("峡東"),
    Area.KYONAN: later("峡南"),
    Area.FUJI_TOBU: later("富士・東部"),
    Area.OUTSIDE: later("県外"),
    Area.UNKNOWN: later("不明"),
}

DURATIONS: Final[Mapping[Duration, str]] = {
    Duration.HALF_A_YEAR: later("半年まで"),
    Duration.A_YEAR: later("半年から1年"),
    Duration.THREE_YEARS: later("1年から3年"),
    Duration.FIVE_YEARS: later("3年から5年"),
    Duration.TEN_YEARS: later("5年から10年"),
    Duration.FIFTEEN_YEARS: later("10年から15年"),
    Duration.TWENTY_YEARS: later("15年から20年"),
    Duration.LONGER: later("20年より長い"),
    Duration.UNKNOWN: later("わからない"),
    Duration.UNSAID: later("答えない"),
}

REFER_TO: Final[Mapping[ReferTo, str]] = {
    ReferTo.TOWN_OFFICE: later("市町村の窓口（福祉事務所のほか）"),
    ReferTo.PRIVATE_SUPPORT: later("民間の支援団体"),
    ReferTo.HEALTH_CENTRE: later("保健所・保健センター"),
    ReferTo.MEDICAL: later("医療機関"),
    ReferTo.YOUTH_STATION: later("サポステ"),
    ReferTo.SELF_RELIANCE: later("自立相談支援機関"),
    ReferTo.DISABILITY_SUPPORT: later("障害者総合支援の窓口"),
    ReferTo.MENTAL_HEALTH_CENTRE: later("精神保健福祉センター"),
    ReferTo.SCHOOL: later("学校・教育委員会"),
    ReferTo.WELFARE_OFFICE: later("福祉事務所"),
    ReferTo.OTHER_CENTRE: later("ほかのひきこもり地域支援センター"),
    ReferTo.JOB_CENTRE: later("ハローワーク"),
    ReferTo.SOCIAL_WELFARE_COUNCIL: later("社会福祉協議会"),
    ReferTo.ELDERLY_CENTRE: later("地域包括支援センター"),
    ReferTo.COMPANY: later("企業"),
    ReferTo.DEVELOPMENT_CENTRE: later("発達障害者支援センター"),
    ReferTo.YOUTH_COUNSEL: later("子ども・若者総合相談"),
    ReferTo.DISABILITY_JOBS: later("障害者の雇用支援"),
    ReferTo.CHILD_GUIDANCE: later("児童相談所"),
    ReferTo.FAMILY_GROUP: later("家族会"),
    ReferTo.A_PLACE_TO_BE: later("居場所"),
    ReferTo.GROUP_PROGRAMME: later("集団支援プログラム"),
    ReferTo.EMERGENCY: later("警察・救急"),
    ReferTo.CRISIS_LINE: later("危機の窓口"),
    ReferTo.OTHER: later("その他"),
}

REFER_STEPS: Final[Mapping[ReferStep, str]] = {
    ReferStep.TOLD: later("知らせた"),
    ReferStep.GAVE_CONTACT: later("連絡先を渡した"),
    ReferStep.CONTACTED: later("本人が連絡した"),
    ReferStep.WENT_ALONG: later("一緒に連絡・同行した"),
    ReferStep.CONFIRMED: later("つながったと確認した"),
    ReferStep.DECLINED: later("断られた"),
    ReferStep.NOT_WANTED: later("本人が望まない"),
}

CONSENTS: Final[Mapping[Consent, str]] = {
    Consent.GIVEN: later("同意があった"),
    Consent.REFUSED: later("同意がなかった"),
    Consent.NOT_ASKED: later("尋ねていない"),
}

ALLOW_REASONS: Final[Mapping[AllowReason, str]] = {
    AllowReason.DANGER_WAITS: later("危険のある方が待っている"),
    AllowReason.MANY_WAIT: later("待っている方が多い"),
    AllowReason.FEW_HERE: later("受けられる人が少ない"),
    AllowReason.WRITES_TONIGHT: later("今夜のうちに書くと話しあった"),
}

RECORD_STATES: Final[Mapping[RecordState, str]] = {
    RecordState.RUNNING: later("お話しが続いています"),
    RecordState.MISSING: later("記録がまだです"),
    RecordState.UNSIGNED: later("確認待ち"),
    RecordState.SIGNED: later("確認済み"),
}
