"""Keeping the directory: entries are added, changed, made sure of, withdrawn; versions stay.

Whatever is changed of what was rung voids every check: the line is shown to nobody until two
people have rung anew.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.checking import Check, EntryAct, voids_checks
from domain.directory import BACKGROUND, CHECK_HOLDS_MONTHS, LineFacts, contact_problem
from domain.errors import RefusedError
from routing.line_hours_words import HoursError, read_hours
from services import audit, directory, vouching
from services.live import WAITING_LINE
from services.work import Work
from storage.models.directory import DirectoryCheck, DirectoryEntry, DirectoryVersion
from storage.queries import directory as rows

_COLUMNS: Final = tuple(name for name in LineFacts.__dataclass_fields__ if name != "audience")


class LineRefusedError(RefusedError):
    """The contact or the hours cannot be right."""

    code = "line_refused"


class LineIncompleteError(RefusedError):
    """Nobody can make sure of an entry that lacks its contact or its hours, or is withdrawn."""

    code = "line_incomplete"


def add(
    work: Work,
    facts: Sequence[tuple[LineFacts, str | None]],
    *,
    act: EntryAct,
    member_id: UUID | None,
) -> tuple[UUID, ...]:
    """Add entries at the end, each with the row it was pasted as; nobody has made sure of them.

    Raises:
        LineRefusedError: a contact or hours cannot be right.
    """
    rows.lock(work.session)
    made = []
    first = rows.last_place(work.session) + 1
    for place, (each, original) in enumerate(facts, start=first):
        _require(each)
        row = DirectoryEntry(
            id=uuid4(),
            place=place,
            proof=1,
            original=original,
            added_by=member_id,
            added_at=work.now,
            **_columns(each),
        )
        work.session.add(row)
        made.append(row)
    work.session.flush()
    for row in made:
        _add_version(work, row, act, member_id)
    if len(made) == 1 and act is EntryAct.ADDED:
        _note(work, made[0].id, act, member_id)
    elif made:
        audit.note(work, Act.LINES_KEPT, actor_id=member_id, reason=act)
    _changed(work)
    return tuple(row.id for row in made)


def change(work: Work, entry_id: UUID, facts: LineFacts, *, member_id: UUID, based_on: int) -> None:
    """Write an entry anew; ``based_on`` is the number of the newest version the writer saw.

    Raises:
        NotFoundError: there is no such entry. EntryChangedError: it was changed meanwhile.
        LineRefusedError: its contact or its hours cannot be right.
    """
    rows.lock(work.session)
    row = rows.get(work.session, entry_id)
    vouching.require_newest(rows.newest_number(work.session, entry_id), based_on)
    _require(facts)
    before = facts_of(row)
    if before == facts:
        return
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    if voids_checks(before, facts, background=BACKGROUND):
        row.proof += 1
    work.session.flush()
    _add_version(work, row, EntryAct.CHANGED, member_id)
    _note(work, entry_id, EntryAct.CHANGED, member_id)
    _changed(work)


def confirm(work: Work, entry_id: UUID, *, member_id: UUID, based_on: int) -> None:
    """Say that one has rung, or opened the page, and that all of it is as the entry says.

    Twice by one person is one person; it only renews the day.

    Raises:
        NotFoundError: there is no such entry. EntryChangedError: it was changed meanwhile.
        LineIncompleteError: there is nothing to make sure of. SameHandsError: somebody has made
            sure of it who counts as the same person: one has lately made the other a member.
    """
    rows.lock(work.session)
    row = rows.get(work.session, entry_id)
    vouching.require_newest(rows.newest_number(work.session, entry_id), based_on)
    if row.withdrawn_at is not None or directory.as_line(row, ()).hours is None or not row.contact:
        raise LineIncompleteError
    _require_another(work, entry_id, member_id)
    work.session.add(
        DirectoryCheck(
            id=uuid4(),
            entry_id=entry_id,
            proof=row.proof,
            member_id=member_id,
            checked_on=directory.today(work),
            checked_at=work.now,
        )
    )
    work.session.flush()
    _add_version(work, row, EntryAct.CHECKED, member_id)
    _note(work, entry_id, EntryAct.CHECKED, member_id)
    _changed(work)


def withdraw(work: Work, entry_id: UUID, *, member_id: UUID) -> None:
    """Take an entry out of use, at once and everywhere; it stays in the list of what was.

    Raises:
        NotFoundError: there is no such entry.
    """
    rows.lock(work.session)
    row = rows.get(work.session, entry_id)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = work.now, member_id
        _add_version(work, row, EntryAct.WITHDRAWN, member_id)
        _note(work, entry_id, EntryAct.WITHDRAWN, member_id)
        _changed(work)


def restore(work: Work, entry_id: UUID, *, member_id: UUID) -> None:
    """Take a withdrawn entry back; two people make sure of it anew.

    Raises:
        NotFoundError: there is no such entry.
    """
    rows.lock(work.session)
    row = rows.get(work.session, entry_id)
    if row.withdrawn_at is not None:
        row.withdrawn_at = row.withdrawn_by = None
        row.proof += 1
        _add_version(work, row, EntryAct.RESTORED, member_id)
        _note(work, entry_id, EntryAct.RESTORED, member_id)
        _changed(work)


def facts_of(row: DirectoryEntry) -> LineFacts:
    """What an entry says."""
    values = {name: getattr(row, name) for name in _COLUMNS}
    return LineFacts(audience=directory.audience_of(row), **values)


def _require_another(work: Work, entry_id: UUID, member_id: UUID) -> None:
    """Whoever else vouches for it now is another person indeed."""
    checks = [
        Check(by=check.member_id, on=check.checked_on)
        for check, _ in rows.checks(work.session, entry_id)
    ]
    vouching.require_another(work, checks, member_id, months=CHECK_HOLDS_MONTHS)


def _require(facts: LineFacts) -> None:
    if not facts.name or contact_problem(facts.name, facts.contact) is not None:
        raise LineRefusedError
    try:
        if facts.hours:
            read_hours(facts.hours)
    except HoursError as error:
        raise LineRefusedError from error


def _columns(facts: LineFacts) -> Mapping[str, object]:
    values = {name: getattr(facts, name) for name in _COLUMNS}
    return values | {"audience": ",".join(sorted(facts.audience))}


def _add_version(work: Work, row: DirectoryEntry, act: EntryAct, member_id: UUID | None) -> None:
    work.session.flush()
    work.session.add(
        DirectoryVersion(
            id=uuid4(),
            entry_id=row.id,
            number=rows.newest_number(work.session, row.id) + 1,
            act=act,
            contact=row.contact,
            facts=_written(facts_of(row)),
            made_by=member_id,
            made_at=work.now,
        )
    )
    work.session.flush()


def _written(facts: LineFacts) -> str:
    values = asdict(facts) | {"audience": sorted(facts.audience)}
    return json.dumps(values, ensure_ascii=False, default=str)


def _note(work: Work, entry_id: UUID, act: EntryAct, member_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.DIRECTORY, id=entry_id)
    audit.note(work, Act.LINE_KEPT, actor_id=member_id, subject=subject, reason=act)


def _changed(work: Work) -> None:
    work.edition = None
    work.tell(WAITING_LINE)
