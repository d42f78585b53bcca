"""Friends as LINE counts them, asked every night and kept beside our own count."""

from datetime import date, timedelta
from typing import Final

from domain.clock import TOKYO
from domain.statistics.fact import FactKind
from services import stat_facts
from services.work import Work
from storage.queries import stat_facts as rows

ASKED_FROM_HOUR: Final = 9
"""LINE has a day's numbers in the course of the next morning."""

_ASKED_BACK: Final = 14
"""So many days back a morning that was missed is made up for."""


def day_to_ask(work: Work) -> date | None:
    """The day LINE is to be asked about now: yesterday, else the last that was missed since.

    None where it has told of all, or is not ready yet.
    """
    now = work.now.astimezone(TOKYO)
    yesterday = now.date() - timedelta(days=1)
    first = yesterday - timedelta(days=_ASKED_BACK)
    told = rows.days_with(work.session, FactKind.LINE_FOLLOWERS, first, yesterday)
    if yesterday not in told:
        return yesterday if now.hour >= ASKED_FROM_HOUR else None
    days = (yesterday - timedelta(days=back) for back in range((yesterday - min(told)).days))
    return next((day for day in days if day not in told), None)


def keep(work: Work, day: date, *, followers: int, blocks: int) -> None:
    """Keep what LINE says of a day: ever added, and blocked; told twice, it is kept once."""
    if rows.days_with(work.session, FactKind.LINE_FOLLOWERS, day, day):
        return
    stat_facts.note(work, FactKind.LINE_FOLLOWERS, number=followers, on=day)
    stat_facts.note(work, FactKind.LINE_BLOCKS, number=blocks, on=day)
