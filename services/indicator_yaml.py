"""Indicators written as YAML, in the two shapes printed tables are copied in. Nothing is kept.

Every scalar is read as the text it is written as: 1,546 and 24.0 and 0 stay what is printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from domain.indicator import (
    LONGEST_NAME,
    LONGEST_PRINTED,
    LONGEST_WORDS,
    MOST_ROWS,
    REPEATED,
    CellText,
    Column,
    Direction,
    IndicatorFacts,
    Shape,
    SheetFacts,
    Slot,
    SlotKind,
    Status,
)
from domain.indicator_errors import UnreadableSheetError
from domain.indicator_file import LooseRow, LooseSheet, within
from domain.indicator_value import Meaning, understand

_YEAR: Final = re.compile(r"(令和|平成|20)?(元|\d{1,2})年度")
_BEFORE_ONE: Final = {"令和": 2018, "平成": 1988, "20": 2000}
_LAST_OF_REIWA: Final = 15
"""A year without its era is of 令和 up to here, else of 平成: tables of both are still copied."""

_TITLE: Final = "成果指標"


def read(text: str) -> tuple[LooseSheet, ...]:
    """The sheets of a text.

    Raises:
        UnreadableSheetError: it is no YAML, of no known shape, or too long.
    """
    try:
        found = yaml.BaseLoader(text).get_single_data()  # texts, lists and mappings, nothing else
        sheets = tuple(_programmes(found) if "programmes" in found else _plan(found))
    except (yaml.YAMLError, RecursionError, KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableSheetError from None
    if sum(len(each.rows) for each in sheets) > MOST_ROWS:
        raise UnreadableSheetError
    return tuple(_linked(sheets))


def _programmes(found: Mapping[str, Any]) -> Iterator[LooseSheet]:
    """Increments of each year, and their sum: one sheet for each programme."""
    labels = [within(label, LONGEST_PRINTED) for label in found["years"]]
    targets = [_increment(label, SlotKind.TARGET) for label in labels]
    actuals = [_increment(label, SlotKind.ACTUAL) for label in labels]
    for each in found["programmes"]:
        facts = SheetFacts(
            title=within(each["programme"], LONGEST_NAME),
            shape=Shape.INCREMENTS,
            columns=(*targets, *actuals),
            body=within(each.get("body", ""), LONGEST_WORDS),
            budget=within(each.get("budget_thousand_yen", ""), LONGEST_WORDS),
            cohort=within(each.get("cohort", ""), LONGEST_WORDS),
            note=within(each.get("note", ""), LONGEST_WORDS),
        )
        rows = (
            _row(kpi, (*zip(targets, kpi["values"], strict=True), *_reached(actuals, kpi)))
            for kpi in each["kpi"]
        )
        yield LooseSheet(facts=facts, rows=tuple(rows))


def _reached(actuals: Sequence[Column], kpi: Mapping[str, Any]) -> Iterator[tuple[Column, str]]:
    if "actual" in kpi:
        yield from zip(actuals, kpi["actual"], strict=True)


def _plan(found: Mapping[str, Any]) -> Iterator[LooseSheet]:
    """Where it stood, what was aimed at and reached, what is aimed at in the end."""
    labels = [within(label, LONGEST_PRINTED) for label in found["columns"] if label != "備考"]
    last = max(place for place, label in enumerate(labels) if "目標" in label)
    columns = tuple(
        Column(slot=_planned(label, is_last=place == last), label=label)
        for place, label in enumerate(labels)
    )
    facts = SheetFacts(
        title=within(found.get("title", _TITLE), LONGEST_NAME),
        shape=Shape.PLAN,
        columns=columns,
        body=within(found.get("body", ""), LONGEST_WORDS),
    )
    rows = (_row(each, zip(columns, each["values"], strict=True)) for each in found["indicators"])
    yield LooseSheet(facts=facts, rows=tuple(rows))


def _row(each: Mapping[str, Any], cells: Any) -> LooseRow:  # noqa: ANN401 - pairs of a column and what is printed
    texts = {
        column.slot: CellText(printed=within(printed, LONGEST_PRINTED)) for column, printed in cells
    }
    meanings = [understand(cell.printed) for cell in texts.values()]
    kinds = {meant.meaning for meant in meanings}
    status = Status.REVISED if any(meant.is_revised for meant in meanings) else Status.CONTINUED
    direction = Direction.LOWER if each.get("lower_is_better") == "true" else Direction.HIGHER
    return LooseRow(
        facts=IndicatorFacts(
            name=within(each["name"], LONGEST_NAME),
            unit=within(each.get("unit", ""), LONGEST_PRINTED),
            source=within(each.get("source", ""), LONGEST_WORDS),
            direction=Direction.NEITHER if Meaning.QUALITATIVE in kinds else direction,
            status=Status.ABOLISHED if Meaning.ABOLISHED in kinds else status,
            note=within(each.get("note", ""), LONGEST_WORDS),
        ),
        cells=texts,
    )


def _increment(label: str, kind: SlotKind) -> Column:
    year = _year(label)
    if year is None and "累計" not in label:
        raise ValueError("Neither a year nor their sum")
    return Column(slot=Slot(kind=kind, year=year), label=label)


def _planned(label: str, *, is_last: bool) -> Slot:
    year = _year(label)
    if "実績" in label:
        return Slot(kind=SlotKind.ACTUAL, year=year)
    if "目標" in label:
        return Slot(kind=SlotKind.FINAL if is_last else SlotKind.TARGET, year=year)
    return Slot(kind=SlotKind.BASELINE)


def _year(label: str) -> int | None:
    found = _YEAR.search(label)
    if found is None:
        return None
    number = 1 if found[2] == "元" else int(found[2])
    era = found[1] or ("令和" if number <= _LAST_OF_REIWA else "平成")
    return _BEFORE_ONE[era] + number


def _linked(sheets: Sequence[LooseSheet]) -> Iterator[LooseSheet]:
    """Each row that says 再掲 with the place of the one it repeats, where that is here."""
    places = {
        row.facts.name: (number, place)
        for number, sheet in enumerate(sheets, start=1)
        for place, row in enumerate(sheet.rows, start=1)
    }
    for sheet in sheets:
        rows = (
            LooseRow(
                facts=row.facts,
                cells=row.cells,
                repeats=places.get(row.facts.name.replace(REPEATED, "").strip())
                if REPEATED in row.facts.name
                else None,
            )
            for row in sheet.rows
        )
        yield LooseSheet(facts=sheet.facts, rows=tuple(rows))
