"""Keeping programmes: written down, changed, ended; and what may not be said of one."""

from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.errors import RefusedError
from domain.programme import ProgrammeFacts, written_eases
from services import audit, destinations, directory, sign_ups
from services.work import Work
from storage.models.programme import Programme
from storage.queries import programmes as rows
from texts.rules import Finding, Frame, refusals


class ProgrammeWordsError(RefusedError):
    """What was written of a programme may not be said to people."""

    code = "programme_words"


class DatesAheadError(RefusedError):
    """A programme with dates to come does not end: they are cancelled first."""

    code = "dates_ahead"


def add(work: Work, facts: ProgrammeFacts, *, member_id: UUID | None) -> UUID:
    """Write down a programme of a destination.

    Raises:
        NotFoundError: there is no such destination.
        ProgrammeWordsError: its words may not be said to people (``find_faults``).
    """
    _require(work, facts)
    row = Programme(
        id=uuid4(), made_by=member_id, made_at=work.now, ended_at=None, **_columns(facts)
    )
    work.session.add(row)
    work.session.flush()
    note(work, row.id, "added", member_id)
    return row.id


def change(work: Work, programme_id: UUID, facts: ProgrammeFacts, *, member_id: UUID) -> None:
    """Write a programme anew. Whose it is, and what kind, stays.

    Whoever signed up for a date that is where the programme is, is told of another place.

    Raises:
        NotFoundError: there is none. ProgrammeWordsError: as for ``add``.
    """
    row = rows.get(work.session, programme_id)
    _require(work, facts)
    was_place = row.place
    for name, value in _columns(facts).items():
        if name not in {"destination_id", "kind"}:
            setattr(row, name, value)
    note(work, row.id, "changed", member_id)
    if row.place != was_place:
        _move_dates(work, row, was_place)


def end(work: Work, programme_id: UUID, *, member_id: UUID) -> None:
    """It takes place no more; ended already, nothing changes.

    Raises:
        NotFoundError: there is none. DatesAheadError: somebody may still come to a date.
    """
    row = rows.get(work.session, programme_id)
    ahead = rows.dates(work.session, since=work.now, programme_ids=[row.id])
    if any(date.cancelled_at is None for date, _ in ahead):
        raise DatesAheadError
    if row.ended_at is None:
        row.ended_at = work.now
        note(work, row.id, "ended", member_id)


def find_faults(work: Work, facts: ProgrammeFacts) -> dict[str, tuple[Finding, ...]]:
    """What keeps its words from people, by field: the place stands on locked screens."""
    found = {
        "name": _faults(work, facts.name),
        "one_line": _faults(work, facts.one_line),
        "place": find_place_faults(work, facts.destination_id, facts.place),
    }
    return {field: faults for field, faults in found.items() if faults}


def find_place_faults(work: Work, destination_id: UUID, place: str) -> tuple[Finding, ...]:
    """What keeps the words of a place from locked screens; an empty one has nothing."""
    if not place:
        return ()
    named = destinations.get(work, destination_id).facts
    houses = (each.name for each in work.house.schedule.organisations)
    return _faults(work, place, houses=(*houses, named.name, *filter(None, [named.organisation])))


def note(work: Work, subject_id: UUID, what: str, member_id: UUID | None) -> None:
    """Put into the audit log what was done to a programme or a date."""
    subject = Subject(kind=SubjectKind.PROGRAMME, id=subject_id)
    audit.note(work, Act.PROGRAMME_KEPT, actor_id=member_id, subject=subject, reason=what)


def _move_dates(work: Work, programme: Programme, was_place: str) -> None:
    ahead = rows.dates(work.session, since=work.now, programme_ids=[programme.id])
    for each in [date.id for date, _ in ahead if date.cancelled_at is None and not date.place]:
        date, _ = rows.lock_date(work.session, each)
        sign_ups.move(work, date, programme, was_at=date.begins_at, was_place=was_place)


def _require(work: Work, facts: ProgrammeFacts) -> None:
    if find_faults(work, facts):
        raise ProgrammeWordsError


def _faults(work: Work, words: str, *, houses: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    frame = Frame(
        variables=frozenset(),
        most_bubbles=1,
        is_automatic=bool(houses),
        organisations=houses,
        lines=directory.ways(work).known,
    )
    return refusals([words], frame)


def _columns(facts: ProgrammeFacts) -> dict[str, object]:
    return {
        "destination_id": facts.destination_id,
        "kind": facts.kind,
        "name": facts.name,
        "one_line": facts.one_line,
        "place": facts.place,
        "eases": written_eases(facts.eases),
        "may_show": facts.may_show,
    }
