"""What the words of indicators mean, as it stands on every file, and why they may be published."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from console.files.report import Definition
from console.language import later
from console.record_words import AGES
from domain.disclosure.rule import Rule
from domain.record_details import DECADES, Age
from services.indicator_cohorts import cohort_of
from services.indicator_measures import counts_people
from services.indicators import IndicatorTable

_DEFINITIONS: Final = (
    Definition(
        name=later("増加分と累計"),
        sentence=later(
            "増加分はその年度に新しく増えた数、累計はその合計です。測っていない年度は「—」で、"
            "0とは別のものです。累計には入れません。"
        ),
        example=later("目標 15・100・100 の累計は 215"),
    ),
    Definition(
        name=later("友だちの増加分"),
        sentence=later(
            "その年度にはじめて友だち追加した人の数です。ブロックのあとにもどった人は、"
            "もう一度は数えません。"
        ),
    ),
    Definition(
        name=later("新規・延べ・つながった"),
        sentence=later(
            "新規ははじめての方の訪問、延べは訪問の件数で、どちらも相談員が応じたものです。"
            "つながったは、つなぎ先が確認した件数です。"
        ),
    ),
    Definition(
        name=later("達成率"),
        sentence=later(
            "実績を目標で割り、小数第2位を四捨五入したものです。低いほどよい指標では出しません。"
        ),
        example=later("80 に対する 60 は 75.0%"),
    ),
    Definition(
        name=later("再掲"),
        sentence=later("ほかの場所にもある指標です。足し合わせるときは、一度だけ数えます。"),
    ),
    Definition(
        name=later("公開できる理由"),
        sentence=later(
            "ここにあるのは、活動全体の合計だけです。年代や地域などを重ねた数がないので、"
            "一人ひとりのことはわかりません。"
        ),
    ),
)
_PEOPLE: Final = later(
    "窓口が数えた実績は、その年度の数字として公開したものと同じです。"
    "人を数える指標は、%(threshold)s未満を＊とし、ほかは%(base)sきざみにまるめています。"
    "友だち・参加・対応の数は、年代や地域などを重ねない活動の合計なので、そのままの数です。"
    "どちらも、これまでに公開した数と合わせて小さな数が分からないことを、公開の前に確かめています。"
)

_COHORT_NAME: Final = later("年齢を限った対象")
_COHORT: Final = later(
    "年齢は、年代か、その一部（30〜33歳・34歳・35〜39歳など）でうかがい、わかった方だけを数えます。"
    "年代しかわからず対象の端にかかる方と、年齢のわからない方は、入っていません。"
)
_ACROSS: Final = later(
    "対象の方は一年に一つ年をとるため、年度によって端にかかる%(bands)sの方も、入っていません。"
)
_FINE: Final = tuple(age for age in Age if age not in DECADES)


def definitions(tables: Sequence[IndicatorTable], rule: Rule) -> tuple[Definition, ...]:
    """Those of these tables; people in them are shown by ``rule``."""
    return (*_DEFINITIONS[:-1], *_ages(tables), _reason(tables, rule))


def _ages(tables: Sequence[IndicatorTable]) -> Iterator[Definition]:
    """Who of a cohort is counted, where a table has one, and which ages it cannot divide."""
    found = [(cohort_of(each.facts), each.facts.years) for each in tables]
    cohorts = [(of, years) for of, years in found if of is not None]
    if not cohorts:
        return
    bands = {band for of, years in cohorts for band in of.uncovered(_FINE, years)}
    across = "、".join(AGES[age] for age in _FINE if age in bands)
    said = _COHORT + (_ACROSS % {"bands": across} if across else "")
    yield Definition(name=_COHORT_NAME, sentence=said)


def _reason(tables: Sequence[IndicatorTable], rule: Rule) -> Definition:
    counts = (
        counts_people(row.facts.measure, cohort_of(table.facts))
        for table in tables
        for row in table.indicators
        if row.facts.measure is not None
    )
    if not any(counts):
        return _DEFINITIONS[-1]
    said = {"threshold": rule.threshold, "base": rule.base}
    return replace(_DEFINITIONS[-1], sentence=_PEOPLE % said)
