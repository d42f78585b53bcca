"""Referrals: of a visit, of a person, of organisations; their steps, days and papers."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.message import Direction
from domain.record_details import ReferStep
from domain.referral import ConsentAct, ConsentState
from storage.models.message import Message
from storage.models.referral import HandOverPaper, Referral, ReferralFollowUp, ReferralStep


def get(session: Session, referral_id: UUID) -> Referral:
    """One referral, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(Referral, referral_id, populate_existing=True)
    if found is None:
        raise NotFoundError("No such referral")
    return found


def find_open(session: Session, visit_id: UUID, destination_id: UUID) -> Referral | None:
    """The open referral of a visit to one destination."""
    return session.scalar(
        select(Referral).where(
            Referral.visit_id == visit_id,
            Referral.destination_id == destination_id,
            Referral.closed_at.is_(None),
        )
    )


def of_visit(session: Session, visit_id: UUID) -> Sequence[Referral]:
    """Every referral made in a visit, the oldest first."""
    return session.scalars(
        select(Referral)
        .where(Referral.visit_id == visit_id)
        .order_by(Referral.made_at, Referral.id)
    ).all()


def around(session: Session, visit_id: UUID, contact_id: bytes | None) -> Sequence[Referral]:
    """Every referral made in a visit, and the open ones of a person, the oldest first."""
    of_visit = Referral.visit_id == visit_id
    of_person = and_(Referral.contact_id == contact_id, Referral.closed_at.is_(None))
    return session.scalars(
        select(Referral)
        .where(of_visit if contact_id is None else or_(of_visit, of_person))
        .order_by(Referral.made_at, Referral.id)
    ).all()


def open_of(session: Session, contact_id: bytes) -> Sequence[Referral]:
    """A person's open referrals, the oldest first."""
    return session.scalars(
        select(Referral)
        .where(Referral.contact_id == contact_id, Referral.closed_at.is_(None))
        .order_by(Referral.made_at, Referral.id)
    ).all()


def asked_of(session: Session, contact_id: bytes) -> Referral | None:
    """What a person has been asked and has not answered; there is one question at a time."""
    return session.scalars(
        select(Referral)
        .where(
            Referral.contact_id == contact_id,
            Referral.closed_at.is_(None),
            Referral.consent == ConsentState.ASKED,
        )
        .order_by(Referral.asked_at.desc(), Referral.id)
        .limit(1)
    ).first()


def last_asked_of(session: Session, contact_id: bytes) -> Referral | None:
    """What a person was asked about last, whatever has become of it."""
    return session.scalars(
        select(Referral)
        .where(Referral.contact_id == contact_id, Referral.asked_at.is_not(None))
        .order_by(Referral.asked_at.desc(), Referral.id)
        .limit(1)
    ).first()


def asked_paper_of(session: Session, contact_id: bytes) -> HandOverPaper | None:
    """The hand-over paper a person was asked about last, and has not answered yet."""
    return session.scalars(
        select(HandOverPaper)
        .join(Referral, Referral.id == HandOverPaper.referral_id)
        .where(
            Referral.contact_id == contact_id,
            Referral.closed_at.is_(None),
            HandOverPaper.asked_at.is_not(None),
            HandOverPaper.released_at.is_(None),
            HandOverPaper.withdrawn_at.is_(None),
            or_(HandOverPaper.answer.is_(None), HandOverPaper.answer == ConsentAct.LATER),
        )
        .order_by(HandOverPaper.asked_at.desc(), HandOverPaper.id)
        .limit(1)
    ).first()


def open_or_closed_since(session: Session, moment: datetime) -> Sequence[Referral]:
    """All that are open, and those closed after a moment; the newest first."""
    return session.scalars(
        select(Referral)
        .where(or_(Referral.closed_at.is_(None), Referral.closed_at >= moment))
        .order_by(Referral.made_at.desc(), Referral.id)
    ).all()


def is_said_since(session: Session, contact_id: bytes, moment: datetime) -> bool:
    """Whether the person, or anybody to them, has said something after a moment."""
    return (
        session.scalar(
            select(Message.id)
            .where(
                Message.contact_id == contact_id,
                Message.order_at > moment,
                Message.direction != Direction.WHISPER,
            )
            .limit(1)
        )
        is not None
    )


def steps(session: Session, referral_id: UUID) -> Sequence[ReferralStep]:
    """The steps of a referral in their order."""
    return session.scalars(
        select(ReferralStep)
        .where(ReferralStep.referral_id == referral_id)
        .order_by(ReferralStep.number)
    ).all()


def next_number(session: Session, referral_id: UUID) -> int:
    """The number of a referral's next step, under the lock of its contact."""
    last = session.scalar(
        select(func.max(ReferralStep.number)).where(ReferralStep.referral_id == referral_id)
    )
    return (last or 0) + 1


def has_step(session: Session, referral_id: UUID, step: ReferStep) -> bool:
    """Whether a step stands in the history already."""
    found = select(ReferralStep.id).where(
        ReferralStep.referral_id == referral_id, ReferralStep.step == step
    )
    return session.scalar(found.limit(1)) is not None


def follow_ups(session: Session, referral_id: UUID) -> Sequence[ReferralFollowUp]:
    """When a referral is looked at again, the next day first."""
    return session.scalars(
        select(ReferralFollowUp)
        .where(ReferralFollowUp.referral_id == referral_id)
        .order_by(ReferralFollowUp.due_on, ReferralFollowUp.id)
    ).all()


def next_due(session: Session, referral_ids: Sequence[UUID]) -> dict[UUID, date]:
    """By referral, the next day somebody has to look at it."""
    if not referral_ids:
        return {}
    rows = session.execute(
        select(ReferralFollowUp.referral_id, func.min(ReferralFollowUp.due_on))
        .where(ReferralFollowUp.referral_id.in_(referral_ids), ReferralFollowUp.done_on.is_(None))
        .group_by(ReferralFollowUp.referral_id)
    )
    return {referral_id: day for referral_id, day in rows}  # noqa: C416 - dict() of rows loses its types


def papers(session: Session, referral_id: UUID) -> Sequence[HandOverPaper]:
    """The hand-over papers of a referral, the newest first."""
    return session.scalars(
        select(HandOverPaper)
        .where(HandOverPaper.referral_id == referral_id)
        .order_by(HandOverPaper.written_at.desc(), HandOverPaper.id)
    ).all()


def get_paper(session: Session, paper_id: UUID) -> HandOverPaper:
    """One paper, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(HandOverPaper, paper_id, populate_existing=True)
    if found is None:
        raise NotFoundError("No such paper")
    return found


def released_to(
    session: Session, destination_id: UUID, *, now: datetime
) -> Sequence[HandOverPaper]:
    """What one destination may read now, the newest first."""
    return session.scalars(
        select(HandOverPaper)
        .where(
            HandOverPaper.destination_id == destination_id,
            HandOverPaper.released_at.is_not(None),
            HandOverPaper.withdrawn_at.is_(None),
            HandOverPaper.until_at > now,
        )
        .order_by(HandOverPaper.released_at.desc(), HandOverPaper.id)
    ).all()


def unread_papers(session: Session, *, now: datetime) -> Sequence[HandOverPaper]:
    """Papers that their destinations may read now, and nobody there has."""
    return session.scalars(
        select(HandOverPaper)
        .where(
            HandOverPaper.released_at.is_not(None),
            HandOverPaper.read_on.is_(None),
            HandOverPaper.withdrawn_at.is_(None),
            HandOverPaper.until_at > now,
        )
        .order_by(HandOverPaper.id)
    ).all()


def expired_papers(session: Session, *, now: datetime) -> Sequence[HandOverPaper]:
    """Papers nobody may read any more, and whose words are still there."""
    return session.scalars(
        select(HandOverPaper)
        .where(HandOverPaper.until_at <= now, HandOverPaper.sealed.is_not(None))
        .order_by(HandOverPaper.id)
    ).all()
