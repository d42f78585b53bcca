"""Indicators as rows of a plain table: one row for each slot, with everything an import needs.

What is printed is text here and stays as it is: 1,546 is not 1546, and a dash is a dash.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from domain.indicator import (
    LONGEST_NAME,
    LONGEST_PRINTED,
    LONGEST_WORDS,
    MOST_ROWS,
    CellText,
    Column,
    Direction,
    IndicatorFacts,
    Measure,
    Shape,
    SheetFacts,
    Slot,
    Status,
)
from domain.indicator_errors import UnreadableSheetError

_Word = TypeVar("_Word", bound=StrEnum)

HEADINGS: Final = (
    "表",
    "表の名前",
    "形",
    "実施主体",
    "予算（千円）",
    "対象",
    "表の注記",
    "行",
    "指標名",
    "単位",
    "出典",
    "向き",
    "状態",
    "計算",
    "再掲元の行",
    "備考",
    "欄",
    "欄の名前",
    "値",
    "時点",
    "理由",
)
_OF_SHEET: Final = ("表の名前", "形", "実施主体", "予算（千円）", "対象", "表の注記")
_SHAPES: Final = {Shape.INCREMENTS: "増加分", Shape.PLAN: "計画", Shape.COHORT: "対象別"}
_DIRECTIONS: Final = {
    Direction.HIGHER: "高いほどよい",
    Direction.LOWER: "低いほどよい",
    Direction.NEITHER: "数で比べない",
}
_STATUSES: Final = {
    Status.CONTINUED: "継続",
    Status.REVISED: "改定",
    Status.ABOLISHED: "指標廃止",
}
_MEASURES: Final = {
    Measure.FRIENDS_ADDED: "友だち追加",
    Measure.PROGRAMME_ATTENDED: "プログラム参加",
    Measure.PROGRAMME_PERSONS: "プログラム参加（実）",
    Measure.LINKED: "つながった",
    Measure.VISITS: "延べ",
    Measure.NEW_PERSONS: "新規",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseRow:
    """A row that belongs to no sheet in a database yet. ``repeats`` is the place of another."""

    facts: IndicatorFacts
    cells: Mapping[Slot, CellText]
    repeats: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseSheet:
    """A sheet that was read, or is to be written."""

    facts: SheetFacts
    rows: tuple[LooseRow, ...] = field(default=())


def write(sheets: Sequence[LooseSheet]) -> Iterator[tuple[str, ...]]:
    """The rows of a table, headings first; ``read`` gives the same sheets."""
    yield HEADINGS
    for number, sheet in enumerate(sheets, start=1):
        facts = sheet.facts
        head = (
            str(number),
            facts.title,
            _SHAPES[facts.shape],
            facts.body,
            facts.budget,
            facts.cohort,
            facts.note,
        )
        empty = ("",) * (len(HEADINGS) - len(head) - 5)
        for column in facts.columns:  # a slot stands there even where no row has written in it
            yield (*head, *empty, column.slot.code, column.label, "", "", "")
        for place, row in enumerate(sheet.rows, start=1):
            own = _own(place, row)
            yield (*head, *own, "", "", "", "", "")
            for slot, cell in row.cells.items():
                yield (*head, *own, slot.code, "", cell.printed, cell.as_of, cell.reason)


def read(lines: Sequence[Sequence[str]]) -> tuple[LooseSheet, ...]:
    """The sheets of a table.

    Raises:
        UnreadableSheetError: a heading is missing, or a word is none of the known ones.
    """
    if not lines or not set(HEADINGS) <= set(lines[0]):
        raise UnreadableSheetError
    place = {name: lines[0].index(name) for name in HEADINGS}
    rows = [
        {name: line[at] if at < len(line) else "" for name, at in place.items()}
        for line in lines[1:]
        if any(line)
    ]
    if len(rows) > MOST_ROWS * MOST_ROWS:
        raise UnreadableSheetError
    sheets: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        sheets.setdefault(row["表"], []).append(row)
    try:
        return tuple(_sheet(found) for found in sheets.values())
    except (KeyError, ValueError):
        raise UnreadableSheetError from None


def _own(place: int, row: LooseRow) -> tuple[str, ...]:
    facts = row.facts
    return (
        str(place),
        facts.name,
        facts.unit,
        facts.source,
        _DIRECTIONS[facts.direction],
        _STATUSES[facts.status],
        _MEASURES[facts.measure] if facts.measure else "",
        "-".join(map(str, row.repeats)) if row.repeats else "",
        facts.note,
    )


def _sheet(rows: list[dict[str, str]]) -> LooseSheet:
    title, shape, *words = (rows[0][name] for name in _OF_SHEET)
    body, budget, cohort, note = (within(word, LONGEST_WORDS) for word in words)
    columns = {row["欄"]: row["欄の名前"] for row in rows if row["欄"] and not row["行"]}
    facts = SheetFacts(
        title=within(title, LONGEST_NAME),
        shape=_code(_SHAPES, shape),
        columns=tuple(
            Column(slot=Slot.read(code), label=within(label, LONGEST_PRINTED))
            for code, label in columns.items()
        ),
        body=body,
        budget=budget,
        cohort=cohort,
        note=note,
    )
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if row["行"]:
            found.setdefault(row["行"], []).append(row)
    return LooseSheet(facts=facts, rows=tuple(_row(each) for each in found.values()))


def _row(lines: list[dict[str, str]]) -> LooseRow:
    first = lines[0]
    facts = IndicatorFacts(
        name=within(first["指標名"], LONGEST_NAME),
        unit=within(first["単位"], LONGEST_PRINTED),
        source=within(first["出典"], LONGEST_WORDS),
        direction=_code(_DIRECTIONS, first["向き"]),
        status=_code(_STATUSES, first["状態"]),
        note=within(first["備考"], LONGEST_WORDS),
        measure=_code(_MEASURES, first["計算"]) if first["計算"] else None,
    )
    if not facts.name:
        raise ValueError("A row without a name")
    cells = {
        Slot.read(line["欄"]): CellText(
            printed=within(line["値"], LONGEST_PRINTED),
            as_of=within(line["時点"], LONGEST_PRINTED),
            reason=within(line["理由"], LONGEST_WORDS),
        )
        for line in lines
        if line["欄"]
    }
    sheet, _, row = first["再掲元の行"].partition("-")
    return LooseRow(facts=facts, cells=cells, repeats=(int(sheet), int(row)) if sheet else None)


def _code(words: Mapping[_Word, str], said: str) -> _Word:
    return {word: code for code, word in words.items()}[said]


def within(text: str, longest: int) -> str:
    """The text, where it is no longer than it may be.

    Raises:
        ValueError: it is.
    """
    if len(text) > longest:
        raise ValueError("Too long")
    return text.replace("\0", "")
