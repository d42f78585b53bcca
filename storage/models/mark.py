"""Marks of a visit, and pauses: what was noted of other dangers. Codes and times, no words."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.mark import Mark
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment

_NOT_LIFTED = text("lifted_at IS NULL")


class MarkRow(Base):
    """One mark of a visit; ``member_id`` is None where words were judged, not a member."""

    __tablename__ = "marks"
    __table_args__ = (
        Index("ix_marks_contact_id", "contact_id"),
        Index("ix_marks_marked_at", "marked_at"),
    )

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    kind: Mapped[Mark] = mapped_column(Word(Mark), primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    marked_at: Mapped[Moment]


class Pause(Base):
    """A person does not come for a while after abuse; it ends at ``until_at`` by itself.

    ``visit_id`` is the talk it was decided about, ``answered_at`` when the one quiet answer within
    the pause was given.
    """

    __tablename__ = "pauses"
    __table_args__ = (
        Index(
            "ix_pauses_contact_id",
            "contact_id",
            postgresql_where=_NOT_LIFTED,
            sqlite_where=_NOT_LIFTED,
        ),
        Index("ix_pauses_until_at", "until_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[Moment]
    until_at: Mapped[Moment]
    answered_at: Mapped[Moment | None]
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    lifted_at: Mapped[Moment | None]
