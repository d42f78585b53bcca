"""The evening: one-off closures, switches of the supervisor, and the day's report."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.evening import Mode
from storage.columns import Word
from storage.models.base import Base, Moment


class ClosureRow(Base):
    """A closure decided in the console, from a moment to the end of those hours."""

    __tablename__ = "closures"
    __table_args__ = (Index("ix_closures_until_at", "until_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    from_at: Mapped[Moment]
    until_at: Mapped[Moment]
    reason: Mapped[str] = mapped_column(String(60))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]
    withdrawn_at: Mapped[Moment | None]


class ModeRow(Base):
    """A switch that is on: no new people (frozen), or the texts of a disaster."""

    __tablename__ = "modes"

    mode: Mapped[Mode] = mapped_column(Word(Mode), primary_key=True)
    since: Mapped[Moment]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))


class DayReport(Base):
    """The draft of one evening's report: numbers only, as JSON of closed names."""

    __tablename__ = "day_reports"

    evening: Mapped[str] = mapped_column(String(40), primary_key=True)
    drafted_at: Mapped[Moment]
    numbers: Mapped[str] = mapped_column(Text)
