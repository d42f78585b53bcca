"""The words of alerts: what was found, by whom, where the person was, and the ladder of danger."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from console.language import later
from domain.alert import Origin, Situation
from domain.risk.assessment import Sign

SIGNS: Final[Mapping[Sign, str]] = {
    Sign.WISH: later("死にたい気持ちのことば"),
    Sign.VANISH: later("消えたい気持ちのことば"),
    Sign.SLANG: later("死をさす言いかえ"),
    Sign.MEANS: later("手段のことば"),
    Sign.SELF_HARM: later("自分を傷つけることば"),
    Sign.PLACE: later("場所のことば"),
    Sign.TIME: later("時期のことば"),
    Sign.PREPARATION: later("準備のことば"),
    Sign.FAREWELL: later("お別れのことば"),
    Sign.HARM_TO_OTHERS: later("人を傷つけることば"),
    Sign.HARMED: later("暴力を受けていることば"),
    Sign.FAMILY: later("ご家族が見聞きしたこと"),
    Sign.CALM: later("急に落ち着いたようす"),
    Sign.MODEL: later("ことば全体のようす"),
    Sign.ABUSE: later("相談員への強いことば"),
}

ORIGINS: Final[Mapping[Origin, str]] = {
    Origin.DETECTED: later("書かれたことばから"),
    Origin.EDITED: later("書きなおされたことばから"),
    Origin.DECLARED: later("「つらくて今すぐ話したい」から"),
    Origin.ANSWERED: later("はじめの質問へのお返事から"),
    Origin.COUNSELLOR: later("相談員が知らせました"),
    Origin.SUPERVISOR: later("責任者が決めました"),
    Origin.RECORD: later("記録から"),
    Origin.CARRIED: later("前の回から続いています"),
    Origin.SURVEYED: later("お話しのあとの質問に「つらくなった」"),
}

SITUATIONS: Final[Mapping[Situation, str]] = {
    Situation.NOBODY_HERE: later("だれもいない時間"),
    Situation.WAITING: later("お待ちのあいだ"),
    Situation.TALKING: later("お話しのあいだ"),
    Situation.AFTERWARDS: later("お話しのあと"),
}

LEVELS: Final[Mapping[int, str]] = {
    0: later("R0　たずねた。危険はない"),
    1: later("R1　消えたい気持ち"),
    2: later("R2　死にたい気持ち。計画はない"),
    3: later("R3　計画・手段・最近の行為のどれか"),
    4: later("R4　間近、または今まさに"),
}
"""A level in one line, as a list and the history say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of the ladder: what it means, what has to happen, and by when."""

    level: int
    means: str
    happens: str
    time: str


LADDER: Final = (
    Rung(
        level=0,
        means=later("たずねた。危険はない"),
        happens=later("たずねたことを記録に書く"),
        time=later("お話しのあとで"),
    ),
    Rung(
        level=1,
        means=later("消えたい。自分から動く気持ちはない"),
        happens=later("まっすぐたずねる。責任者も見ています"),
        time=later("このお話しのうちに"),
    ),
    Rung(
        level=2,
        means=later("死にたい。計画はない"),
        happens=later("責任者に相談する。安全のことを話す。窓口と、次に話せる日を伝える"),
        time=later("10分のうちに"),
    ),
    Rung(
        level=3,
        means=later("計画か、手段か、最近の行為がある。人を傷つけるおそれがある"),
        happens=later(
            "責任者が入る。手段から離れてもらう。そばに来られる人をたずねる。その日のうちに県へ"
        ),
        time=later("2分のうちに責任者が確認"),
    ),
    Rung(
        level=4,
        means=later("計画も手段もあり間近。または今まさに"),
        happens=later("119・110は責任者から。話しつづける。1分ごとに書きとめる"),
        time=later("5分のうちに始める"),
    ),
)
"""The ladder of danger (DOMAIN §2.8), the lowest rung first."""

QUESTIONS: Final = (
    "said_so",
    "ask_feeling",
    "ask_plan",
    "ask_means",
    "ask_when",
    "ask_past",
    "ask_now",
    "put_away",
    "where_now",
    "help_is_coming",
)
"""The snippets the card puts into the composer, in the order in which one asks (DOMAIN §3.5)."""
