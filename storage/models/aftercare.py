"""Aftercare: that a supervisor has spoken to a counsellor after a heavy day. No words."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Moment


class Aftercare(Base):
    """``done_by`` has spoken to ``member_id`` about a day; one is enough."""

    __tablename__ = "aftercares"

    on: Mapped[date] = mapped_column("day", Date, primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    done_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    done_at: Mapped[Moment]
