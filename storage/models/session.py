"""Sessions of members at the console: what a browser's cookie stands for."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Moment


class ConsoleSession(Base):
    """One browser's session. Only the SHA-256 of its id is kept: the table opens no door.

    ``member_id`` is None before sign-in. ``data`` is JSON: ids and tokens, never words.
    """

    __tablename__ = "console_sessions"
    __table_args__ = (
        Index("ix_console_sessions_member_id", "member_id"),
        Index("ix_console_sessions_expires_at", "expires_at"),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    data: Mapped[str] = mapped_column(String(2000))
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    expires_at: Mapped[Moment]
