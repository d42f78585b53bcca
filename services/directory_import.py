"""Importing a table: looked at first, kept only when somebody has said which rows."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from domain.checking import EntryAct
from routing.line_table import RowProblem, TableRow, read_table
from services import directory_keeping, directory_shipped
from services.work import Work
from storage.queries import directory as rows


def preview(work: Work, pasted: str) -> tuple[TableRow, ...]:
    """The rows of a pasted table, each with what is wrong with it; nothing is kept.

    A row whose number stands in the directory already says so.
    """
    here = {row.contact for row in rows.entries(work.session) if row.withdrawn_at is None}
    return tuple(
        replace(
            row,
            problems=(*row.problems, (RowProblem.KNOWN_ALREADY, row.facts.contact)),
        )
        if row.facts.contact and row.facts.contact in here
        else row
        for row in read_table(pasted)
    )


def keep(
    work: Work, pasted: str, *, numbers: Collection[int], member_id: UUID | None
) -> tuple[UUID, ...]:
    """Keep the rows of these numbers that may be kept, with what was pasted beside each."""
    chosen = [
        (row.facts, row.original)
        for row in preview(work, pasted)
        if row.number in numbers and row.may_be_kept
    ]
    if not chosen:
        return ()
    return directory_keeping.add(work, chosen, act=EntryAct.IMPORTED, member_id=member_id)


def is_empty(work: Work) -> bool:
    """Whether the directory has never held anything."""
    return rows.is_empty(work.session)


def seed(work: Work) -> int:
    """Put what the program brings into a directory that never held anything; gives how many."""
    rows.lock(work.session)
    if not rows.is_empty(work.session):
        return 0
    shipped = [(row.facts, row.original) for row in directory_shipped.shipped_rows()]
    return len(directory_keeping.add(work, shipped, act=EntryAct.SHIPPED, member_id=None))
