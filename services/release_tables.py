"""Protected tables and findings as they are kept with a release, and read back from there."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from domain.statistics.periods import Length, Period
from domain.statistics.table import Heading, Mark, Measure, Table, Unit, Value
from services.release_contents import Protected
from storage.models.release import Release

_MONTHS: Final = 12
_LENGTHS: Final[Mapping[int, Length]] = {1: Length.MONTH, 3: Length.QUARTER, 12: Length.YEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the audit did for one small count, by the codes of the tables; no number of it.

    ``small`` and ``instead`` are attributes like ``age=40-49``, empty for a total; ``instead`` is
    None where nothing helped. ``months`` are the first and last of the small count's period.
    """

    small: str
    instead: str | None
    months: tuple[int, int]


def period_of(row: Release) -> Period:
    """The period a release is of."""
    return period_of_months(row.first, row.last)


def period_of_months(first: int, last: int) -> Period:
    """The period from a month to another, counted as ``year * 12 + month - 1``."""
    begins = date(first // _MONTHS, first % _MONTHS + 1, 1)
    return Period(first=begins, length=_LENGTHS[last - first + 1])


def noted(protected: Protected) -> Iterator[Note]:
    """The findings, without the numbers they would have told."""
    for found in protected.findings:
        instead = found.protected
        yield Note(
            small=_attributes(found.quantity.attributes),
            instead=None if instead is None else _attributes(instead.attributes),
            months=(found.quantity.first, found.quantity.last),
        )


def written(tables: Sequence[Table]) -> str:
    """Tables as text; the same tables always give the same."""
    return json.dumps([_document(table) for table in tables], ensure_ascii=False)


def read(text: str) -> tuple[Table, ...]:
    """The tables of a text that ``written`` gave."""
    return tuple(_table(each) for each in json.loads(text)) if text else ()


def _attributes(pairs: tuple[tuple[str, str], ...]) -> str:
    return "&".join("=".join(pair) for pair in pairs)


def _document(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "rows": [[row.code, row.is_total, row.name] for row in table.rows],
        "columns": [
            {
                "code": each.code,
                "unit": each.unit,
                "of_people": each.of_people,
                "is_total": each.is_total,
                "numerator": each.numerator,
                "denominator": each.denominator,
            }
            for each in table.columns
        ],
        "cells": [
            [_written(table.cells[row.code, column.code]) for column in table.columns]
            for row in table.rows
        ],
        "is_multiple": table.is_multiple,
        "notes": list(table.notes),
    }


def _table(document: Mapping[str, Any]) -> Table:
    rows = tuple(
        Heading(code=code, is_total=total, name="".join(name))
        for code, total, *name in document["rows"]
    )
    columns = tuple(Measure(**{**each, "unit": Unit(each["unit"])}) for each in document["columns"])
    return Table(
        key=document["key"],
        rows=rows,
        columns=columns,
        cells={
            (row.code, column.code): _value(value)
            for row, line in zip(rows, document["cells"], strict=True)
            for column, value in zip(columns, line, strict=True)
        },
        is_multiple=document["is_multiple"],
        notes=tuple(document["notes"]),
    )


def _written(value: Value) -> int | str:
    if isinstance(value, Mark):
        return value.value
    return value if isinstance(value, int) else f"{value}"


def _value(value: int | str) -> Value:
    if isinstance(value, int):
        return value
    return Mark(value) if value in set(Mark) else Decimal(value)
