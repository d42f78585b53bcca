"""Incidents: what is told of them, who is let read one, and what was taken back meanwhile."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.incident import Cause, Decision, EntryKind, ReadReason
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment, SealedColumns

_OPEN = text("closed_at IS NULL")


class Incident(Base):
    """What follows a danger of one visit. Opened anew it is the same row, ``opened_at`` later.

    ``organisation``: of the talk, or of whoever opened it where nobody ever answered.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        Index("ux_incidents_visit_id", "visit_id", unique=True),
        Index("ix_incidents_opened_at", "opened_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    organisation: Mapped[str | None] = mapped_column(String(32))
    cause: Mapped[Cause] = mapped_column(Word(Cause))
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    opened_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]


class IncidentEntry(SealedColumns, Base):
    """One thing told: added, never changed. Its parts are sealed together.

    ``happened_at`` may lie before ``written_at``. ``answered_…`` is the second person's, where
    the kind needs one.
    """

    __tablename__ = "incident_entries"
    __table_args__ = (
        Index("ix_incident_entries_incident_id_written_at", "incident_id", "written_at"),
        Index("ix_incident_entries_visit_id", "visit_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    kind: Mapped[EntryKind] = mapped_column(Word(EntryKind))
    decision: Mapped[Decision | None] = mapped_column(Word(Decision))
    happened_at: Mapped[Moment]
    next_at: Mapped[Moment | None]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[Moment]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    answered_at: Mapped[Moment | None]
    is_agreed: Mapped[bool | None]


class IncidentGuest(Base):
    """A member who may read one incident until a time, or until somebody ends it."""

    __tablename__ = "incident_guests"
    __table_args__ = (
        Index("ix_incident_guests_incident_id", "incident_id"),
        Index("ix_incident_guests_member_id_until_at", "member_id", "until_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]
    until_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]


class GivenReason(Base):
    """Why a member reads an ended talk whose incident is open; the latest, which holds an hour."""

    __tablename__ = "given_reasons"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    reason: Mapped[ReadReason] = mapped_column(Word(ReadReason))
    given_at: Mapped[Moment]


class HeldWords(SealedColumns, Base):
    """Words a person took back while an incident was open: kept from every page but one.

    ``is_edit``: others were put in their place. They are erased when the incident is closed.
    """

    __tablename__ = "held_words"
    __table_args__ = (Index("ix_held_words_visit_id_held_at", "visit_id", "held_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    message_id: Mapped[UUID] = mapped_column(ForeignKey("messages.id"))
    held_at: Mapped[Moment]
    is_edit: Mapped[bool] = mapped_column(default=False, server_default=false())
