"""A table of support lines as it is pasted or kept: tabs between columns, names of these on top.

Every row keeps what stood there, beside what was understood of it. Nothing is guessed silently:
what a row lacks is a problem that stands in words beside it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import Final, TypeVar

from domain.directory import (
    Audience,
    ContactProblem,
    LineFacts,
    Means,
    Purpose,
    contact_problem,
    read_contact,
)
from domain.phone_number import NoNumberError, NumberProblem
from routing.line_hours_words import HoursError, HoursProblem, read_hours, write_hours

MOST_ROWS: Final = 200
LONGEST_TABLE: Final = 100_000
LONGEST_NAME: Final = 60
LONGEST_WORDS: Final = 400


@unique
class RowProblem(StrEnum):
    """What is wrong with a row besides its number and its hours."""

    NO_NAME = "no_name"
    NO_CONTACT = "no_contact"
    TOO_LONG = "too_long"
    TWICE = "twice"
    KNOWN_ALREADY = "known_already"
    UNKNOWN_WORD = "unknown_word"
    NO_DAY = "no_day"


_T = TypeVar("_T")
Problem = RowProblem | NumberProblem | ContactProblem | HoursProblem

_MAY_STAND: Final = frozenset({RowProblem.NO_CONTACT})
"""Such a row can be kept: it is shown to nobody until somebody has completed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: ``number`` counts from 1 without the heading, ``original`` is what was pasted.

    ``problems`` are each with the word that is meant of it.
    """

    number: int
    original: str
    facts: LineFacts
    problems: tuple[tuple[Problem, str], ...]

    @property
    def may_be_kept(self) -> bool:
        """Whether nothing stands against keeping it."""
        return all(problem in _MAY_STAND for problem, _ in self.problems)


HEADINGS: Final[Mapping[str, str]] = {
    "相談窓口": "name", "窓口": "name", "窓口名": "name", "名称": "name", "名前": "name",
    "相談内容": "about", "内容": "about",
    "電話番号": "contact", "電話": "contact", "番号": "contact", "連絡先": "contact",
    "目的": "purpose", "方法": "means", "対象": "audience",
    "時間": "hours", "受付時間": "hours", "相談時間": "hours",
    "無料": "is_free", "地域": "area", "この県で使える": "serves_here",
    "開始日": "valid_from", "終了日": "valid_until",
    "出典": "source", "出典の日": "sourced_on", "備考": "remark",
}  # fmt: skip
"""How a column may be called, and which fact it holds."""

_USUAL_ORDER: Final = ("name", "about", "contact")

PURPOSES: Final[Mapping[str, Purpose]] = {
    "危機": Purpose.CRISIS, "話": Purpose.LISTENING, "センター": Purpose.CENTRE,
    "医療": Purpose.MEDICAL, "緊急": Purpose.EMERGENCY, "暴力": Purpose.VIOLENCE,
    "子ども": Purpose.YOUNG, "学校": Purpose.SCHOOL, "その他": Purpose.OTHER,
}  # fmt: skip
_MEANS: Final = {"電話": Means.VOICE, "文字": Means.TEXT}
_AUDIENCES: Final = {
    "本人": Audience.ONESELF, "家族": Audience.FAMILY, "18歳以下": Audience.UNDER_18,
    "女性": Audience.WOMEN, "子育て": Audience.PARENTS,
}  # fmt: skip
_YES_OR_NO: Final = {"はい": True, "いいえ": False}


def read_table(text: str) -> tuple[TableRow, ...]:
    """The rows of a table, the heading left out; at most ``MOST_ROWS`` of them.

    Without a heading the columns are the name, what it is about, and the number. Columns stand
    apart by tabs, or by two blanks or more.
    """
    lines = [line for line in re.split(r"\r\n|\r|\n", text[:LONGEST_TABLE]) if line.strip()]
    if not lines:
        return ()
    columns = _columns(lines[0])
    if columns is None:
        columns, rows = _USUAL_ORDER, lines
    else:
        rows = lines[1:]
    read: list[TableRow] = []
    for number, line in enumerate(rows[:MOST_ROWS], start=1):
        values = dict(zip(columns, _cells(line), strict=False))
        read.append(_row(number, line, values, read))
    return tuple(read)


def _columns(line: str) -> tuple[str, ...] | None:
    """What the columns of a heading hold; None where the line is none."""
    names = [_folded(cell) for cell in _cells(line)]
    known = tuple(HEADINGS.get(name, "") for name in names)
    return known if {"name", "contact"} <= set(known) else None


def _cells(line: str) -> list[str]:
    cells = line.split("\t") if "\t" in line else re.split(r"\s{2,}|　+", line.strip())
    return [cell.strip() for cell in cells]


def _row(number: int, line: str, values: Mapping[str, str], before: Sequence[TableRow]) -> TableRow:
    problems: list[tuple[Problem, str]] = []
    name, printed = values.get("name", "").strip(), values.get("contact", "").strip()
    contact = _contact(name, printed, problems)
    facts = LineFacts(
        name=name,
        purpose=_one(values, "purpose", PURPOSES, problems) or Purpose.OTHER,
        means=_one(values, "means", _MEANS, problems) or _usual_means(printed),
        contact=contact,
        printed=printed,
        hours=_hours(values.get("hours", ""), problems),
        audience=_audience(values, problems),
        about=values.get("about", ""),
        is_free=_one(values, "is_free", _YES_OR_NO, problems),
        area=values.get("area", ""),
        serves_here=_one(values, "serves_here", _YES_OR_NO, problems) or False,
        valid_from=_day(values, "valid_from", problems),
        valid_until=_day(values, "valid_until", problems),
        source=values.get("source", ""),
        sourced_on=_day(values, "sourced_on", problems),
        remark=values.get("remark", ""),
    )
    if not name:
        problems.append((RowProblem.NO_NAME, ""))
    if len(name) > LONGEST_NAME or any(len(each) > LONGEST_WORDS for each in values.values()):
        problems.append((RowProblem.TOO_LONG, ""))
    if contact and any(row.facts.contact == contact for row in before):
        problems.append((RowProblem.TWICE, contact))
    return TableRow(number=number, original=line, facts=facts, problems=tuple(problems))


def _contact(name: str, printed: str, problems: list[tuple[Problem, str]]) -> str:
    if not printed:
        problems.append((RowProblem.NO_CONTACT, ""))
        return ""
    try:
        contact = read_contact(printed)
    except NoNumberError as error:
        problems.append((error.problem, printed))
        return ""
    problem = contact_problem(name, contact)
    if problem is not None:
        problems.append((problem, contact))
    return contact


def _usual_means(printed: str) -> Means:
    return Means.TEXT if printed.startswith("https://") else Means.VOICE


def _hours(written: str, problems: list[tuple[Problem, str]]) -> str:
    if not written.strip():
        return ""
    try:
        return write_hours(read_hours(written))
    except HoursError as error:
        problems.append((error.problem, error.word))
        return ""


def _one(
    values: Mapping[str, str],
    column: str,
    words: Mapping[str, _T],
    problems: list[tuple[Problem, str]],
) -> _T | None:
    written = _folded(values.get(column, ""))
    if written and written not in words:
        problems.append((RowProblem.UNKNOWN_WORD, written))
    return words.get(written)


def _audience(
    values: Mapping[str, str], problems: list[tuple[Problem, str]]
) -> frozenset[Audience]:
    found = set()
    for word in re.split(r"[・,、/]", _folded(values.get("audience", ""))):
        if word and word not in _AUDIENCES:
            problems.append((RowProblem.UNKNOWN_WORD, word))
        elif word:
            found.add(_AUDIENCES[word])
    return frozenset(found)


def _day(
    values: Mapping[str, str], column: str, problems: list[tuple[Problem, str]]
) -> date | None:
    written = _folded(values.get(column, "")).replace("/", "-")
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        problems.append((RowProblem.NO_DAY, written))
        return None


def _folded(written: str) -> str:
    return unicodedata.normalize("NFKC", written).strip()
