"""Members: the people who answer."""

from uuid import UUID

from sqlalchemy import String, false, true
from sqlalchemy.orm import Mapped, mapped_column

from domain.permission import Role
from domain.send_key import SendKey
from storage.columns import Word
from storage.models.base import Base, Moment


class Member(Base):
    """A counsellor or supervisor. ``alias`` is what the person reads; no family name is kept.

    ``organisation`` is its code in the schedule file. ``is_new``: has fewer talks at once.
    ``is_manager``: runs the organisation beside the ``role``. ``is_admitted``: not only the
    manager whose link they came by has agreed to them. ``language``: of the console.
    ``fs_uniquifier`` ties sessions to the account: changing it ends them all.
    """

    __tablename__ = "members"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    alias: Mapped[str] = mapped_column(String(20))
    role: Mapped[Role] = mapped_column(Word(Role))
    is_active: Mapped[bool]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    organisation: Mapped[str | None] = mapped_column(String(32))
    is_new: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_manager: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_admitted: Mapped[bool] = mapped_column(default=True, server_default=true())
    language: Mapped[str] = mapped_column(String(5), default="ja", server_default="ja")
    send_key: Mapped[SendKey] = mapped_column(
        Word(SendKey), default=SendKey.CTRL_ENTER, server_default=SendKey.CTRL_ENTER
    )

    @property
    def roles(self) -> frozenset[Role]:
        """Everything the member is."""
        return frozenset({self.role, Role.MANAGER} if self.is_manager else {self.role})
