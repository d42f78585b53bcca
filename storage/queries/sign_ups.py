"""Sign-ups for dates of programmes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.programme import Programme, ProgrammeDate, SignUp

_STANDS: ColumnElement[bool] = SignUp.withdrawn_at.is_(None)


def count(session: Session, date_id: UUID) -> int:
    """How many mean to come to a date."""
    query = select(func.count()).select_from(SignUp).where(SignUp.date_id == date_id, _STANDS)
    return session.scalar(query) or 0


def get(session: Session, sign_up_id: UUID) -> SignUp:
    """One sign-up, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(SignUp, sign_up_id, populate_existing=True)
    if found is None:
        raise NotFoundError("No such sign-up")
    return found


def find(session: Session, date_id: UUID, contact_id: bytes) -> SignUp | None:
    """A person's standing sign-up for a date."""
    return session.scalar(
        select(SignUp).where(SignUp.date_id == date_id, SignUp.contact_id == contact_id, _STANDS)
    )


def standing(
    session: Session, contact_id: bytes, *, now: datetime
) -> Sequence[tuple[SignUp, ProgrammeDate, Programme]]:
    """A person's standing sign-ups for dates that are not over, the next one first."""
    rows = session.execute(
        select(SignUp, ProgrammeDate, Programme)
        .join(ProgrammeDate, ProgrammeDate.id == SignUp.date_id)
        .join(Programme, Programme.id == ProgrammeDate.programme_id)
        .where(
            SignUp.contact_id == contact_id,
            _STANDS,
            ProgrammeDate.ends_at > now,
            ProgrammeDate.cancelled_at.is_(None),
        )
        .order_by(ProgrammeDate.begins_at, SignUp.id)
    )
    return [(sign_up, date, programme) for sign_up, date, programme in rows]


def to_remind(
    session: Session, *, since: datetime, until: datetime
) -> Sequence[tuple[UUID, datetime]]:
    """Who asked to be told before a date that begins between two moments, and was not yet."""
    rows = session.execute(
        select(SignUp.id, ProgrammeDate.begins_at)
        .join(ProgrammeDate, ProgrammeDate.id == SignUp.date_id)
        .where(
            _STANDS,
            SignUp.wants_reminder,
            SignUp.reminded_at.is_(None),
            SignUp.was_at.is_(None),
            ProgrammeDate.begins_at >= since,
            ProgrammeDate.begins_at < until,
            ProgrammeDate.cancelled_at.is_(None),
        )
        .order_by(ProgrammeDate.begins_at, SignUp.id)
    )
    return [(sign_up_id, begins_at) for sign_up_id, begins_at in rows]


def to_tell_cancelled(
    session: Session, *, now: datetime, of: bytes | None = None
) -> Sequence[UUID]:
    """Who means to come to a date that does not take place, and does not know it yet.

    ``of`` is the contact whose sign-ups alone are asked for.
    """
    query = (
        select(SignUp.id)
        .join(ProgrammeDate, ProgrammeDate.id == SignUp.date_id)
        .where(
            _STANDS,
            SignUp.told_cancelled_at.is_(None),
            ProgrammeDate.cancelled_at.is_not(None),
            ProgrammeDate.ends_at > now,
        )
        .order_by(ProgrammeDate.begins_at, SignUp.id)
    )
    if of is not None:
        query = query.where(SignUp.contact_id == of)
    return session.scalars(query).all()


def to_tell_moved(session: Session, *, now: datetime, of: bytes | None = None) -> Sequence[UUID]:
    """Who means to come to a date that takes place, and knows only when or where it was before.

    ``of`` is the contact whose sign-ups alone are asked for.
    """
    query = (
        select(SignUp.id)
        .join(ProgrammeDate, ProgrammeDate.id == SignUp.date_id)
        .where(
            _STANDS,
            SignUp.was_at.is_not(None),
            ProgrammeDate.cancelled_at.is_(None),
            ProgrammeDate.ends_at > now,
        )
        .order_by(ProgrammeDate.begins_at, SignUp.id)
    )
    if of is not None:
        query = query.where(SignUp.contact_id == of)
    return session.scalars(query).all()


def of_date(session: Session, date_id: UUID) -> Sequence[SignUp]:
    """The standing sign-ups for a date, read anew and locked: none is taken back meanwhile."""
    return session.scalars(
        select(SignUp)
        .where(SignUp.date_id == date_id, _STANDS)
        .order_by(SignUp.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def over_before(session: Session, moment: datetime) -> Sequence[SignUp]:
    """Every sign-up for a date that ended before a moment."""
    return session.scalars(
        select(SignUp)
        .join(ProgrammeDate, ProgrammeDate.id == SignUp.date_id)
        .where(ProgrammeDate.ends_at < moment)
    ).all()
