"""Answers to the optional questions."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage.models.visit import IntakeAnswer


def keep(session: Session, answer: IntakeAnswer) -> None:
    """Keep an answer; a second one to the same question takes the first one's place."""
    session.merge(answer)
    session.flush()


def asked_in(session: Session, visit_id: UUID) -> Sequence[str]:
    """The questions of a visit that were answered or skipped."""
    return session.scalars(
        select(IntakeAnswer.question).where(IntakeAnswer.visit_id == visit_id)
    ).all()


def answers_of(session: Session, visit_id: UUID) -> Sequence[IntakeAnswer]:
    """What was answered in a visit, skips among it, in the order it came."""
    return session.scalars(_ANSWERS_OF, {"visit_id": visit_id}).all()


_ANSWERS_OF: Final = (
    select(IntakeAnswer)
    .where(IntakeAnswer.visit_id == bindparam("visit_id"))
    .order_by(IntakeAnswer.answered_at, IntakeAnswer.question)
)
