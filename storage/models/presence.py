"""Presences: who is here now, and for how many talks."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from domain.presence import Duty
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment


class PresenceRow(Base):
    """One member's presence. ``seen_at``: the last sign of an open console.

    ``capacity``: talks at once as a supervisor set it for this evening, None as the schedule says.
    """

    __tablename__ = "presences"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    duty: Mapped[Duty] = mapped_column(Word(Duty))
    duty_since: Mapped[Moment]
    seen_at: Mapped[Moment]
    capacity: Mapped[int | None]


class Conflict(Base):
    """A counsellor who may know a person: never brought together, and nobody is told why."""

    __tablename__ = "conflicts"

    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    made_at: Mapped[Moment]
