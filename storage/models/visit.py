"""Visits, and the conversation a visit may become."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.conversation import End, VisitState
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment


class Visit(Base):
    """One coming of a person (訪問).

    ``arrived_at`` is the place in the waiting line: set once, never moved.
    """

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_state_arrived_at", "state", "arrived_at"),
        Index("ix_visits_contact_id_started_at", "contact_id", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    state: Mapped[VisitState] = mapped_column(Word(VisitState))
    started_at: Mapped[Moment]
    last_word_at: Mapped[Moment]
    arrived_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    end: Mapped[End | None] = mapped_column(Word(End))

    conversation: Mapped["Conversation | None"] = relationship(back_populates="visit")


class Conversation(Base):
    """The talk of a contact with a counsellor within a visit (対話)."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index("ix_conversations_counsellor_id_closed_at", "counsellor_id", "closed_at"),
    )

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    counsellor_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    opened_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]

    visit: Mapped[Visit] = relationship(back_populates="conversation")
