"""A destination's own dates, for its own people: never who signed up, and how many in steps."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from services import portal_members, programme_dates, programmes
from services.programmes import ShownDate
from services.work import Work

_BACK: Final = timedelta(days=60)
"""So long a past date can still be counted."""


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
