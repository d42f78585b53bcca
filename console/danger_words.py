"""The words of other dangers: marks, pauses, what made a day heavy, groups of signs."""

from collections.abc import Mapping
from typing import Final

from console.language import later
from domain.mark import Mark
from domain.pause import PauseLength
from domain.practice import TermFault
from services.aftercare import WhyCare

MARKS: Final[Mapping[Mark, str]] = {
    Mark.HARD_WORDS: later("暴言"),
    Mark.SEXUAL: later("性的なことば"),
    Mark.ADVERT: later("宣伝"),
    Mark.PRANK: later("いたずら"),
    Mark.FLOOD: later("同じものの連投"),
    Mark.UNDER_18: later("18歳未満"),
    Mark.VIOLENCE_AT_HOME: later("家の中で暴力がある"),
    Mark.MAYBE_ABUSE: later("つらいことばかもしれない"),
}

PAUSES: Final[Mapping[PauseLength, str]] = {
    PauseLength.DAY: later("1日おく"),
    PauseLength.WEEK: later("7日おく"),
}

WHY_CARE: Final[Mapping[WhyCare, str]] = {
    WhyCare.WEIGHT: later("今日の重さが4以上"),
    WhyCare.DANGER: later("R3以上のお話し"),
    WhyCare.ABUSE: later("つらいことばを受けた"),
}

FAULTS: Final[Mapping[TermFault, str]] = {
    TermFault.EMPTY: later("ことばを書いてください。"),
    TermFault.SHORT: later("短すぎます。3字から書いてください。"),
    TermFault.LONG: later("長すぎます。40字までで言いかえてください。"),
    TermFault.PERSONAL: later(
        "どなたのことか、わかってしまうかもしれません。名前、場所、数字のない言いかえにしてください。"
    ),
    TermFault.HIDDEN: later("目に見えない文字が入っています。打ちなおしてください。"),
}
