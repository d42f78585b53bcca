"""The words of indicators: shapes, directions, what is odd, and what was done."""

from collections.abc import Mapping
from typing import Final

from console.language import _, later
from domain.indicator import Direction, Measure, Shape, Slot, SlotKind, Status, ValueAct
from domain.indicator_doubts import Doubt, Found
from domain.indicator_value import Verdict

SHAPES: Final[Mapping[Shape, str]] = {
    Shape.INCREMENTS: later("年度ごとの増加分と累計"),
    Shape.PLAN: later("計画策定時・目標・実績"),
    Shape.COHORT: later("対象を決めた年度ごとの数"),
}
DIRECTIONS: Final[Mapping[Direction, str]] = {
    Direction.HIGHER: later("高いほどよい"),
    Direction.LOWER: later("低いほどよい"),
    Direction.NEITHER: later("数で比べない"),
}
STATUSES: Final[Mapping[Status, str]] = {
    Status.CONTINUED: later("継続"),
    Status.REVISED: later("改定"),
    Status.ABOLISHED: later("指標廃止"),
}
MEASURES: Final[Mapping[Measure, str]] = {
    Measure.FRIENDS_ADDED: later("はじめて友だち追加した人の数"),
    Measure.PROGRAMME_ATTENDED: later("集団支援プログラムへの参加者数（延べ）"),
    Measure.PROGRAMME_PERSONS: later("集団支援プログラムに番号で参加した人の数（実）"),
    Measure.LINKED: later("つながったと確認した件数"),
    Measure.VISITS: later("延べ（相談員が応じた件数）"),
    Measure.NEW_PERSONS: later("新規（はじめて応じた方の人数）"),
}
KINDS: Final[Mapping[SlotKind, str]] = {
    SlotKind.BASELINE: later("計画策定時"),
    SlotKind.TARGET: later("目標"),
    SlotKind.ACTUAL: later("実績"),
    SlotKind.FINAL: later("最終目標"),
}
VALUE_ACTS: Final[Mapping[ValueAct, str]] = {
    ValueAct.IMPORTED: later("取りこみました"),
    ValueAct.ENTERED: later("書きました"),
    ValueAct.CORRECTED: later("書きまちがいを直しました"),
    ValueAct.REVISED: later("目標を改定しました"),
}
WRITING: Final[Mapping[ValueAct, str]] = {
    ValueAct.ENTERED: later("はじめて書く、または新しい値を書く"),
    ValueAct.CORRECTED: later("書きまちがいを直す"),
    ValueAct.REVISED: later("目標を改定する"),
}
"""What somebody may do to a value by hand."""

VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.REACHED: later("達成"),
    Verdict.BELOW: later("未達"),
    Verdict.OPEN: later("くらべられません"),
}
DOUBTS: Final[Mapping[Doubt, str]] = {
    Doubt.SUM_DIFFERS: later("累計が、年度の合計と合いません"),
    Doubt.ODD_UNIT: later("単位が、指標の名前と合わないようです"),
    Doubt.UNREADABLE: later("数として読めません"),
    Doubt.NO_REASON: later("改定の理由がありません"),
    Doubt.NOT_MARKED: later("「指標廃止」と書かれていますが、状態は廃止になっていません"),
    Doubt.NO_ORIGINAL: later("再掲の元の指標がわかりません"),
}
REFUSALS: Final[Mapping[str, str]] = {
    "missing_letters": later("この形のファイルでは書けない文字があります。"),
    "indicator_changed": later(
        "ほかの人が、先に書きかえました。いまの内容を見てから、もう一度どうぞ。"
    ),
    "indicator_no_reason": later("理由を書いてください。"),
    "indicator_computed": later("この実績は、窓口の数から自動で出しています。書きかえられません。"),
    "indicator_unreadable": later(
        "表として読めませんでした。貼りつけたところを見なおしてください。"
    ),
    "outreach_unreadable": later("広告の報告として読めませんでした。列の名前を見てください。"),
}
"""By the ``code`` of a ``RefusedError``."""


def doubt_words(found: Found) -> str:
    """What is odd, and in which column."""
    words = _(DOUBTS[found.doubt])
    if found.column is None:
        return words
    return _(
        "%(column)s（%(kind)s）: %(words)s",
        column=found.column.label,
        kind=_(KINDS[found.column.slot.kind]),
        words=words,
    )


def slot_words(slot: Slot | None, labels: Mapping[Slot, str]) -> str:
    """A column, as it is printed, and what it says."""
    if slot is None:
        return _("この指標の説明")
    return _("%(kind)s　%(label)s", kind=_(KINDS[slot.kind]), label=labels.get(slot, slot.code))
