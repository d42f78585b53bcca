"""Alerts as they are shown: what was found in closed words, who is called, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.alert import Origin, Situation
from domain.alert_errors import AloneWithDangerError, NotAcknowledgedError, StillWaitingError
from domain.conversation import VisitState
from domain.delivery import DeliveryState, Reason
from domain.errors import RefusedError
from domain.risk.assessment import Sign
from domain.risk_level import CONSULTED, JOINED
from services import alert_calls, shown
from services.alert_calls import ShownCall
from services.reading import Viewer
from services.work import Work
from storage.models.alert import Alert
from storage.models.outgoing import Outgoing
from storage.models.visit import Visit
from storage.queries import outgoing

_USUAL_TRIES: Final = 2
"""A reply whose token is spent goes on as a push."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlert:
    """An open alert. Level 0 is a flag for whoever has the talk.

    ``alias`` is the person's as the viewer knows them, None where nobody looks at a list.
    ``rounds``: how often everybody has been called. ``is_alone``: the talk runs, and no supervisor
    is in it. ``is_unheard``: what the service has said by itself (T13, T14) has not gone out; known
    in lists only. ``may_be_settled``: nothing stands in the way.
    """

    id: UUID
    visit_id: UUID
    alias: str | None
    level: int
    origin: Origin
    signs: tuple[Sign, ...]
    situation: Situation
    state: VisitState
    raised_at: datetime
    sign_at: datetime
    sign_count: int
    minutes: int
    called_at: datetime | None
    calls: tuple[ShownCall, ...]
    rounds: int
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    is_alone: bool
    is_unheard: bool
    may_be_settled: bool


def list_shown(
    work: Work, rows: Sequence[tuple[Alert, Visit]], viewer: Viewer | None
) -> tuple[ShownAlert, ...]:
    """Alerts with their visits, as a viewer knows the people; None where nobody looks at a list."""
    alerts = [alert for alert, _ in rows]
    calls = alert_calls.list_shown(work, alerts)
    seen = [alert.acknowledged_by for alert in alerts if alert.acknowledged_by is not None]
    names = shown.member_aliases(work, seen)
    unheard = _unheard(work, [visit for _, visit in rows]) if viewer is not None else frozenset()
    found = []
    for alert, visit in rows:
        is_alone = alert_calls.is_alone(work, visit)
        name = names.get(alert.acknowledged_by) if alert.acknowledged_by is not None else None
        found.append(
            ShownAlert(
                id=alert.id,
                visit_id=visit.id,
                alias=None
                if viewer is None
                else shown.alias(work, visit.contact_id, viewer.organisation),
                level=alert.level,
                origin=alert.origin,
                signs=_signs_of(alert),
                situation=alert.situation,
                state=visit.state,
                raised_at=alert.raised_at,
                sign_at=alert.sign_at,
                sign_count=alert.sign_count,
                minutes=int((work.now - alert.raised_at).total_seconds() // 60),
                called_at=alert.called_at,
                calls=calls[alert.id],
                rounds=alert_calls.rounds(calls[alert.id]),
                acknowledged_by=name,
                acknowledged_at=alert.acknowledged_at,
                is_alone=is_alone,
                is_unheard=visit.id in unheard,
                may_be_settled=_hindrance(alert, visit, is_alone=is_alone) is None,
            )
        )
    return tuple(found)


def _unheard(work: Work, visits: Sequence[Visit]) -> frozenset[UUID]:
    """The visits in which the last thing said by itself is held, or failed, or still is tried."""
    last = dict(outgoing.said_by_itself(work.session, [visit.id for visit in visits]))
    return frozenset(
        visit.id for visit in visits if visit.id in last and _is_unheard(last[visit.id], visit)
    )


def _is_unheard(row: Outgoing, visit: Visit) -> bool:
    if row.state is DeliveryState.WAITING:
        return row.tries > _USUAL_TRIES
    if row.reason is Reason.TOO_LATE and visit.state is VisitState.TALKING:
        return False  # taken back, because a human speaks
    return row.state is not DeliveryState.SENT


def _signs_of(alert: Alert) -> tuple[Sign, ...]:
    """What was found; a word that a later version does not know any more is left out."""
    known = {sign.value: sign for sign in Sign}
    return tuple(known[code] for code in alert.signs.split(",") if code in known)


def hindrance(work: Work, alert: Alert, visit: Visit) -> RefusedError | None:
    """What keeps an alert from being settled; None where nothing does."""
    return _hindrance(alert, visit, is_alone=alert_calls.is_alone(work, visit))


def _hindrance(alert: Alert, visit: Visit, *, is_alone: bool) -> RefusedError | None:
    level = max(alert.level, visit.risk)
    if level >= JOINED and alert.acknowledged_at is None:
        return NotAcknowledgedError()
    if level >= CONSULTED and visit.state is VisitState.WAITING:
        return StillWaitingError()
    return AloneWithDangerError() if level >= JOINED and is_alone else None
