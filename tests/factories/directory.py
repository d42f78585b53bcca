"""Entries of the directory, and two people who ring."""

from dataclasses import replace
from uuid import UUID

from domain.checking import EntryAct
from domain.directory import LineFacts, Means, Purpose
from domain.permission import Role
from services import directory_keeping
from storage.queries import directory as rows
from tests.machinery.evening import Evening

NIGHT = LineFacts(
    name="夜の電話",
    purpose=Purpose.CRISIS,
    means=Means.VOICE,
    contact="0120-111-222",
    printed="０１２０－１１１－２２２",
    hours="毎日 24時間",
)


def two_people(evening: Evening) -> tuple[UUID, UUID]:
    """A supervisor and a manager."""
    return evening.member("kohaku", Role.SUPERVISOR), evening.member("sumire", Role.MANAGER)


def kept(evening: Evening, **changed: object) -> UUID:
    """An entry nobody has made sure of."""
    whole = replace(NIGHT, **changed)  # type: ignore[arg-type]  # any field
    with evening.program.open_work() as work:
        [entry_id] = directory_keeping.add(
            work, [(whole, None)], act=EntryAct.ADDED, member_id=None
        )
    return entry_id


def rings(evening: Evening, entry_id: UUID, *people: UUID) -> None:
    """Each of them makes sure of an entry now."""
    for member_id in people:
        with evening.program.open_work() as work:
            newest = rows.newest_number(work.session, entry_id)
            directory_keeping.confirm(work, entry_id, member_id=member_id, based_on=newest)


def changes(evening: Evening, entry_id: UUID, by: UUID, **changed: object) -> None:
    """Somebody writes an entry anew."""
    with evening.program.open_work() as work:
        before = directory_keeping.facts_of(rows.get(work.session, entry_id))
        directory_keeping.change(
            work,
            entry_id,
            replace(before, **changed),  # type: ignore[arg-type]  # any field
            member_id=by,
            based_on=rows.newest_number(work.session, entry_id),
        )
