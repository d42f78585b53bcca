"""Programmes and their dates, and who wants news of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from domain.delivery import DeliveryState, Reason
from domain.errors import NotFoundError
from storage.models.contact import Contact
from storage.models.outgoing import Outgoing
from storage.models.programme import Interest, Programme, ProgrammeDate, ProgrammeNews


def get(session: Session, programme_id: UUID) -> Programme:
    """One programme, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(Programme, programme_id, populate_existing=True)
    if found is None:
        raise NotFoundError("No such programme")
    return found


def get_date(session: Session, date_id: UUID) -> tuple[ProgrammeDate, Programme]:
    """One date and its programme, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(ProgrammeDate, date_id, populate_existing=True)
    if found is None:
        raise NotFoundError("No such date")
    return found, get(session, found.programme_id)


def find_date(session: Session, date_id: UUID) -> tuple[ProgrammeDate, Programme] | None:
    """The same, if there is one."""
    known = session.scalar(select(ProgrammeDate.id).where(ProgrammeDate.id == date_id))
    return get_date(session, date_id) if known is not None else None


def lock_date(session: Session, date_id: UUID) -> tuple[ProgrammeDate, Programme]:
    """The same, and nobody else signs up for it until the end of the transaction.

    Raises:
        NotFoundError: there is none.
    """
    session.scalar(select(ProgrammeDate.id).where(ProgrammeDate.id == date_id).with_for_update())
    return get_date(session, date_id)


def listed(session: Session, destination_id: UUID | None = None) -> Sequence[Programme]:
    """Every programme, or those of one destination; those that go on first, then by name."""
    query = select(Programme).order_by(
        Programme.ended_at.is_not(None), Programme.name, Programme.id
    )
    if destination_id is not None:
        query = query.where(Programme.destination_id == destination_id)
    return session.scalars(query).all()


def dates(
    session: Session,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    programme_ids: Sequence[UUID] | None = None,
) -> Sequence[tuple[ProgrammeDate, Programme]]:
    """The dates that begin from ``since`` to before ``until``, in their order."""
    query = (
        select(ProgrammeDate, Programme)
        .join(Programme, Programme.id == ProgrammeDate.programme_id)
        .order_by(ProgrammeDate.begins_at, ProgrammeDate.id)
    )
    if since is not None:
        query = query.where(ProgrammeDate.begins_at >= since)
    if until is not None:
        query = query.where(ProgrammeDate.begins_at < until)
    if programme_ids is not None:
        query = query.where(Programme.id.in_(programme_ids))
    return [(date, programme) for date, programme in session.execute(query)]


def waiting(session: Session, *, now: datetime) -> Sequence[tuple[ProgrammeDate, Programme]]:
    """The dates to come that destinations wrote down and nobody has looked at, in their order."""
    query = (
        select(ProgrammeDate, Programme)
        .join(Programme, Programme.id == ProgrammeDate.programme_id)
        .where(
            ProgrammeDate.entered_by.is_not(None),
            ProgrammeDate.accepted_at.is_(None),
            ProgrammeDate.cancelled_at.is_(None),
            ProgrammeDate.begins_at > now,
        )
        .order_by(ProgrammeDate.begins_at, ProgrammeDate.id)
    )
    return [(date, programme) for date, programme in session.execute(query)]


def to_tell(session: Session, *, now: datetime) -> Sequence[tuple[ProgrammeDate, Programme]]:
    """The dates people are being told of: the one that was to be told first comes first."""
    query = (
        select(ProgrammeDate, Programme)
        .join(Programme, Programme.id == ProgrammeDate.programme_id)
        .where(
            ProgrammeDate.told_from <= now,
            ProgrammeDate.sign_up_until > now,
            ProgrammeDate.cancelled_at.is_(None),
            Programme.ended_at.is_(None),
            Programme.may_show,
        )
        .order_by(ProgrammeDate.told_from, ProgrammeDate.id)
    )
    return [(date, programme) for date, programme in session.execute(query)]


def interest_of(session: Session, contact_id: bytes) -> Interest | None:
    """What a person wishes of news, read anew."""
    return session.scalar(
        select(Interest)
        .where(Interest.contact_id == contact_id)
        .execution_options(populate_existing=True)
    )


def get_interest(session: Session, interest_id: UUID) -> Interest:
    """One row of interest, read anew.

    Raises:
        NotFoundError: there is none.
    """
    found = session.get(Interest, interest_id, populate_existing=True)
    if found is None:
        raise NotFoundError("No such interest")
    return found


def interested(session: Session, *, month: str) -> Sequence[Interest]:
    """Who wants news, is not blocked and was told nothing yet in a month; the longest first."""
    told = exists().where(ProgrammeNews.interest_id == Interest.id, ProgrammeNews.month == month)
    return session.scalars(
        select(Interest)
        .join(Contact, Contact.id == Interest.contact_id)
        .where(
            Interest.since_at.is_not(None),
            Interest.stopped_at.is_(None),
            Contact.blocked_at.is_(None),
            ~told,
        )
        .order_by(Interest.since_at, Interest.id)
    ).all()


def last_news(session: Session, interest_id: UUID) -> ProgrammeNews | None:
    """What a person was told last."""
    return session.scalar(
        select(ProgrammeNews)
        .where(ProgrammeNews.interest_id == interest_id)
        .order_by(ProgrammeNews.told_at.desc())
        .limit(1)
    )


def count_told_since(session: Session, moment: datetime) -> int:
    """How many were told since a moment."""
    query = select(func.count()).select_from(ProgrammeNews).where(ProgrammeNews.told_at > moment)
    return session.scalar(query) or 0


def forget_news(session: Session, *, told_before: datetime) -> None:
    """Forget who was told of what before a moment."""
    session.execute(delete(ProgrammeNews).where(ProgrammeNews.told_at < told_before))


def is_quota_used_up(session: Session) -> bool:
    """Whether something is held because the month's pushes are used up."""
    held = exists().where(Outgoing.state == DeliveryState.HELD, Outgoing.reason == Reason.QUOTA)
    return session.scalar(select(held)) or False
