"""By what visits are sorted on the sheet: what became of them, their weekday, plans' ages."""

from collections.abc import Mapping
from typing import Final

from console.language import later

BECAME: Final[Mapping[str, str]] = {
    "answered": later("対応"),
    "turned_away": later("満員"),
    "left": later("待機中に離れた"),
    "closed_waiting": later("待つうちに終了"),
    "blocked": later("ブロック"),
    "out_of_hours": later("時間外のみ"),
    "test": later("いたずら・テスト"),
    "open": later("続いている"),
}

WEEKDAYS: Final[Mapping[str, str]] = {
    "mon": later("月曜"),
    "tue": later("火曜"),
    "wed": later("水曜"),
    "thu": later("木曜"),
    "fri": later("金曜"),
    "sat": later("土曜"),
    "sun": later("日曜"),
}

AGES_OF: Final[Mapping[str, str]] = {
    "15-39": later("15〜39歳（件）"),
    "34-49": later("34〜49歳（件）"),
    "40-64": later("40〜64歳（件）"),
}

AGED: Final[Mapping[str, str]] = {
    "in": later("この年齢の方"),
    "partly": later("端にかかる方（年代だけで、細かい年齢なし）"),
    "out": later("ほかの年齢の方"),
}
"""How a visit stands to some ages; nobody is divided up."""
