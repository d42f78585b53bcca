"""Members: the people who answer."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models.member import Member


def find_by_login(session: Session, login: str) -> Member | None:
    """The member with this login name, active or not."""
    return session.scalars(select(Member).where(Member.login == login)).one_or_none()


def find_by_uniquifier(session: Session, uniquifier: str) -> Member | None:
    """The member whose sessions carry this mark, active or not."""
    return session.scalars(select(Member).where(Member.fs_uniquifier == uniquifier)).one_or_none()


def everybody(session: Session) -> Sequence[Member]:
    """Every member, active or not, by login name."""
    return session.scalars(select(Member).order_by(Member.login)).all()
