"""The day's report: a draft in numbers, made an hour after closing, for the supervisor."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from domain.conversation import End, VisitState
from routing.evenings import Evening
from services import stat_duty
from services.live import WAITING_LINE
from services.work import Work
from storage.models.evening import DayReport
from storage.models.record import Record
from storage.models.visit import Conversation, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNumbers:
    """One evening in numbers; waits in whole minutes, None while nobody was served.

    ``met``: people who came while it was open. ``turned_away``: were told there is no room, or
    waited until closing. ``missing_records``: talks that ended and have none yet.
    """

    met: int
    served: int
    turned_away: int
    left_waiting: int
    blocked: int
    still_talking: int
    missing_records: int
    median_wait_minutes: int | None
    longest_wait_minutes: int | None


def is_drafted(work: Work, tonight: Evening) -> bool:
    """Whether the evening has its draft."""
    return work.session.get(DayReport, tonight.id) is not None


def draft(work: Work, tonight: Evening) -> None:
    """Write the draft, once."""
    if is_drafted(work, tonight):
        return
    numbers = count(work, tonight)
    stat_duty.evening_over(work, tonight)
    work.session.add(
        DayReport(evening=tonight.id, drafted_at=work.now, numbers=json.dumps(asdict(numbers)))
    )
    work.tell(WAITING_LINE)


def discard(work: Work, tonight: Evening | None) -> None:
    """The evening goes on after all: its draft is made anew at its end."""
    row = work.session.get(DayReport, tonight.id) if tonight is not None else None
    if row is not None:
        work.session.delete(row)


def find(work: Work, tonight: Evening) -> DayNumbers | None:
    """The draft of an evening, None while there is none."""
    row = work.session.get(DayReport, tonight.id)
    return None if row is None else DayNumbers(**json.loads(row.numbers))


def count(work: Work, tonight: Evening) -> DayNumbers:
    """The evening's numbers as they stand now."""
    rows = _visits(work, tonight.opens_at, tonight.report_at)
    waits = sorted(
        row.opened_at - row.arrived_at for row in rows if row.opened_at and row.arrived_at
    )
    ends = [row.end for row in rows]
    return DayNumbers(
        met=len(rows),
        served=len(waits),
        turned_away=sum(row.opened_at is None and _is_refused(row) for row in rows),
        left_waiting=ends.count(End.LEFT_WAITING),
        blocked=ends.count(End.BLOCKED),
        still_talking=sum(row.state is VisitState.TALKING for row in rows),
        missing_records=_missing_records(work, tonight),
        median_wait_minutes=_minutes(waits[(len(waits) - 1) // 2]) if waits else None,
        longest_wait_minutes=_minutes(waits[-1]) if waits else None,
    )


def _is_refused(row: Any) -> bool:  # noqa: ANN401 - a row of three columns
    return row.end is End.FULL or row.refused_at is not None


def _visits(work: Work, first: datetime, last: datetime) -> Sequence[Any]:
    came_at = func.coalesce(Visit.arrived_at, Visit.refused_at)
    return work.session.execute(
        select(
            Visit.arrived_at,
            Visit.refused_at,
            Visit.state,
            Visit.end,
            Conversation.opened_at,
        )
        .outerjoin(Conversation, Conversation.visit_id == Visit.id)
        .where(came_at >= first, came_at < last)
    ).all()


def _missing_records(work: Work, tonight: Evening) -> int:
    return (
        work.session.scalar(
            select(func.count())
            .select_from(Conversation)
            .outerjoin(Record, Record.visit_id == Conversation.visit_id)
            .where(
                Conversation.closed_at >= tonight.opens_at,
                Conversation.opened_at < tonight.report_at,
                Record.visit_id.is_(None),
            )
        )
        or 0
    )


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
