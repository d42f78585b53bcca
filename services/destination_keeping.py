"""Keeping destinations: they are added, changed, withdrawn, restored; versions stay.

Whatever is changed of what was made sure of voids every check: nobody is shown the entry until
two have made sure of it anew (``services.destination_confirming``).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.checking import EntryAct, voids_checks
from domain.destination import BACKGROUND, DestinationFacts, facts_problem
from domain.errors import RefusedError
from services import audit, destinations, vouching
from services.live import WAITING_LINE
from services.work import Work
from storage.models.destination import Destination, DestinationVersion
from storage.queries import destinations as rows


class DestinationRefusedError(RefusedError):
    """The facts cannot be right."""

    code = "destination_refused"


def add(
    work: Work,
    facts: Sequence[tuple[DestinationFacts, str | None]],
    *,
    act: EntryAct,
    member_id: UUID | None,
    are_examples: bool = False,
) -> tuple[UUID, ...]:
    """Add entries at the end, each with the row it was pasted as; nobody has made sure of them.

    Raises:
        DestinationRefusedError: some facts cannot be right.
    """
    rows.lock(work.session)
    made = []
    first = rows.last_place(work.session) + 1
    for place, (each, original) in enumerate(facts, start=first):
        _require(each)
        row = Destination(
            id=uuid4(),
            place=place,
            is_example=are_examples,
            proof=1,
            original=original,
            added_by=member_id,
            added_at=work.now,
            **destinations.columns_of(each),
        )
        work.session.add(row)
        made.append(row)
    work.session.flush()
    for row in made:
        _add_version(work, row, act, member_id)
    if len(made) == 1 and act is EntryAct.ADDED:
        _note(work, made[0].id, act, member_id)
    elif made:
        audit.note(work, Act.DESTINATIONS_KEPT, actor_id=member_id, reason=act)
    work.tell(WAITING_LINE)
    return tuple(row.id for row in made)


def change(
    work: Work,
    destination_id: UUID,
    facts: DestinationFacts,
    *,
    member_id: UUID | None,
    based_on: int,
    is_own: bool = False,
) -> None:
    """Write an entry anew; ``based_on`` is the number of the newest version the writer saw.

    ``is_own``: the destination's own people wrote it.

    Raises:
        NotFoundError: there is none. EntryChangedError: it was changed meanwhile.
        DestinationRefusedError: the facts cannot be right.
    """
    row = taken(work, destination_id, based_on)
    _require(facts)
    before = destinations.facts_of(row)
    if before == facts:
        return
    for name, value in destinations.columns_of(facts).items():
        setattr(row, name, value)
    if voids_checks(before, facts, background=BACKGROUND):
        row.proof += 1
    done(work, row, EntryAct.CHANGED, member_id, is_own=is_own)


def withdraw(work: Work, destination_id: UUID, *, member_id: UUID) -> None:
    """Take an entry out of use, at once; it stays in the list of what was.

    Raises:
        NotFoundError: there is none.
    """
    rows.lock(work.session)
    row = rows.get(work.session, destination_id)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = work.now, member_id
        done(work, row, EntryAct.WITHDRAWN, member_id)


def restore(work: Work, destination_id: UUID, *, member_id: UUID) -> None:
    """Take a withdrawn entry back; two make sure of it anew.

    Raises:
        NotFoundError: there is none.
    """
    rows.lock(work.session)
    row = rows.get(work.session, destination_id)
    if row.withdrawn_at is not None:
        row.withdrawn_at = row.withdrawn_by = None
        row.proof += 1
        done(work, row, EntryAct.RESTORED, member_id)


def taken(work: Work, destination_id: UUID, based_on: int) -> Destination:
    """The row, locked, of which somebody has seen the newest version.

    Raises:
        NotFoundError: there is none. EntryChangedError: it was changed meanwhile.
    """
    rows.lock(work.session)
    row = rows.get(work.session, destination_id)
    vouching.require_newest(rows.newest_number(work.session, destination_id), based_on)
    return row


def done(
    work: Work, row: Destination, act: EntryAct, member_id: UUID | None, *, is_own: bool = False
) -> None:
    """Add a version that says what was done to an entry, and tell the log and open pages."""
    _add_version(work, row, act, member_id, is_own=is_own)
    _note(work, row.id, act, member_id)
    work.tell(WAITING_LINE)


def _require(facts: DestinationFacts) -> None:
    if facts_problem(facts) is not None:
        raise DestinationRefusedError


def _add_version(
    work: Work, row: Destination, act: EntryAct, member_id: UUID | None, *, is_own: bool = False
) -> None:
    work.session.flush()
    work.session.add(
        DestinationVersion(
            id=uuid4(),
            destination_id=row.id,
            number=rows.newest_number(work.session, row.id) + 1,
            act=act,
            facts=_written(destinations.facts_of(row)),
            made_by=member_id,
            is_own=is_own,
            made_at=work.now,
        )
    )
    work.session.flush()


def _written(facts: DestinationFacts) -> str:
    """All facts as JSON, sets in order."""
    values = asdict(facts)
    for name, value in values.items():
        if isinstance(value, frozenset):
            values[name] = sorted(value)
    return json.dumps(values, ensure_ascii=False, default=str)


def _note(work: Work, destination_id: UUID, act: EntryAct, member_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.DESTINATION, id=destination_id)
    audit.note(work, Act.DESTINATION_KEPT, actor_id=member_id, subject=subject, reason=act)
