"""A table of numbers in codes: exact as counted, or protected for release; words come later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum, unique


@unique
class Unit(StrEnum):
    """What a number counts or measures."""

    VISITS = "visits"  # 件
    PERSONS = "persons"  # 人: distinct people of the period
    FRIENDS = "friends"  # who added the account for the first time: nobody is counted twice
    ACTS = "acts"  # activity of the service itself: messages, days, meetings
    MINUTES = "minutes"
    PERCENT = "percent"
    RATIO = "ratio"  # times a person, an hour …


@unique
class Mark(StrEnum):
    """What stands in a cell instead of a number."""

    NOT_MEASURED = "not_measured"  # 「—」: nobody counted; zero is a number
    PROTECTED = "protected"  # 「＊」: whatever the reason


Value = int | Decimal | Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A row: its code in a closed vocabulary. ``is_total``: it sums the others above it.

    ``name``: what somebody has called it, where that is in no vocabulary.
    """

    code: str
    is_total: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A column: its code, and what its numbers are.

    ``of_people``: its counts could single somebody out, so that a release protects them; activity
    of the service (days open, notices sent) stays exact. ``numerator`` and ``denominator`` name the
    columns a percentage or ratio is made of.
    """

    code: str
    unit: Unit
    of_people: bool = True
    is_total: bool = False
    numerator: str | None = None
    denominator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a sheet. ``cells`` holds every row code with every column code.

    ``key`` is its name in the catalogue (``B``, ``G_age`` …). ``is_multiple``: one visit may stand
    in several rows, so rows do not sum to the total. ``notes`` are closed codes of footnotes.
    """

    key: str
    rows: tuple[Heading, ...]
    columns: tuple[Measure, ...]
    cells: Mapping[tuple[str, str], Value]
    is_multiple: bool = False
    notes: tuple[str, ...] = field(default=())
