"""Destinations that run out within thirty days: what the board and the briefing say of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services import destinations
from services.live import WAITING_LINE
from services.work import Work
from storage.models.destination import DestinationWarning
from storage.queries import destinations as rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A destination that may be named up to ``good_until``; ``days_left`` is negative after it."""

    id: UUID
    name: str
    good_until: date
    days_left: int


def ending(work: Work) -> tuple[Ending, ...]:
    """Those that run out within thirty days or have run out, the soonest first."""
    today = destinations.today(work)
    found = [
        Ending(id=each.id, name=each.facts.name, good_until=until, days_left=(until - today).days)
        for each in destinations.list_all(work)
        if (until := each.runs_out) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.good_until, each.name)))


def is_due(work: Work) -> bool:
    """Whether the hourly look would tell of something new."""
    return bool(_new(work))


def warn(work: Work) -> int:
    """Keep what is new since the last look, and tell open pages; gives how much it is."""
    new = _new(work)
    for each in new:
        work.session.add(
            DestinationWarning(
                destination_id=each.id, good_until=each.good_until, warned_at=work.now
            )
        )
    if new:
        work.tell(WAITING_LINE)
    return len(new)


def _new(work: Work) -> tuple[Ending, ...]:
    return tuple(
        each for each in ending(work) if not rows.is_warned(work.session, each.id, each.good_until)
    )
