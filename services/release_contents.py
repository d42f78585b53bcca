"""What a release is made of, once its figures are protected."""

from dataclasses import dataclass

from domain.disclosure.finding import Finding
from domain.disclosure.quantity import Fact
from domain.disclosure.release import Trouble
from domain.statistics.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table, and what it tells."""

    table: str
    row: str
    column: str
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """What may be released: tables, what each cell tells, and what the audit found.

    ``left_out`` are the keys of tables that cannot be released at all; with ``trouble`` nothing
    can. ``targets`` is how many small counts were looked at.
    """

    tables: tuple[Table, ...]
    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    targets: int
    trouble: Trouble | None = None
