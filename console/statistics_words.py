"""The words of the sheet A to N: tables, rows and columns, and what is said below them."""

from collections.abc import Mapping
from typing import Any, Final

from console.coming_words import AGED, AGES_OF, BECAME, WEEKDAYS
from console.definition_words import name_of
from console.language import _, later
from console.record_words import (
    AGES,
    AREAS,
    DURATIONS,
    GENDERS,
    REFER_STEPS,
    REFER_TO,
    RELATIONS,
    RISK_KINDS,
)
from console.words import CALLERS, ENDS, RISKS, THEMES
from domain.statistics.table import Heading, Mark, Measure, Table, Unit


def _by_code(words: Mapping[Any, str]) -> Mapping[str, str]:
    return {str(code): said for code, said in words.items()}


TABLES: Final[Mapping[str, str]] = {
    "A": later("A 友だち"),
    "B": later("B 受付 — どうなったか"),
    "B_hours": later("B 受付 — 時間内と時間外"),
    "B_messages": later("B 受付 — メッセージ"),
    "C": later("C 対応"),
    "D": later("D 新規と継続"),
    "D_mean": later("D 実人数と平均相談回数"),
    "E": later("E 待ち時間・対応時間"),
    "F": later("F 曜日と時間"),
    "G_who": later("G 書いた方と、話の中心の方"),
    "G_age": later("G 話の中心の方の年代"),
    "G_caller_age": later("G 書いた方の年代"),
    "G_gender": later("G 話の中心の方の性別"),
    "G_caller_gender": later("G 書いた方の性別"),
    "G_cohorts": later("G 話の中心の方・計画の年齢"),
    "G_area": later("G お住まいの圏域"),
    "G_duration": later("G 今のような過ごし方になってから"),
    "H": later("H 話の内容"),
    "I": later("I 危険度"),
    "I_kinds": later("I 危険の種類"),
    "I_incidents": later("I 緊急対応"),
    "J": later("J つなぎ先と段階 — この期間の動き"),
    "J_records": later("J つなぎ先と段階 — 相談記録から"),
    "K": later("K 終わりかた"),
    "L": later("L アンケート"),
    "M": later("M 体制"),
    "N": later("N 注記"),
}

PARTS: Final[Mapping[str, str]] = {
    "A": later("A 友だち"),
    "B": later("B 受付"),
    "C": later("C 対応"),
    "D": later("D 新規・継続"),
    "E": later("E 待ち時間・対応時間"),
    "F": later("F 曜日と時間"),
    "G": later("G だれのことか"),
    "H": later("H 話の内容"),
    "I": later("I 危険度"),
    "J": later("J つなぎ先と段階"),
    "K": later("K 終わりかた"),
    "L": later("L アンケート"),
    "M": later("M 体制"),
    "N": later("N 注記"),
}
"""The parts of a sheet, by the letter their tables' keys begin with."""

_MEASURES: Final[Mapping[str, Mapping[str, str]]] = {
    "A": {
        "active": later("期末の友だち（ブロックを除く）"),
        "added": later("この期間の追加"),
        "returned": later("ブロックのあと戻った"),
        "blocked": later("この期間のブロック"),
        "ever": later("これまでの追加"),
        "blocked_now": later("期末にブロックしている"),
        "block_rate": later("ブロック率"),
        "line_followers": later("LINEの数え方での追加"),
        "line_blocks": later("LINEの数え方でのブロック"),
        "line_gap": later("追加の差（LINE − 窓辺、LINEが数えた日どうし）"),
        "block_gap": later("ブロックの差（同じく）"),
    },
    "B_messages": {
        "in": later("届いたメッセージ"),
        "in_hours": later("うち開設時間内"),
        "out": later("相談員のメッセージ"),
    },
    "C": {
        "in_hours": later("時間内の受付"),
        "answered": later("対応"),
        "with_reply": later("うち返事あり（一往復以上）"),
        "unserved": later("未対応"),
        "unserved_persons": later("未対応の実人数"),
        "answer_rate": later("対応率"),
    },
    "D_mean": {
        "persons": later("実人数（受付）"),
        "first_ever": later("うち、はじめての方"),
        "answered": later("対応（延べ）"),
        "answered_persons": later("対応した実人数"),
        "mean_talks": later("平均相談回数"),
    },
    "E": {
        "taken": later("つながった件"),
        "wait_median": later("つながるまで・中央値"),
        "wait_ninety": later("つながるまで・90％点"),
        "answered": later("対応した件"),
        "answer_median": later("最初の返事まで・中央値"),
        "answer_ninety": later("最初の返事まで・90％点"),
        "with_reply": later("返事のあった件"),
        "talk_mean": later("対応時間・平均（返事なしを除く）"),
        "talk_longest": later("対応時間・最長"),
        "exchanges_mean": later("往復数・平均"),
    },
    "I_incidents": {
        "opened": later("緊急対応の開始"),
        "emergency": later("119・110への連絡"),
        "prefecture": later("県への一報"),
        "conferences": later("委員会"),
    },
    "L": {
        "asked": later("お尋ねした件"),
        "better": later("少し楽になった"),
        "same": later("変わらない"),
        "worse": later("つらくなった"),
        "unsaid": later("答えない"),
        "surveyed": later("お答え（「答えない」を除く）"),
        "survey_rate": later("回答率"),
    },
    "M": {
        "evenings": later("開所日"),
        "open_minutes": later("開設していた時間"),
        "member_minutes": later("のべ相談員時間"),
        "without_supervisor": later("責任者のいなかった時間"),
    },
    "N": {
        "closures": later("臨時の休止"),
        "outages": later("障害"),
        "outage_minutes": later("障害の時間（開設時間のうち）"),
        "definitions": later("定義の変更"),
        "set_aside": later("数からのぞいた事実"),
    },
}

_ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    "B": BECAME,
    "B_hours": {"in_hours": later("時間内"), "out_of_hours": later("時間外のみ")},
    "D": {"new": later("新規"), "again": later("継続")},
    "F": WEEKDAYS,
    "G_who": _by_code(CALLERS),
    "G_age": _by_code(AGES),
    "G_caller_age": _by_code(AGES),
    "G_cohorts": AGED,
    "G_gender": _by_code(GENDERS),
    "G_caller_gender": _by_code(GENDERS),
    "G_area": _by_code(AREAS),
    "G_duration": _by_code(DURATIONS),
    "H": _by_code(THEMES),
    "I": _by_code(RISKS),
    "I_kinds": _by_code(RISK_KINDS),
    **dict.fromkeys(("J", "J_records"), _by_code(REFER_TO)),
    "K": _by_code(ENDS),
}

_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "G_who": _by_code(RELATIONS),
    "G_cohorts": AGES_OF,
    **dict.fromkeys(("J", "J_records"), _by_code(REFER_STEPS)),
}

_EVERYWHERE: Final[Mapping[str, str]] = {
    "all": later("計"),
    "unknown": later("不明"),
    "visits": later("件"),
    "persons": later("人"),
}

_UNITS: Final[Mapping[Unit, str]] = {
    Unit.VISITS: later("%(n)s件"),
    Unit.PERSONS: later("%(n)s人"),
    Unit.ACTS: later("%(n)s"),
    Unit.MINUTES: later("%(n)s分"),
    Unit.PERCENT: later("%(n)s％"),
    Unit.RATIO: later("%(n)s回"),
}

_NOTES: Final[Mapping[str, str]] = {
    "persons_do_not_add": later("人は重なりなく数えるため、内訳の合計と合わないことがあります。"),
    "several_each": later("一つの件がいくつかの行に入るため、内訳の合計は件数より多くなります。"),
    "internal_only": later("この表は団体の中だけのものです。"),
}


def row_words(table: Table, row: Heading) -> str:
    """What a row is called."""
    return _said(_ROWS.get(table.key, {}), row.code)


def column_words(table: Table, column: Measure) -> str:
    """What a column is called; an hour of the clock is its number."""
    given = _MEASURES.get(table.key) or _COLUMNS.get(table.key, {})
    return _said(given, column.code)


def note_words(note: str) -> str:
    """What is said below a table."""
    kind, _colon, said = note.partition(":")
    if kind != "definition":
        return _(_NOTES[note])
    code, _colon, day = said.partition(":")
    return _("%(day)sから「%(word)s」の定義が変わりました。", day=day, word=name_of(code))


def unit_words(unit: Unit, number: str) -> str:
    """A number with its unit; a mark stands alone."""
    return _(_UNITS[unit], n=number)


def mark_words(mark: Mark) -> str:
    """What stands in a cell that has no number."""
    return "—" if mark is Mark.NOT_MEASURED else "＊"


def _said(words: Mapping[str, str], code: str) -> str:
    found = words.get(code) or _EVERYWHERE.get(code)
    return _(found) if found is not None else code
