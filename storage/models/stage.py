"""Stages and small steps of a person, as they were noted in a visit."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.stage import SmallStep, Stage
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment, SealedColumns


class StageNote(Base):
    """Somebody stood at a stage from a day on; several at once, and back again at any time.

    ``until_on``: from this day on not any more.
    """

    __tablename__ = "stages"
    __table_args__ = (Index("ix_stages_contact_id_from_on", "contact_id", "from_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    organisation: Mapped[str | None] = mapped_column(String(32))
    stage: Mapped[Stage] = mapped_column(Word(Stage))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    noted_at: Mapped[Moment]


class SmallStepNote(SealedColumns, Base):
    """A small step, as a closed word and, sealed, in the person's own words."""

    __tablename__ = "small_steps"
    __table_args__ = (
        Index("ix_small_steps_contact_id_noted_at", "contact_id", "noted_at"),
        Index("ix_small_steps_visit_id", "visit_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    organisation: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[SmallStep] = mapped_column(Word(SmallStep))
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    noted_at: Mapped[Moment]
