"""A table of destinations as it is pasted or kept: tabs or commas, the columns' names on top.

Nothing is guessed silently and nothing is lost: every row keeps what stood there, a column we do
not know is kept as it was printed, and so is a cell that cannot be read; each is a problem that
stands in words beside the row.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, unique
from typing import Final

from domain.destination import DestinationFacts, Extra, FactProblem, FactsProblem, facts_problem
from domain.destination_cells import CellProblem, Cells, folded, in_lines
from domain.destination_columns import FACT_OF
from domain.table_cells import read_lines

MOST_ROWS: Final = 300
LONGEST_TABLE: Final = 100_000
_LONGEST_EXTRA: Final = 1000


@unique
class RowProblem(StrEnum):
    """What is wrong with a row as a whole."""

    TWICE = "twice"
    KNOWN_ALREADY = "known_already"
    NO_KIND = "no_kind"
    NO_LINE = "no_line"
    NO_HOURS = "no_hours"
    NO_WAY = "no_way"  # neither a contact nor a place


Problem = RowProblem | CellProblem | FactsProblem

_FORBIDS: Final = frozenset({RowProblem.TWICE, RowProblem.KNOWN_ALREADY})
"""Such a row is not kept; with any other but a fact's own it is, to be completed later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: ``number`` counts from 1 without the heading, ``original`` is what was pasted.

    ``problems`` are each with the word that is meant of it.
    """

    number: int
    original: str
    facts: DestinationFacts
    problems: tuple[tuple[Problem, str], ...] = ()

    @property
    def may_be_kept(self) -> bool:
        """Whether nothing stands against keeping it."""
        is_forbidden = any(problem in _FORBIDS for problem, _ in self.problems)
        return not is_forbidden and facts_problem(self.facts) is None

    @property
    def who(self) -> tuple[str, str]:
        """By what two rows are the same destination."""
        return folded(self.facts.organisation), folded(self.facts.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was read. ``unknown`` are the columns that are no facts of ours, in their order.

    ``has_names`` is False where no column holds names: then there are no rows.
    """

    rows: tuple[TableRow, ...] = ()
    unknown: tuple[str, ...] = ()
    has_names: bool = True


def read_table(text: str) -> Table:
    """The rows of a table, the heading left out; at most ``MOST_ROWS`` of them.

    Columns stand apart by tabs where the heading has one, else by commas; a cell may stand in
    quotation marks.
    """
    records = _records(text[:LONGEST_TABLE])
    first = next(records, None)
    if first is None:
        return Table()
    columns = _columns(first[1])
    if "name" not in columns:
        return Table(has_names=False)
    who: set[tuple[str, str]] = set()
    rows: list[TableRow] = []
    for number, (original, cells) in enumerate(records, start=1):
        if number > MOST_ROWS:
            break
        row = _row(number, original, columns, cells)
        rows.append(_told(row, RowProblem.TWICE) if row.who in who else row)
        who.add(row.who)
    known = set(FACT_OF.values())
    unknown = tuple(each for each in columns if each not in known)
    return Table(rows=tuple(rows), unknown=unknown)


def known_already(row: TableRow) -> TableRow:
    """The same row, of which the directory has an entry."""
    return _told(row, RowProblem.KNOWN_ALREADY)


def _told(row: TableRow, problem: RowProblem) -> TableRow:
    return replace(row, problems=(*row.problems, (problem, row.facts.name)))


def _records(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each row that holds anything: as it was pasted, and its cells."""
    whole = text.removeprefix("\ufeff").replace("\0", "")
    lines = [line for line in re.split(r"\r\n|\r|\n", whole) if line.strip()]
    if not lines:
        return
    reader = csv.reader(
        (line + "\n" for line in lines), delimiter="\t" if "\t" in lines[0] else ","
    )
    begun = 0
    for cells in reader:
        original = "\n".join(lines[begun : reader.line_num])
        begun = reader.line_num
        if any(cell.strip() for cell in cells):
            yield original, [read_lines(cell.strip()) for cell in cells]


def _columns(heading: Sequence[str]) -> tuple[str, ...]:
    """By column the fact it holds, or its own name where it holds none of ours; each name once."""
    columns: list[str] = []
    for position, cell in enumerate(heading, start=1):
        known = FACT_OF.get(folded(cell))
        name = known if known is not None and known not in columns else " ".join(cell.split())
        name = name or f"{position}列目"
        again = 1
        while (numbered := name if again == 1 else f"{name} {again}") in columns:
            again += 1
        columns.append(numbered)
    return tuple(columns)


def _row(number: int, original: str, columns: Sequence[str], cells: Sequence[str]) -> TableRow:
    held = dict(zip(columns, cells, strict=False))
    known = set(FACT_OF.values())
    held |= {f"{at + 1}列目": cells[at] for at in range(len(columns), len(cells))}
    read = Cells({name: said for name, said in held.items() if name in known})
    facts = read.facts(_extra(held, known))
    problems: list[tuple[Problem, str]] = list(read.problems)
    problem = facts_problem(facts)
    if problem is not None:
        problems.append((problem, _meant(problem, facts)))
    if not held.get("kind"):
        problems.append((RowProblem.NO_KIND, ""))
    problems += [(lack, "") for lack in _lacks(facts)]
    return TableRow(number=number, original=original, facts=facts, problems=tuple(problems))


def _lacks(facts: DestinationFacts) -> Iterator[RowProblem]:
    """What an entry still needs before somebody can make sure of it."""
    if not facts.one_line:
        yield RowProblem.NO_LINE
    if not facts.hours:
        yield RowProblem.NO_HOURS
    if not facts.contact and not facts.venue:
        yield RowProblem.NO_WAY


def _extra(held: Mapping[str, str], known: set[str]) -> tuple[Extra, ...]:
    return tuple(
        Extra(heading=name, printed=in_lines(said)[:_LONGEST_EXTRA].strip())
        for name, said in held.items()
        if said and name not in known
    )


def _meant(problem: FactsProblem, facts: DestinationFacts) -> str:
    return "" if isinstance(problem, FactProblem) else facts.contact
