"""The words of released figures: tables, rows and columns, and what is said below them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from console.files.era import fiscal_year_words, month_words
from console.language import _, later
from console.record_words import AGES, AREAS, GENDERS, REFER_TO
from console.words import THEMES
from domain.disclosure.befriending import FRIENDS, REST
from domain.disclosure.catalogue import COHORTS, FRIEND_SOURCES, FRIEND_WEEKS, INDICATORS
from domain.disclosure.indicator_lines import ATTENDED, LINKED, NEW_PERSONS, TOOK_PART, VISITS
from domain.disclosure.release import FileKind, ReleaseState, Step, Trouble
from domain.disclosure.rule import Rule
from domain.statistics.periods import Length, Period

TABLES: Final[Mapping[str, str]] = {
    "activity": later("窓口の活動"),
    FRIEND_WEEKS: later("週ごとの友だち追加"),
    FRIEND_SOURCES: later("入口ごとの友だち追加（目安）"),
    "age": later("年代（話の中心の方）"),
    "theme": later("話の内容"),
    "area": later("お住まいの圏域"),
    "age_theme": later("年代と話の内容"),
    "area_gender": later("圏域と性別"),
    "linked": later("つながった先"),
    INDICATORS: later("指標の数"),
    COHORTS: later("年齢を限った指標の数"),
}

MEASURES: Final[Mapping[str, str]] = {
    "friends_added": later("友だち追加（人）"),
    "friends": later("友だち・期末（人）"),
    "messages_in": later("届いたメッセージ（通）"),
    "messages_out": later("相談員のメッセージ（通）"),
    "arrived": later("受付（件）"),
    "in_hours": later("時間内の受付（件）"),
    "answered_in_hours": later("うち対応（件）"),
    "answer_rate": later("対応率（%）"),
    "answered": later("対応（件）"),
    "persons": later("実人数（人）"),
    "mean_talks": later("平均相談回数（回）"),
    FRIENDS: later("友だち追加（人）"),
    NEW_PERSONS: later("はじめて対応した方（人）"),
    LINKED: later("つながった（件）"),
    ATTENDED: later("集団支援プログラムの参加・延べ（人）"),
    TOOK_PART: later("集団支援プログラムの参加・実（人）"),
}

_OF_COHORT: Final[Mapping[str, str]] = {
    VISITS: later("対応（件）"),
    NEW_PERSONS: later("はじめて対応した方（人）"),
}
"""What is counted of people of some ages."""

_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "age": {each.value: words for each, words in AGES.items()},
    "theme": {each.value: words for each, words in THEMES.items()},
    "area": {each.value: words for each, words in AREAS.items()},
    "gender": {each.value: words for each, words in GENDERS.items()},
    "week": {REST: later("二つの月にまたがる週の日")},
    "way": {REST: later("そのほか・わからない")},
    "place": {each.value: words for each, words in REFER_TO.items()},
    "measure": MEASURES,
}
_ALL: Final = later("計")
_OTHERS: Final[Mapping[str, str]] = {
    "all": _ALL,
    "unknown": later("不明"),
    "merged": later("その他の種類をまとめたもの"),
}

STATES: Final[Mapping[ReleaseState, str]] = {
    ReleaseState.PREPARING: later("用意しています"),
    ReleaseState.PREPARED: later("確かめてください"),
    ReleaseState.SET_ASIDE: later("用意しなおしました"),
    ReleaseState.REFUSED: later("公開できません"),
    ReleaseState.RELEASED: later("公開しました"),
    ReleaseState.FAILED: later("用意できませんでした"),
}

STEPS: Final[Mapping[Step, str]] = {
    Step.COUNTING: later("数えています"),
    Step.ATTACKING: later("小さな数が分かってしまわないか、調べています"),
    Step.WRITING: later("ファイルを書いています"),
}

TROUBLES: Final[Mapping[Trouble, str]] = {
    Trouble.NARROWED: later("どこを伏せても、小さな数が分かってしまいます。公開できません。"),
    Trouble.UNCHANGED: later("前に用意したときから、変わったところがありません。"),
}

FILES: Final[Mapping[FileKind, str]] = {
    FileKind.CSV: later("CSV"),
    FileKind.CP932: later("CSV（Shift_JIS）"),
    FileKind.XLSX: later("Excel"),
    FileKind.PDF: later("PDF"),
}

STAR: Final = "＊"
"""Every protected cell, whatever the reason."""

STAR_NOTE: Final = later(
    "＊は、伏せた数です。%(threshold)s人未満の数（0人も）と、"
    "そこから小さな数が分かってしまう数を伏せています。"
)
ROUNDED_NOTE: Final = later(
    "人数は、%(base)s人きざみにまるめています。"
    "計もべつにまるめるため、内訳の和と合わないことがあります。"
)
EXACT_NOTE: Final = later(
    "件数・通数・友だちの数は、窓口の活動の量です。どなたのことも表さないため、そのままの数です。"
)
SEVERAL_NOTE: Final = later("おひとりがいくつかの行に入ることがあります。")


def rule_words(rule: Rule) -> tuple[str, ...]:
    """What is said below released tables."""
    return (
        _(STAR_NOTE, threshold=rule.threshold),
        _(ROUNDED_NOTE, base=rule.base),
        _(EXACT_NOTE),
    )


def period_words(period: Period) -> str:
    """A period in era and western years."""
    if period.length is Length.MONTH:
        return month_words(period.first)
    year = fiscal_year_words(period.fiscal_year)
    if period.length is Length.YEAR:
        return year
    return _("%(year)s 第%(number)s四半期", year=year, number=period.number)


def measure_words(code: str) -> str:
    """A measure in words; of a cohort with its ages, and the fiscal year in which they had them."""
    if code in MEASURES:
        return _(MEASURES[code])
    counted, _line, of = code.rpartition("_")
    year, first, last = of.split("-")
    return _(
        "%(year)sに%(first)s〜%(last)s歳の方: %(counted)s",
        year=fiscal_year_words(int(year)),
        first=first,
        last=last,
        counted=_(_OF_COHORT[counted]),
    )


def code_words(dimension: str, code: str) -> str:
    """A code of one attribute, in words."""
    if dimension == "week" and code != REST:
        monday = date.fromisoformat(code)
        return _("%(month)s月%(day)s日からの週", month=monday.month, day=monday.day)
    found = _CODES.get(dimension, {}).get(code) or _OTHERS.get(code)
    return _(found) if found is not None else code
