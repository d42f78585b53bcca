"""Askings: whom a manager would make one who reads what people say, or opens it."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.permission import Role
from storage.columns import Word
from storage.models.base import Base, Moment


class RoleAsking(Base):
    """What a member is to become, once a second person has agreed.

    ``answered_by`` is None where it was taken back, or something else became of the member.
    """

    __tablename__ = "role_askings"
    __table_args__ = (Index("ix_role_askings_member_id", "member_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    role: Mapped[Role] = mapped_column(Word(Role))
    is_manager: Mapped[bool]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[Moment]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    ended_at: Mapped[Moment | None]

    @property
    def roles(self) -> frozenset[Role]:
        """Everything the member is to be."""
        return frozenset({self.role, Role.MANAGER} if self.is_manager else {self.role})
