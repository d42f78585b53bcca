"""Bringing destinations in: looked at first, kept only when somebody has said which rows."""

import json
from collections.abc import Collection
from dataclasses import replace
from importlib.resources import files
from uuid import UUID

from domain.checking import EntryAct
from domain.destination_cells import folded
from domain.destination_hsds_reading import read_service
from domain.destination_table import LONGEST_TABLE, MOST_ROWS, Table, TableRow, read_table
from domain.destination_table import known_already as marked_known
from services import destination_keeping
from services.work import Work
from storage.queries import destinations as rows


class BrokenTableError(Exception):
    """A table that is shipped has a row that cannot be kept."""


def preview(work: Work, text: str) -> Table:
    """The rows of a table, or of a file in HSDS JSON, each with what is wrong with it.

    Nothing is kept. A row the directory has already, by its organisation and name, says so.
    """
    table = _read_hsds(text) if text.lstrip("\ufeff \t\r\n").startswith("{") else read_table(text)
    here = {
        (folded(row.organisation), folded(row.name))
        for row in rows.entries(work.session)
        if row.withdrawn_at is None
    }
    marked = tuple(marked_known(row) if row.who in here else row for row in table.rows)
    return replace(table, rows=marked)


def decoded(file: bytes) -> str | None:
    """The text of a file: UTF-8, or what spreadsheets in Japan write; None where it is neither."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return file.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def keep(
    work: Work, text: str, *, numbers: Collection[int], member_id: UUID | None
) -> tuple[UUID, ...]:
    """Keep the rows of these numbers that may be kept, with what was pasted beside each."""
    chosen = [
        (row.facts, row.original)
        for row in preview(work, text).rows
        if row.number in numbers and row.may_be_kept
    ]
    if not chosen:
        return ()
    return destination_keeping.add(work, chosen, act=EntryAct.IMPORTED, member_id=member_id)


def may_be_seeded(work: Work) -> bool:
    """Whether the made-up destinations are wanted, and there has never been any."""
    return work.house.with_examples and rows.is_empty(work.session)


def seed(work: Work) -> int:
    """Put the made-up destinations where there never was any; gives how many.

    They are shown where examples are (the demo), and nowhere else.

    Raises:
        BrokenTableError: the table that is shipped cannot be kept.
    """
    rows.lock(work.session)
    if not may_be_seeded(work):
        return 0
    shipped = read_table(
        files("domain").joinpath("destination_tables", "examples.tsv").read_text("utf-8")
    )
    if not shipped.rows or not all(row.may_be_kept for row in shipped.rows):
        raise BrokenTableError
    made = destination_keeping.add(
        work,
        [(row.facts, None) for row in shipped.rows],
        act=EntryAct.SHIPPED,
        member_id=None,
        are_examples=True,
    )
    return len(made)


def _read_hsds(text: str) -> Table:
    try:
        read = json.loads(text[:LONGEST_TABLE].lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return Table(has_names=False)
    listed = read.get("contents") if isinstance(read, dict) else None
    found = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return Table(
        rows=tuple(
            TableRow(
                number=number,
                original=json.dumps(each, ensure_ascii=False),
                facts=read_service(each),
            )
            for number, each in enumerate(found[:MOST_ROWS], start=1)
        ),
        has_names=bool(found),
    )
