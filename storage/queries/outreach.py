"""Outreach: reports of ads, links of entry, and how often each was opened."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from storage.models.outreach import AdReport, EntryCount, EntryLink


def reports(session: Session, *, since: date) -> Sequence[AdReport]:
    """The lines that end on this day or later and are in use, the newest first."""
    return session.scalars(
        select(AdReport)
        .where(AdReport.ends_on >= since, AdReport.withdrawn_at.is_(None))
        .order_by(AdReport.starts_on.desc(), AdReport.channel, AdReport.age_band, AdReport.id)
    ).all()


def batch(session: Session, batch_id: UUID) -> Sequence[AdReport]:
    """The lines of one file.

    Raises:
        NotFoundError: there is no such file.
    """
    found = session.scalars(select(AdReport).where(AdReport.batch_id == batch_id)).all()
    if not found:
        raise NotFoundError("No such report")
    return found


def links(session: Session) -> Sequence[EntryLink]:
    """Every link, the newest first."""
    return session.scalars(
        select(EntryLink).order_by(EntryLink.added_at.desc(), EntryLink.id)
    ).all()


def links_before(session: Session, moment: datetime) -> list[tuple[str, str]]:
    """Name and title of every link that was made before a moment, the oldest first."""
    query = (
        select(EntryLink.name, EntryLink.title)
        .where(EntryLink.added_at < moment)
        .order_by(EntryLink.added_at, EntryLink.name)
    )
    return [(name, title) for name, title in session.execute(query)]


def get_link(session: Session, link_id: UUID) -> EntryLink:
    """One link.

    Raises:
        NotFoundError: there is none.
    """
    link = session.get(EntryLink, link_id)
    if link is None:
        raise NotFoundError("No such link")
    return link


def named(session: Session, name: str) -> EntryLink:
    """The link of a name.

    Raises:
        NotFoundError: there is none.
    """
    link = session.scalar(select(EntryLink).where(EntryLink.name == name))
    if link is None:
        raise NotFoundError("No such link")
    return link


def opened_since(session: Session, moment: datetime) -> Sequence[EntryLink]:
    """The links that somebody opened at this moment or later, two at the most."""
    return session.scalars(select(EntryLink).where(EntryLink.opened_at >= moment).limit(2)).all()


def has_links(session: Session) -> bool:
    """Whether there is any link."""
    return session.scalar(select(EntryLink.id).limit(1)) is not None


def count_opening(session: Session, link_id: UUID, on: date) -> None:
    """One more opening of a link on a day."""
    if _add(session, link_id, on):
        return
    try:
        with session.begin_nested():
            session.add(EntryCount(link_id=link_id, on=on, opened=1))
    except IntegrityError:  # somebody else opened it first, at the same moment
        _add(session, link_id, on)


def openings(session: Session) -> dict[UUID, int]:
    """How often each link was opened."""
    query = select(EntryCount.link_id, func.sum(EntryCount.opened)).group_by(EntryCount.link_id)
    return {row[0]: row[1] for row in session.execute(query)}


def _add(session: Session, link_id: UUID, on: date) -> bool:
    done = session.execute(
        update(EntryCount)
        .where(EntryCount.link_id == link_id, EntryCount.on == on)
        .values(opened=EntryCount.opened + 1)
        .execution_options(synchronize_session=False)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]  # an update's answer has it
