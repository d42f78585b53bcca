"""The ledger: what every release has told, read as facts, and written with each new one.

What was prepared and looked at counts, released or not: whoever has looked knows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.disclosure.catalogue import CATALOGUE
from domain.disclosure.quantity import Fact, Quantity
from domain.disclosure.rule import Rule
from domain.disclosure.shape import Dimension, Shape
from domain.statistics.table import Unit
from services.release_contents import Cell
from services.work import Work
from storage.models.release import Release, ReleaseCell
from storage.queries import releases


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything told up to ``head``: the facts, and the tables they hang together in."""

    facts: dict[Quantity, Fact]
    shapes: tuple[Shape, ...]
    head: int


def told(work: Work) -> Told:
    """Everything that was ever told."""
    found = releases.ledger(work.session)
    tables: dict[tuple[int, str], list[Quantity]] = defaultdict(list)
    facts = {}
    for row, release in found:
        fact = _fact(row, release)
        facts[fact.quantity] = fact
        if row.unit in {Unit.PERSONS, Unit.FRIENDS}:
            tables[release.told or 0, row.table_key].append(fact.quantity)
    return Told(
        facts=facts,
        shapes=tuple(_shape(key, cells) for (_, key), cells in tables.items()),
        head=releases.last_told(work.session),
    )


def add_cells(work: Work, release_id: UUID, cells: Iterable[Cell]) -> None:
    """Write what a release tells; it counts once the release can be looked at."""
    work.session.add_all(
        ReleaseCell(
            release_id=release_id,
            place=place,
            table_key=cell.table,
            row_code=cell.row,
            column_code=cell.column,
            unit=cell.fact.quantity.unit,
            attributes="&".join("=".join(pair) for pair in cell.fact.quantity.attributes),
            kind=cell.fact.kind,
            count=cell.fact.count,
            shown=cell.fact.shown,
        )
        for place, cell in enumerate(cells)
    )


def _fact(row: ReleaseCell, release: Release) -> Fact:
    pairs = (pair.split("=", 1) for pair in row.attributes.split("&") if pair)
    return Fact(
        quantity=Quantity(
            first=release.first,
            last=release.last,
            unit=row.unit,
            attributes=tuple((name, code) for name, code in pairs),
            edition=release.edition,
        ),
        kind=row.kind,
        count=row.count,
        shown=row.shown,
        rule=Rule(threshold=release.threshold, base=release.base),
    )


def _shape(key: str, cells: Sequence[Quantity]) -> Shape:
    """The shape of a table as it was released, whatever the vocabulary is today."""
    [releasable] = [each for each in CATALOGUE if each.key == key]
    names = [name for name in (releasable.rows, releasable.columns) if name is not None]
    codes: dict[str, dict[str, None]] = {name: {} for name in names}
    for cell in cells:
        for name, code in cell.attributes:
            if name in codes:
                codes[name][code] = None
    return Shape(
        first=cells[0].first,
        last=cells[0].last,
        unit=cells[0].unit,
        dimensions=tuple(
            Dimension(name=name, codes=tuple(codes[name]), is_multiple=name in releasable.multiple)
            for name in names
        ),
        whose=(("whose", releasable.whose),) if releasable.whose is not None else (),
        edition=cells[0].edition,
    )
