"""Danger that was left: neither a human nor a machine has answered it. The clock does.

An answer that never went out, or was not true any more on its way; a talk that was opened and
left; a promise (T14) that no evening has kept; words that no handler could take. All of it is
found from rows, whatever stopped in between. Never in a talk, and not where others may read it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.alert import CALLED_FROM, Origin, Situation
from domain.conversation import VisitState
from domain.danger_answer import (
    DangerAnswer,
    Silence,
    answer_to_silence,
    is_for_the_clock,
)
from domain.delivery import DeliveryState, Reason
from domain.risk_level import JOINED
from services import alerts, danger_notices, unreached, visits
from services.work import Work
from storage.models.alert import Alert
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import alerts as alert_rows
from storage.queries import contacts as contact_rows
from storage.queries import lowerings, messages, outgoing
from storage.queries import visits as visit_rows

_THE_PERSONS: Final = frozenset({Origin.DETECTED, Origin.EDITED, Origin.DECLARED, Origin.ANSWERED})
"""Where a sign comes from that a person waits to hear something of."""

_MOST_FAILED: Final = 3
_AGAIN_AFTER: Final = timedelta(minutes=10)
"""What LINE has refused is tried so often and so seldom: the board says that it is not out."""


def due(work: Work) -> Sequence[UUID]:
    """The visits in which danger is to be answered now; looked at every second."""
    return [
        visit.id
        for alert, visit in alert_rows.open_now(work.session, level=CALLED_FROM)
        if _answer(work, alert, visit) is not None
    ]


def answer(work: Work, visit_id: UUID) -> None:
    """Answer the danger of one visit, if it still is left."""
    contact_rows.lock(work.session, visit_rows.get(work.session, visit_id).contact_id)
    visit = visit_rows.get(work.session, visit_id)
    alert = alert_rows.open_of_visit(work.session, visit_id)
    found = _answer(work, alert, visit) if alert is not None else None
    if alert is None or found is None:
        return
    contact = contact_rows.get(work.session, visit.contact_id)
    if found is DangerAnswer.SOON and visit.state is VisitState.OUT_OF_HOURS:
        visits.wait_in_line(work, contact, visit, moment=work.now)
        alert.situation = alerts.situation(work, visit)
    danger_notices.say(work, contact, visit, found, level=alert.level)


def _answer(work: Work, alert: Alert, visit: Visit) -> DangerAnswer | None:
    sign_at = alert.sign_at if alert.origin in _THE_PERSONS else visit.told_danger_at
    if alert.level < CALLED_FROM or sign_at is None:
        return None
    if not is_for_the_clock(sign_at, now=work.now):
        return None
    situation = alerts.situation(work, visit)
    if situation is Situation.TALKING:
        return None
    contact = contact_rows.get(work.session, visit.contact_id)
    silence = Silence(
        sign_at=sign_at,
        answered_at=contact.danger_answered_at,
        told_at=visit.told_danger_at,
        graver_at=_graver_at(work, visit) if contact.danger_answered_at is not None else None,
        arrived_at=visit.arrived_at if visit.state is VisitState.WAITING else None,
        is_outside=visit.state is VisitState.OUT_OF_HOURS,
    )
    found = answer_to_silence(situation, silence, now=work.now)
    if found is None or _has_met_somebody(work, visit, sign_at):
        return None
    return found if _can_be_said(work, contact, visit, sign_at) else None


def _graver_at(work: Work, visit: Visit) -> datetime | None:
    """When the person's own words last took the level to R3 or above."""
    return max(
        (
            row.changed_at
            for row in lowerings.changes(work.session, visit.id)
            if row.after >= JOINED and row.after > row.before and row.origin in _THE_PERSONS
        ),
        default=None,
    )


def _has_met_somebody(work: Work, visit: Visit, sign_at: datetime) -> bool:
    """Whether a human has spoken since; a sign that somebody else gave is later than the words.

    Also in the visit before: an alert that nobody has settled goes along with its person.
    """
    since = min(sign_at, visit.last_word_at)
    return messages.was_answered_since(work.session, visit.contact_id, since)


def _can_be_said(work: Work, contact: Contact, visit: Visit, sign_at: datetime) -> bool:
    """Whether it can arrive, nobody else may read it, and LINE has not just refused it."""
    if contact.blocked_at is not None or unreached.after_violence(work, [contact.id]):
        return False
    failed = [
        row.settled_at
        for _, row in outgoing.said_by_itself(work.session, [visit.id])
        if row.settled_at is not None
        if row.state is not DeliveryState.SENT and row.reason is not Reason.TOO_LATE
        if row.created_at >= sign_at
    ]
    if len(failed) >= _MOST_FAILED:
        return False
    return not failed or work.now - max(failed) >= _AGAIN_AFTER
