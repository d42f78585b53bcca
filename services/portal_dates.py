"""A destination's own dates, for its own people: never who signed up, and how many in steps.

What they write down waits for a member's look, since people set out for it; what they cancel does
not take place from then on.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.errors import RefusedError
from domain.programme import CancelledFor, DateFacts
from services import portal_members, programme_dates, programmes
from services.programmes import ShownDate, ShownProgramme
from services.work import Work

_BACK: Final = timedelta(days=60)
"""So long a past date can still be counted."""

MOST_WAITING: Final = 20
"""So many dates of one destination may wait for a look."""


class ManyWaitingError(RefusedError):
    """Too many dates of this destination wait for a look already."""

    code = "many_waiting"


def list_programmes(work: Work, *, member_id: UUID) -> tuple[ShownProgramme, ...]:
    """The programmes that go on of the destinations a member stands for, by destination."""
    ids = sorted(portal_members.in_use(work, member_id))
    return tuple(each for one in ids for each in programmes.going_on(work, one))


def get_programme(work: Work, programme_id: UUID, *, member_id: UUID) -> ShownProgramme:
    """One of them, or one that has ended.

    Raises:
        NotFoundError: it is not theirs.
    """
    found = programmes.get(work, programme_id)
    portal_members.require(work, found.facts.destination_id, member_id=member_id)
    return found


def enter(work: Work, programme_id: UUID, facts: DateFacts, *, member_id: UUID) -> UUID:
    """Write down a date; nobody hears of it before a member has looked.

    Raises:
        NotFoundError: the programme is not theirs. ManyWaitingError: let the others be looked at.
        ImpossibleDateError, DateOverError, ProgrammeWordsError: as ``programme_dates.add``.
    """
    own = get_programme(work, programme_id, member_id=member_id).facts.destination_id
    waiting = [
        each for each in programmes.list_waiting(work) if each.programme.facts.destination_id == own
    ]
    if len(waiting) >= MOST_WAITING:
        raise ManyWaitingError
    return programme_dates.add(work, programme_id, facts, member_id=member_id, is_own=True)


def cancel(work: Work, date_id: UUID, why: CancelledFor, *, member_id: UUID) -> None:
    """It does not take place: whoever signed up is told so.

    Raises:
        NotFoundError: the date is not theirs. DateOverError: it is over.
    """
    date = programmes.get_date(work, date_id)
    portal_members.require(work, date.programme.facts.destination_id, member_id=member_id)
    programme_dates.cancel(work, date_id, why, member_id=member_id)


def list_dates(work: Work, *, member_id: UUID) -> tuple[ShownDate, ...]:
    """The dates of the destinations a member stands for, the earliest first."""
    since = work.now - _BACK
    ids = sorted(portal_members.in_use(work, member_id))
    found = [date for each in ids for date in programmes.of_destination(work, each, since=since)]
    return tuple(sorted(found, key=lambda date: (date.facts.begins_at, date.id)))


def count_heads(work: Work, date_id: UUID, heads: int, *, member_id: UUID) -> None:
    """Keep how many came in all, with and without a code.

    Raises:
        NotFoundError: the date is not theirs. NotYetHeldError, ImpossibleDateError: as
            ``programme_dates.keep_heads``.
    """
    date = programmes.get_date(work, date_id)
    portal_members.require(work, date.programme.facts.destination_id, member_id=member_id)
    programme_dates.keep_heads(work, date_id, heads, member_id=member_id)
