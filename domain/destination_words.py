"""The Japanese words of a destination's codes: in tables that come and go, and in searches."""

from collections.abc import Mapping
from typing import Final

from domain.destination import Audience, Day, Offer, Way
from domain.record_details import Area, ReferTo

AUDIENCES: Final[Mapping[Audience, str]] = {Audience.ONESELF: "本人", Audience.FAMILY: "家族"}

WAYS: Final[Mapping[Way, str]] = {
    Way.TEXT: "文字", Way.PHONE: "電話", Way.VISIT: "訪問", Way.ONLINE: "オンライン",
    Way.COMING: "来所",
}  # fmt: skip

OFFERS: Final[Mapping[Offer, str]] = {
    Offer.A_PLACE_TO_BE: "居場所", Offer.FAMILY_GROUP: "家族会",
    Offer.GROUP_PROGRAMME: "集団支援プログラム", Offer.WORK_TRIAL: "職場体験",
    Offer.SEMINAR: "セミナー", Offer.MONEY: "FP相談", Offer.SPECIALISTS: "専門チーム派遣",
    Offer.OUTREACH: "訪問",
}  # fmt: skip

DAYS: Final[Mapping[Day, str]] = {
    Day.MONDAY: "月", Day.TUESDAY: "火", Day.WEDNESDAY: "水", Day.THURSDAY: "木",
    Day.FRIDAY: "金", Day.SATURDAY: "土", Day.SUNDAY: "日", Day.HOLIDAY: "祝",
}  # fmt: skip

AREAS: Final[Mapping[Area, str]] = {
    Area.KOFU: "甲府市", Area.CHUHOKU: "中北", Area.KYOTO: "峡東", Area.KYONAN: "峡南",
    Area.FUJI_TOBU: "富士・東部", Area.OUTSIDE: "県外", Area.UNKNOWN: "不明",
}  # fmt: skip

KINDS: Final[Mapping[ReferTo, str]] = {
    ReferTo.TOWN_OFFICE: "市町村の窓口（福祉事務所のほか）",
    ReferTo.PRIVATE_SUPPORT: "民間の支援団体",
    ReferTo.HEALTH_CENTRE: "保健所・保健センター",
    ReferTo.MEDICAL: "医療機関",
    ReferTo.YOUTH_STATION: "サポステ",
    ReferTo.SELF_RELIANCE: "自立相談支援機関",
    ReferTo.DISABILITY_SUPPORT: "障害者総合支援の窓口",
    ReferTo.MENTAL_HEALTH_CENTRE: "精神保健福祉センター",
    ReferTo.SCHOOL: "学校・教育委員会",
    ReferTo.WELFARE_OFFICE: "福祉事務所",
    ReferTo.OTHER_CENTRE: "ほかのひきこもり地域支援センター",
    ReferTo.JOB_CENTRE: "ハローワーク",
    ReferTo.SOCIAL_WELFARE_COUNCIL: "社会福祉協議会",
    ReferTo.ELDERLY_CENTRE: "地域包括支援センター",
    ReferTo.COMPANY: "企業",
    ReferTo.DEVELOPMENT_CENTRE: "発達障害者支援センター",
    ReferTo.YOUTH_COUNSEL: "子ども・若者総合相談",
    ReferTo.DISABILITY_JOBS: "障害者の雇用支援",
    ReferTo.CHILD_GUIDANCE: "児童相談所",
    ReferTo.FAMILY_GROUP: "家族会",
    ReferTo.A_PLACE_TO_BE: "居場所",
    ReferTo.GROUP_PROGRAMME: "集団支援プログラム",
    ReferTo.EMERGENCY: "警察・救急",
    ReferTo.CRISIS_LINE: "危機の窓口",
    ReferTo.OTHER: "その他",
}
