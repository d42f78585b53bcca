"""What the program brings along: support lines nobody has made sure of, and made-up ones."""

from functools import cache
from importlib.resources import files

from domain.directory import LineFacts
from routing.line_hours_words import read_hours
from routing.line_table import TableRow, read_table
from routing.lines import Line


class BrokenTableError(Exception):
    """A table that is shipped has a row that cannot be kept."""


@cache
def shipped_rows() -> tuple[TableRow, ...]:
    """The lines public pages name, each with its source; none is made sure of."""
    return _rows("shipped.tsv")


@cache
def example_lines() -> tuple[Line, ...]:
    """Made-up lines, which the demo names and nobody else."""
    return tuple(_example(row.facts) for row in _rows("examples.tsv"))


def _rows(name: str) -> tuple[TableRow, ...]:
    """The rows of a table.

    Raises:
        BrokenTableError: one of them cannot be kept.
    """
    text = files("routing").joinpath("line_tables", name).read_text("utf-8")
    found = read_table(text)
    if not found or not all(row.may_be_kept for row in found):
        raise BrokenTableError(name)
    return found


def _example(facts: LineFacts) -> Line:
    return Line(
        name=facts.name,
        purpose=facts.purpose,
        means=facts.means,
        contact=facts.contact,
        hours=read_hours(facts.hours),
        is_example=True,
    )
