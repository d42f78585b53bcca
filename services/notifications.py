"""Telling people outside the page that they are called: whom, and what came of it.

What is said is one sentence and is not here: nothing of an alert leaves by this road.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, or_, select

from services import leases, phone_tree
from services.live import ALERTS
from services.work import JobName, Work
from storage.models.alert import Alert, AlertCall
from storage.models.service import Lease

TELLING: Final = timedelta(seconds=60)
"""So long one process has to tell somebody before another may try."""

_WORTH_TELLING: Final = timedelta(minutes=10)
"""A call is told this long; by then others have been called."""

_UNRUNG_AFTER: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """What is to be sent: to whom, by the name of their way, never why."""

    call_id: UUID
    way: str


def next_for(work: Work, call_id: UUID, *, holder: str) -> Notification | None:
    """What is to be sent for a call, held for ``TELLING`` by ``holder``; None if nothing is.

    Nothing is once it was told or has failed, when a human has seen the alert meanwhile, and for
    whoever has no way but the page.
    """
    call = work.session.get(AlertCall, call_id)
    if call is None or call.told_at is not None or call.failed:
        return None
    if _is_answered(work.session.get_one(Alert, call.alert_id), call):
        return None
    way = phone_tree.way_of(work, call)
    if way is None:
        _give_up(work, call)
        return None
    if not leases.hold(work, call_id.hex, holder, for_=TELLING):
        return None
    return Notification(call_id=call_id, way=way)


def settle(work: Work, call_id: UUID, *, is_told: bool) -> None:
    """Keep what came of it; whoever looks at the alert sees it at once."""
    call = work.session.get_one(AlertCall, call_id)
    if is_told:
        call.told_at = work.now
    call.failed = not is_told
    work.session.execute(delete(Lease).where(Lease.name == call_id.hex))
    work.tell(ALERTS)


def ring_again(work: Work) -> None:
    """Ring for calls that nobody has told: a bell was lost, or a worker died."""
    calls = select(AlertCall).join(Alert, Alert.id == AlertCall.alert_id)
    waiting = calls.where(
        AlertCall.told_at.is_(None),
        AlertCall.failed.is_(False),
        AlertCall.called_at.between(work.now - _WORTH_TELLING, work.now - _UNRUNG_AFTER),
        Alert.settled_at.is_(None),
        or_(Alert.acknowledged_at.is_(None), Alert.acknowledged_at < AlertCall.called_at),
    )
    for call in work.session.scalars(waiting.order_by(AlertCall.called_at)):
        if call.tree_name is not None or phone_tree.way_of(work, call) is not None:
            work.then(JobName.TELL_OF_ALERT, call.id)


def _is_answered(alert: Alert, call: AlertCall) -> bool:
    seen_at = alert.acknowledged_at
    return alert.settled_at is not None or (seen_at is not None and seen_at >= call.called_at)


def _give_up(work: Work, call: AlertCall) -> None:
    """There is no way: for somebody of the tree a failure; a member has the page."""
    if call.tree_name is not None:
        settle(work, call.id, is_told=False)
