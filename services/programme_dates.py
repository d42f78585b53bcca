"""Dates of programmes: set, let out, moved, told of, cancelled; and how many came in all."""

from typing import Final
from uuid import UUID, uuid4

from domain.errors import RefusedError
from domain.programme import FEW, MOST_PLACES, CancelledFor, DateFacts, local_day
from domain.statistics.fact import FactCode, FactKind
from services import programmes, sign_ups, stat_facts
from services.programme_keeping import ProgrammeWordsError, find_place_faults, note
from services.work import Work
from storage.models.programme import Programme, ProgrammeDate
from storage.queries import programmes as rows

MOST_HEADS: Final = MOST_PLACES


class ImpossibleDateError(RefusedError):
    """It ends before it begins, it is past, or one could sign up after its end."""

    code = "impossible_date"


class DateOverError(RefusedError):
    """The date is over, cancelled, or not to be told of."""

    code = "date_over"


class NotYetHeldError(RefusedError):
    """Nobody can be counted at a date that has not begun, or was cancelled."""

    code = "not_yet_held"


def add(
    work: Work,
    programme_id: UUID,
    facts: DateFacts,
    *,
    member_id: UUID | None,
    is_own: bool = False,
) -> UUID:
    """Set a date of a programme that goes on.

    ``is_own``: its destination's staff does, so nobody hears of it before ``accept``.

    Raises:
        NotFoundError: there is no such programme. ImpossibleDateError: it cannot be so.
        DateOverError: the programme has ended. ProgrammeWordsError: the place may not be said.
    """
    programme = rows.get(work.session, programme_id)
    _require(work, programme, facts)
    row = ProgrammeDate(
        id=uuid4(),
        programme_id=programme_id,
        made_at=work.now,
        entered_by=member_id if is_own else None,
        **_columns(facts),
    )
    work.session.add(row)
    work.session.flush()
    note(work, row.id, "date_entered" if is_own else "date_added", member_id)
    return row.id


def accept(work: Work, date_id: UUID, *, member_id: UUID) -> None:
    """Let out a date that its destination wrote down; let out already, nothing changes.

    Raises:
        NotFoundError: there is none. DateOverError: it has begun, or was cancelled.
    """
    row, _ = rows.lock_date(work.session, date_id)
    if row.cancelled_at is not None or row.begins_at <= work.now:
        raise DateOverError
    if programmes.waits(row):
        row.accepted_at = work.now
        note(work, row.id, "date_accepted", member_id)


def change(work: Work, date_id: UUID, facts: DateFacts, *, member_id: UUID) -> None:
    """Write a date anew before it begins; whoever signed up is told of another time or place.

    Nobody loses their place: with fewer places than have signed up it is full. Another number of
    places is a multiple of five, or none: else trying numbers would count who has signed up.

    Raises:
        NotFoundError: there is none. DateOverError: it has begun, was cancelled, or its programme
            has ended. ImpossibleDateError, ProgrammeWordsError: as for ``add``.
    """
    row, programme = rows.lock_date(work.session, date_id)
    if row.cancelled_at is not None or row.begins_at <= work.now:
        raise DateOverError
    _require(work, programme, facts)
    if facts.places is not None and facts.places != row.places and facts.places % FEW:
        raise ImpossibleDateError
    was_at, was_place = row.begins_at, programmes.place_of(row, programme)
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    note(work, row.id, "date_changed", member_id)
    sign_ups.move(work, row, programme, was_at=was_at, was_place=was_place)


def tell(work: Work, date_id: UUID, *, member_id: UUID) -> None:
    """Let whoever asked for news be told of a date from now on; told already, nothing changes.

    Raises:
        NotFoundError: there is none. DateOverError: nobody could sign up, or it is not shown.
    """
    row, programme = rows.get_date(work.session, date_id)
    is_open = row.cancelled_at is None and work.now < row.sign_up_until
    if not is_open or programmes.waits(row) or not programmes.shown(work, programme).may_be_told:
        raise DateOverError
    if row.told_from is None:
        row.told_from, row.told_by = work.now, member_id
        note(work, row.id, "told", member_id)


def cancel(work: Work, date_id: UUID, why: CancelledFor, *, member_id: UUID | None) -> None:
    """It does not take place: whoever signed up is told so; cancelled already, nothing changes.

    Raises:
        NotFoundError: there is none. DateOverError: it is over.
    """
    row, _ = rows.get_date(work.session, date_id)
    if row.ends_at <= work.now:
        raise DateOverError
    if row.cancelled_at is None:
        row.cancelled_at, row.cancelled_for = work.now, why
        note(work, row.id, "date_cancelled", member_id)


def keep_heads(work: Work, date_id: UUID, heads: int, *, member_id: UUID | None) -> None:
    """Keep how many came in all, with and without a code, 0 to 999; another number corrects it.

    The facts hold what has changed, so that they add up to the last number.

    Raises:
        NotFoundError: there is none. NotYetHeldError: it has not begun, or was cancelled.
        ImpossibleDateError: so many cannot have come.
    """
    row, programme = rows.get_date(work.session, date_id)
    if work.now < row.begins_at or row.cancelled_at is not None or programmes.waits(row):
        raise NotYetHeldError
    if not 0 <= heads <= MOST_HEADS:
        raise ImpossibleDateError
    more = heads - (row.heads or 0)
    is_new = row.heads is None
    row.heads = heads
    if more or is_new:
        stat_facts.note(
            work,
            FactKind.PROGRAMME_HEADS,
            number=more,
            codes={FactCode.PROGRAMME: programme.kind},
            on=local_day(row.begins_at),
        )
        note(work, row.id, "heads", member_id)


def _require(work: Work, programme: Programme, facts: DateFacts) -> None:
    if programme.ended_at is not None:
        raise DateOverError
    if not work.now < facts.begins_at < facts.ends_at or facts.sign_up_until > facts.ends_at:
        raise ImpossibleDateError
    if facts.places is not None and not 0 < facts.places <= MOST_PLACES:
        raise ImpossibleDateError
    if find_place_faults(work, programme.destination_id, facts.place):
        raise ProgrammeWordsError


def _columns(facts: DateFacts) -> dict[str, object]:
    return {
        "begins_at": facts.begins_at,
        "ends_at": facts.ends_at,
        "sign_up_until": facts.sign_up_until,
        "places": facts.places,
        "place": facts.place or None,
    }
