"""Stages and small steps of a person."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.stage import Stage
from storage.models.stage import SmallStepNote, StageNote


def of_contact(session: Session, contact_id: bytes) -> Sequence[StageNote]:
    """Every stage noted of a person, by the day it began."""
    return session.scalars(
        select(StageNote)
        .where(StageNote.contact_id == contact_id)
        .order_by(StageNote.from_on, StageNote.noted_at, StageNote.id)
    ).all()


def latest(session: Session, contact_id: bytes) -> Stage | None:
    """The stage that was noted last of those that are true now; None where there is none."""
    return session.scalars(
        select(StageNote.stage)
        .where(StageNote.contact_id == contact_id, StageNote.until_on.is_(None))
        .order_by(StageNote.noted_at.desc(), StageNote.id)
        .limit(1)
    ).first()


def small_steps(session: Session, contact_id: bytes) -> Sequence[SmallStepNote]:
    """Every small step of a person, the newest first."""
    return session.scalars(
        select(SmallStepNote)
        .where(SmallStepNote.contact_id == contact_id)
        .order_by(SmallStepNote.noted_at.desc(), SmallStepNote.id)
    ).all()
