"""The broken glass: one ended talk opened in need, for one member, for an hour."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.glass import GlassReason
from storage.columns import Word
from storage.models.base import Base, Moment


class Glass(Base):
    """Asked for, granted by a second person or opened with an announcement, and over.

    ``organisation`` is that of the talk. Opened without ``granted_by`` it was announced, and
    stays in the news until somebody else, ``noted_by``, has seen it.
    """

    __tablename__ = "glasses"
    __table_args__ = (
        Index("ix_glasses_asked_by_visit_id", "asked_by", "visit_id"),
        Index("ix_glasses_asked_at", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    organisation: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[GlassReason] = mapped_column(Word(GlassReason))
    asked_at: Mapped[Moment]
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    opened_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    noted_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
