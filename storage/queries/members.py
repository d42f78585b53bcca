"""Members: the people who answer."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from storage.models.member import Member

_STANDING: Final = (
    Member.login,
    Member.role,
    Member.is_manager,
    Member.is_active,
    Member.organisation,
)
"""What a member is and may do: all that the exporter's database role may read of one."""


def standing_of(session: Session, member_id: UUID) -> Member | None:
    """A member, of whom no more is read than what they are."""
    return session.get(Member, member_id, options=[load_only(*_STANDING)])


def standing_of_login(session: Session, login: str) -> Member | None:
    """The same, by the login name."""
    query = select(Member).where(Member.login == login).options(load_only(*_STANDING))
    return session.scalars(query).one_or_none()


def find_by_login(session: Session, login: str) -> Member | None:
    """The member with this login name, active or not."""
    return session.scalars(select(Member).where(Member.login == login)).one_or_none()


def find_by_uniquifier(session: Session, uniquifier: str) -> Member | None:
    """The member whose sessions carry this mark, active or not."""
    return session.scalars(select(Member).where(Member.fs_uniquifier == uniquifier)).one_or_none()


def everybody(session: Session) -> Sequence[Member]:
    """Every member, active or not, by login name."""
    return session.scalars(select(Member).order_by(Member.login)).all()
