"""The evening by the clock: what is due, found again after any stop, and done one by one.

Each step finds what is due with a look that locks nothing, and does it in an act of its own that
asks again under the locks. So every step may run twice, late, or after a restart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, select

from domain.conversation import QUIET_TIME, Passing, VisitState
from domain.presence import LOST_AFTER, Duty
from domain.risk_level import CONSULTED
from domain.silence import REST_AFTER
from routing.evenings import Evening
from services import (
    alert_calls,
    calls,
    closing,
    danger_left,
    date_moves,
    day_report,
    line_notices,
    modes,
    offers,
    presences,
    programme_news,
    sign_up_notices,
    silence,
    timetable,
)
from services.work import NO_SUBJECT, Work
from storage.models.presence import PresenceRow
from storage.models.visit import Conversation, Visit
from storage.queries import offers as offer_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing the clock does: whom it is due for, and how it is done for one of them."""

    name: str
    due: Callable[[Work], Sequence[UUID]]
    act: Callable[[Work, UUID], None]


def _expired_offers(work: Work) -> Sequence[UUID]:
    return offer_rows.expired(work.session, work.now)


def _lost_talks(work: Work) -> Sequence[UUID]:
    return work.session.scalars(
        select(Visit.id)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .join(PresenceRow, PresenceRow.member_id == Conversation.counsellor_id)
        .where(
            Visit.state == VisitState.TALKING,
            PresenceRow.duty != Duty.AWAY,
            PresenceRow.seen_at <= work.now - LOST_AFTER,
            (Conversation.passing.is_(None)) | (Conversation.passing != Passing.DROPPED),
        )
    ).all()


def _silent_talks(work: Work) -> Sequence[UUID]:
    return _calm_talks(
        work,
        Conversation.passing.is_(None),
        Conversation.awaiting_since <= work.now - REST_AFTER,
    )


def _unwarned_talks(work: Work) -> Sequence[UUID]:
    tonight = timetable.evening(work)
    if tonight is None or not tonight.notice_at <= work.now < tonight.closes_at - closing.TOO_LATE:
        return ()
    return _calm_talks(
        work,
        Conversation.warned_at.is_(None),
        Conversation.opened_at < tonight.notice_at,
    )


def _calm_talks(work: Work, *claims: ColumnElement[bool]) -> Sequence[UUID]:
    """The running talks of which these claims are true, and which a clock may touch at all."""
    return work.session.scalars(
        select(Visit.id)
        .join(Conversation, Conversation.visit_id == Visit.id)
        .where(Visit.state == VisitState.TALKING, Visit.risk < CONSULTED, *claims)
    ).all()


def _left_waiting(work: Work) -> Sequence[UUID]:
    if timetable.goes_on(work):
        return ()
    asked = {offer.visit_id for offer in offer_rows.open_now(work.session)}
    found = work.session.scalars(
        select(Visit.id).where(
            Visit.state == VisitState.WAITING,
            Visit.escalated_at.is_(None)
            | ((Visit.risk < CONSULTED) & Visit.told_danger_at.is_(None)),
        )
    )
    return [visit_id for visit_id in found if visit_id not in asked]


def _left_resting(work: Work) -> Sequence[UUID]:
    query = select(Visit.id).where(Visit.state == VisitState.RESTING)
    if timetable.goes_on(work):
        query = query.where(Visit.last_word_at <= work.now - QUIET_TIME)
    return work.session.scalars(query).all()


def _overdue_talks(work: Work) -> Sequence[UUID]:
    if timetable.goes_on(work) or not _is_past_report(work, timetable.evening(work)):
        return ()
    return _calm_talks(
        work,
        (Conversation.extended_until.is_(None)) | (Conversation.extended_until <= work.now),
    )


def _undrafted_report(work: Work) -> Sequence[UUID]:
    last = _last_reported(work)
    return () if last is None or day_report.is_drafted(work, last) else (NO_SUBJECT,)


def _draft(work: Work, _nobody: UUID) -> None:
    last = _last_reported(work)
    if last is not None:
        day_report.draft(work, last)
        modes.thaw(work)


def _last_reported(work: Work) -> Evening | None:
    """The last evening whose report is due, also where nobody watched the clock at its hour."""
    window = timetable.closed_window(work)
    if window is None or timetable.is_pause(work):
        return None
    last = timetable.evening(work, at=window.started_at)
    return last if last is not None and last.report_at <= work.now else None


def _is_past_report(work: Work, tonight: Evening | None) -> bool:
    """After the report, also where an evening ended while nobody was watching the clock."""
    return tonight is None or not tonight.opens_at <= work.now < tonight.report_at


STEPS: Final = (
    Step(name="call_for_alert", due=alert_calls.due, act=alert_calls.keep),
    Step(name="answer_danger", due=danger_left.due, act=danger_left.answer),
    Step(name="lapse", due=_expired_offers, act=offers.lapse),
    Step(name="drop", due=_lost_talks, act=presences.drop),
    Step(name="rest", due=_silent_talks, act=silence.rest),
    Step(name="tell_second", due=line_notices.due_second, act=line_notices.tell_second),
    Step(name="tell_full", due=line_notices.due_full, act=line_notices.tell_full),
    Step(name="warn", due=_unwarned_talks, act=closing.warn),
    Step(name="close_waiting", due=_left_waiting, act=closing.close_waiting),
    Step(name="end_resting", due=_left_resting, act=closing.end_resting),
    Step(name="end_overdue", due=_overdue_talks, act=closing.end_overdue),
    Step(name="call", due=calls.due, act=calls.call),
    Step(name="tell_closure", due=calls.due_closure, act=calls.tell_closure),
    Step(name="tell_programmes", due=programme_news.due, act=programme_news.tell),
    Step(name="tell_moved", due=date_moves.due, act=date_moves.tell),
    Step(name="remind", due=sign_up_notices.due_reminders, act=sign_up_notices.remind),
    Step(
        name="tell_cancelled",
        due=sign_up_notices.due_cancellations,
        act=sign_up_notices.tell_cancelled,
    ),
    Step(name="report", due=_undrafted_report, act=_draft),
)
"""What the clock does in an evening, in this order (DOMAIN §2.7)."""
