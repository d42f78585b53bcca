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


def day_to_ask(work: Work) -> date | None:
    """The day LINE is to be asked about now; None where it has told, or is not ready yet."""
    now = work.now.astimezone(TOKYO)
    day = now.date() - timedelta(days=1)
    if now.hour < ASKED_FROM_HOUR or rows.has(work.session, FactKind.LINE_FOLLOWERS, day):
        return None
    return day


def keep(work: Work, day: date, *, followers: int, blocks: int) -> None:
    """Keep what LINE says of a day: ever added, and blocked; told twice, it is kept once."""
    if rows.has(work.session, FactKind.LINE_FOLLOWERS, day):
        return
    stat_facts.note(work, FactKind.LINE_FOLLOWERS, number=followers, on=day)
    stat_facts.note(work, FactKind.LINE_BLOCKS, number=blocks, on=day)
