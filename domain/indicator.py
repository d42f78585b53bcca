"""Indicators (重要業績評価指標, 成果指標): what is promised and reached, year by year, as printed.

A sheet is one printed table; its columns are slots. What stands in a slot is kept as it is printed
(``domain.indicator_value`` understands it), with the moment it holds for and the reason it changed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Final, Self
from uuid import UUID

LONGEST_NAME: Final = 200
LONGEST_WORDS: Final = 400
LONGEST_PRINTED: Final = 100
LONGEST_YEARS: Final = 10
MOST_ROWS: Final = 200

REPEATED: Final = "【再掲】"
"""The mark of a row that stands in another place as well."""


@unique
class Shape(StrEnum):
    """How a sheet is printed."""

    INCREMENTS = "increments"  # a year's additional number in each column, and their sum
    PLAN = "plan"  # where it stood, what was aimed at and reached, what is aimed at in the end
    COHORT = "cohort"  # years below each other; new, all, and linked people of one cohort beside


@unique
class Direction(StrEnum):
    """What is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"  # said in words, or in an arrow


@unique
class Status(StrEnum):
    """Whether an indicator goes on."""

    CONTINUED = "continued"  # 継続
    REVISED = "revised"  # 改定: its target was
    ABOLISHED = "abolished"  # 指標廃止


@unique
class Measure(StrEnum):
    """What is reckoned from the service's own facts; others are entered by hand."""

    FRIENDS_ADDED = "friends_added"  # people who added the account for the first time
    PROGRAMME_ATTENDED = "programme_attended"  # of 集団支援プログラム, 延べ
    PROGRAMME_PERSONS = "programme_persons"  # 実: different people, known by a code
    LINKED = "linked"  # つながった: confirmed by the destination
    VISITS = "visits"  # 延べ
    NEW_PERSONS = "new_persons"  # 新規


@unique
class SlotKind(StrEnum):
    """What a column of a sheet says."""

    BASELINE = "baseline"  # 計画策定時
    TARGET = "target"
    ACTUAL = "actual"
    FINAL = "final"  # 最終目標


@unique
class ValueAct(StrEnum):
    """What was done to a slot."""

    IMPORTED = "imported"
    ENTERED = "entered"
    CORRECTED = "corrected"  # it had been written down wrongly
    REVISED = "revised"  # a target was changed: the old one stays in print, the reason beside it


_SLOT: Final = re.compile(r"(baseline|target|actual|final)(?:-(\d{4}|total))?")
TOTAL: Final = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A column: of a fiscal year, or of none (the sum; the beginning; the end)."""

    kind: SlotKind
    year: int | None = None

    @property
    def code(self) -> str:
        """It as one word: target-2020, actual-total, baseline."""
        if self.kind in {SlotKind.BASELINE, SlotKind.FINAL} and self.year is None:
            return self.kind.value
        return f"{self.kind}-{self.year or TOTAL}"

    @property
    def is_total(self) -> bool:
        """Whether it sums the years."""
        return self.kind in {SlotKind.TARGET, SlotKind.ACTUAL} and self.year is None

    @classmethod
    def read(cls, code: str) -> Self:
        """The slot of a word.

        Raises:
            ValueError: it is none.
        """
        found = _SLOT.fullmatch(code)
        if found is None:
            raise ValueError("No such slot")
        year = int(found[2]) if found[2] and found[2] != TOTAL else None
        return cls(kind=SlotKind(found[1]), year=year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A slot under the words it is printed under."""

    slot: Slot
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """A printed table. ``body`` runs the programme; ``budget`` in thousands of yen, as printed.

    ``cohort``: whom all its rows count, as printed: 34〜49歳.
    """

    title: str
    shape: Shape
    columns: tuple[Column, ...]
    body: str = ""
    budget: str = ""
    cohort: str = ""
    note: str = ""

    def find(self, slot: Slot) -> Column | None:
        """The column of a slot."""
        return next((each for each in self.columns if each.slot == slot), None)

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of its columns, in order."""
        return tuple(dict.fromkeys(each.slot.year for each in self.columns if each.slot.year))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFacts:
    """One row. ``unit`` as printed, odd or not. ``repeats``: the indicator it stands again for."""

    name: str
    unit: str = ""
    source: str = ""
    direction: Direction = Direction.HIGHER
    status: Status = Status.CONTINUED
    note: str = ""
    measure: Measure | None = None
    repeats: UUID | None = None

    @property
    def is_repeated(self) -> bool:
        """Whether it stands in another place as well, and is never added up with it."""
        return self.repeats is not None or REPEATED in self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class CellText:
    """What stands in a slot: as printed, the moment it holds for, and why it was changed."""

    printed: str
    as_of: str = ""
    reason: str = ""
