"""Alerts that nobody has settled, and whom they have called."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session, joinedload

from domain.conversation import VisitState
from domain.errors import NotFoundError
from domain.presence import MISSED_AFTER
from storage.models.alert import Alert, AlertCall
from storage.models.presence import Conflict, PresenceRow
from storage.models.visit import Companion, Visit


def get(session: Session, alert_id: UUID) -> Alert:
    """The alert, read anew.

    Raises:
        NotFoundError: there is none.
    """
    alert = session.get(Alert, alert_id, populate_existing=True)
    if alert is None:
        raise NotFoundError("No such alert")
    return alert


def open_of_visit(session: Session, visit_id: UUID) -> Alert | None:
    """The one alert of a visit that nobody has settled, read anew."""
    return session.scalar(_OPEN_OF_VISIT, {"visit_id": visit_id})


_OPEN_OF_VISIT: Final = (
    select(Alert)
    .where(Alert.visit_id == bindparam("visit_id"), Alert.settled_at.is_(None))
    .order_by(Alert.raised_at.desc(), Alert.id)
    .limit(1)
    .execution_options(populate_existing=True)
)


def open_now(session: Session, *, level: int) -> Sequence[tuple[Alert, Visit]]:
    """Every alert of this level or above that nobody has settled, with its visit.

    Whatever nobody has acknowledged first, of these the loudest, then the oldest sign.
    """
    rows = session.execute(
        select(Alert, Visit)
        .join(Visit, Visit.id == Alert.visit_id)
        .where(Alert.settled_at.is_(None), Alert.level >= level)
        .order_by(Alert.acknowledged_at.is_not(None), Alert.level.desc(), Alert.sign_at, Alert.id)
        .options(joinedload(Visit.conversation))
    )
    return [(alert, visit) for alert, visit in rows]


def calls_of(session: Session, alert_ids: Sequence[UUID]) -> Sequence[AlertCall]:
    """Whom some alerts have called, the first call first."""
    return session.scalars(
        select(AlertCall)
        .where(AlertCall.alert_id.in_(alert_ids))
        .order_by(AlertCall.alert_id, AlertCall.rung)
    ).all()


def calling(session: Session, member_id: UUID) -> set[UUID]:
    """The open alerts that call a member now: nobody has acknowledged them."""
    return set(
        session.scalars(
            select(AlertCall.alert_id)
            .join(Alert, Alert.id == AlertCall.alert_id)
            .where(
                AlertCall.member_id == member_id,
                AlertCall.called_at >= Alert.called_at,
                Alert.acknowledged_at.is_(None),
                Alert.settled_at.is_(None),
            )
        )
    )


def of_known_people(session: Session, member_id: UUID) -> set[UUID]:
    """The open alerts of people a member may know."""
    return set(
        session.scalars(
            select(Alert.id)
            .join(Conflict, Conflict.contact_id == Alert.contact_id)
            .where(Conflict.member_id == member_id, Alert.settled_at.is_(None))
        )
    )


def is_alone(session: Session, visit: Visit, supervisors: Sequence[UUID], *, now: datetime) -> bool:
    """Whether no supervisor has a running talk, or writes beside it, at an open console."""
    talk = visit.conversation
    if talk is None:
        return False
    present = present_in(session, visit, now=now)
    if talk.counsellor_id not in supervisors:
        present.discard(talk.counsellor_id)
    return not present


def present_in(session: Session, visit: Visit, *, now: datetime) -> set[UUID]:
    """Who has a talk or writes beside, and was seen at an open console lately: here, or grey."""
    beside = select(Companion.member_id).where(
        Companion.visit_id == visit.id, Companion.left_at.is_(None)
    )
    owner = visit.conversation.counsellor_id if visit.conversation is not None else None
    return set(
        session.scalars(
            select(PresenceRow.member_id).where(
                or_(PresenceRow.member_id == owner, PresenceRow.member_id.in_(beside)),
                PresenceRow.seen_at > now - MISSED_AFTER,
            )
        )
    )


def settle_flag(session: Session, visit_id: UUID, *, now: datetime) -> None:
    """The flag of a visit that is over: whoever had the talk has no more use for it."""
    session.execute(
        update(Alert)
        .where(Alert.visit_id == visit_id, Alert.settled_at.is_(None), Alert.level == 0)
        .values(settled_at=now)
    )


def gravest_settled(session: Session, visit_id: UUID) -> Alert | None:
    """The gravest alert of a visit that was settled; of several the last."""
    return session.scalar(
        select(Alert)
        .where(Alert.visit_id == visit_id, Alert.settled_at.is_not(None))
        .order_by(Alert.level.desc(), Alert.settled_at.desc(), Alert.id)
        .limit(1)
        .execution_options(populate_existing=True)
    )


def settled_in_talks(session: Session, *, level: int) -> Sequence[Visit]:
    """Running talks of this level or above whose alerts are settled, but for lesser ones."""
    own = select(Alert.id).where(Alert.visit_id == Visit.id)
    return session.scalars(
        select(Visit)
        .where(
            Visit.state == VisitState.TALKING,
            Visit.risk >= level,
            own.exists(),
            ~own.where(Alert.settled_at.is_(None), Alert.level >= level).exists(),
        )
        .options(joinedload(Visit.conversation))
    ).all()
