"""Departures: we are for one person at a time, and leave every group and room."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select

from domain.secret import PrivateText
from services.work import JobName, Work
from storage.models.departure import Departure

_WAIT: Final = timedelta(minutes=1)
_MOST_TRIES: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveCall:
    """One group or room to leave; ``kind`` is ``group`` or ``room``."""

    kind: str
    line_id: PrivateText


def plan(work: Work, kind: str, line_id: PrivateText) -> None:
    """Leave this group or room after the commit."""
    departure_id = uuid4()
    sealed = work.house.seals.seal_passing(line_id.reveal().encode(), _place(departure_id))
    work.session.add(Departure(id=departure_id, kind=kind, due_at=work.now, tries=0, sealed=sealed))
    work.then(JobName.LEAVE, departure_id)


def next_call(work: Work, departure_id: UUID) -> LeaveCall | None:
    """The call to make, None if it is done or not due."""
    row = work.session.get(Departure, departure_id)
    if row is None or row.sealed is None or row.due_at > work.now:
        return None
    row.tries += 1
    row.due_at = work.now + _WAIT
    line_id = work.house.seals.open_passing(row.sealed, _place(row.id)).decode()
    return LeaveCall(kind=row.kind, line_id=PrivateText(line_id))


def settle(work: Work, departure_id: UUID, *, is_left: bool) -> None:
    """We have left, or tried often enough: the id is gone."""
    row = work.session.get_one(Departure, departure_id)
    if is_left or row.tries >= _MOST_TRIES:
        row.sealed = None
        row.settled_at = work.now


def ring_again(work: Work) -> None:
    """Ring for departures that are due."""
    due = select(Departure.id).where(Departure.settled_at.is_(None), Departure.due_at <= work.now)
    for departure_id in work.session.scalars(due.limit(20)):
        work.then(JobName.LEAVE, departure_id)


def _place(departure_id: UUID) -> str:
    return f"departures|{departure_id}"
