"""Records, drafts and notes: what counsellors write."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, ContactId, Moment, SealedColumns


class Record(SealedColumns, Base):
    """The short record of a conversation (相談記録). Codes are plain, words are sealed together."""

    __tablename__ = "records"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.visit_id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    caller: Mapped[str] = mapped_column(String(16))
    themes: Mapped[str] = mapped_column(String(400))
    risk: Mapped[str] = mapped_column(String(16))
    end: Mapped[str] = mapped_column(String(16))
    written_at: Mapped[Moment]


class Draft(SealedColumns, Base):
    """What a counsellor has typed and not sent yet, sealed like a message."""

    __tablename__ = "drafts"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    saved_at: Mapped[Moment]


class Note(SealedColumns, Base):
    """What one counsellor hands to the next (申し送り), inside an organisation.

    ``crosses``: marked for counsellors of other organisations too.
    """

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_contact_id_written_at", "contact_id", "written_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    organisation: Mapped[str | None] = mapped_column(String(32))
    crosses: Mapped[bool]
    written_at: Mapped[Moment]
