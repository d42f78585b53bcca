"""The day: closed, reviewed, and whoever may go on although records are left to write."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.record_details import AllowReason
from storage.columns import Word
from storage.models.base import Base, Moment


class DayClosing(Base):
    """A day a supervisor has closed: every record of it was written and signed."""

    __tablename__ = "day_closings"

    on: Mapped[date] = mapped_column("day", Date, primary_key=True)
    closed_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    closed_at: Mapped[Moment]


class NextTalkAllowance(Base):
    """A member may have another talk although records are open, until the day is over."""

    __tablename__ = "next_talk_allowances"
    __table_args__ = (Index("ix_next_talk_allowances_member_id_until_at", "member_id", "until_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    until_at: Mapped[Moment]
    reason: Mapped[AllowReason] = mapped_column(Word(AllowReason))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]


class ReviewRow(Base):
    """What a counsellor said of their own day: the weight and some words, sealed together."""

    __tablename__ = "reviews"

    on: Mapped[date] = mapped_column("day", Date, primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    organisation: Mapped[str | None] = mapped_column(String(32))
    said_at: Mapped[Moment]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ReceptionCounter(Base):
    """The last reception number given in a fiscal year."""

    __tablename__ = "reception_counters"

    fiscal_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
