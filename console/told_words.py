"""The words of what is told of a person, and of what to take care of."""

from collections.abc import Mapping
from typing import Final

from console.language import later
from console.record_words import AREAS, DURATIONS
from console.words import CALLERS
from domain.care import CareKind
from domain.earlier import Earlier
from domain.record_details import Age, Area, Gender
from domain.send_key import SendKey
from domain.told import Detail, Side

SIDES: Final[Mapping[Side, str]] = {
    Side.CALLER: later("相談する方"),
    Side.SUBJECT: later("話の中心の方"),
}

DETAILS: Final[Mapping[Detail, str]] = {
    Detail.WHO: later("どなたから"),
    Detail.AGE: later("年代"),
    Detail.GENDER: later("性別"),
    Detail.AREA: later("お住まい"),
    Detail.DURATION: later("今の過ごし方になって"),
}

_AGES: Final[Mapping[str, str]] = {
    Age.TEENS: later("10代以下"),
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
    Age.SEVENTIES: later("70代以上"),
    Age.UNKNOWN: later("わからない"),
    Age.UNSAID: later("答えない"),
}

_GENDERS: Final[Mapping[str, str]] = {
    Gender.MALE: later("男性"),
    Gender.FEMALE: later("女性"),
    Gender.OTHER: later("その他・自由"),
    Gender.UNSAID: later("答えない"),
    Gender.UNKNOWN: later("わからない"),
}

_AREAS: Final[Mapping[str, str]] = {
    str(code): words for code, words in {**AREAS, Area.UNKNOWN: later("わからない")}.items()
}

TOLD: Final[Mapping[Detail, Mapping[str, str]]] = {
    Detail.WHO: {str(code): words for code, words in CALLERS.items()},
    Detail.AGE: _AGES,
    Detail.GENDER: _GENDERS,
    Detail.AREA: _AREAS,
    Detail.DURATION: {str(code): words for code, words in DURATIONS.items()},
}
"""By detail, the words of each code."""

CARE: Final[Mapping[CareKind, str]] = {
    CareKind.AVOID: later("触れないこと"),
    CareKind.NAME: later("呼び方"),
    CareKind.PACE: later("ペース"),
}

WISHES: Final[Mapping[Earlier, str]] = {
    Earlier.SHOW: later("前の話の続きから、とのことです。"),
    Earlier.NEW: later("新しく話したい、とのことです。"),
    Earlier.HIDE: later("前の話は見ないでほしい、とのことです。前のことは出していません。"),
}

SEND_KEYS: Final[Mapping[SendKey, str]] = {
    SendKey.CTRL_ENTER: later("Ctrl+Enter（⌘+Enter）"),
    SendKey.SHIFT_ENTER: later("Shift+Enter"),
    SendKey.NONE: later("ボタンだけ"),
}
