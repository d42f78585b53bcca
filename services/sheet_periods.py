"""Which sheets there are to look at, and whose a member's is."""

from uuid import UUID

from domain.clock import TOKYO
from domain.statistics.periods import Length, Period
from services.work import Work
from storage.models.member import Member
from storage.queries import stat_facts

NOBODYS = ""
"""Of no organisation where there are some: only what was nobody's own."""

_MOST_MONTHS = 36


def whose(work: Work, *, member_id: UUID) -> str | None:
    """The organisation whose sheet a member sees; None, the whole, where there are no others."""
    organisation = work.session.get_one(Member, member_id).organisation
    if not work.house.schedule.organisations:
        return None
    return organisation or NOBODYS


def list_all(work: Work) -> tuple[Period, ...]:
    """Every period with a visit in it, up to now: months, then quarters and years; newest first."""
    today = work.now.astimezone(TOKYO).date()
    first = min((*stat_facts.days(work.session), today))
    found: list[Period] = []
    for length in (Length.MONTH, Length.QUARTER, Length.YEAR):
        period = Period.around(today, length)
        for _ in range(_MOST_MONTHS):
            if period.last < first:
                break
            found.append(period)
            period = period.before()
    return tuple(found)
