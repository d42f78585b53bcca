"""Records, drafts and notes: what counsellors write."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, ContactId, Moment, SealedColumns


class Record(SealedColumns, Base):
    """The record of a conversation (相談記録). Codes are plain, words are sealed together.

    ``number`` is the printed reception number; records of before have none. Lists of codes stand
    in one column, parted by commas; ``referrals`` are pairs of whom and how far: ``06:2``.
    """

    __tablename__ = "records"
    __table_args__ = (
        Index("ux_records_number", "number", unique=True),
        Index("ix_records_member_id_written_at", "member_id", "written_at"),
    )

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.visit_id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    caller: Mapped[str] = mapped_column(String(16))
    themes: Mapped[str] = mapped_column(String(400))
    risk: Mapped[str] = mapped_column(String(16))
    end: Mapped[str] = mapped_column(String(16))
    written_at: Mapped[Moment]
    number: Mapped[str | None] = mapped_column(String(16))
    changed_at: Mapped[Moment | None]
    risk_kinds: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    subject_relation: Mapped[str | None] = mapped_column(String(16))
    caller_age: Mapped[str | None] = mapped_column(String(16))
    caller_gender: Mapped[str | None] = mapped_column(String(16))
    subject_age: Mapped[str | None] = mapped_column(String(16))
    subject_gender: Mapped[str | None] = mapped_column(String(16))
    area: Mapped[str | None] = mapped_column(String(16))
    duration: Mapped[str | None] = mapped_column(String(16))
    referrals: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    consent: Mapped[str | None] = mapped_column(String(16))


class RecordAmendment(SealedColumns, Base):
    """What was added to a record after a supervisor had signed it: dated, and never changed."""

    __tablename__ = "record_amendments"
    __table_args__ = (Index("ix_record_amendments_visit_id_written_at", "visit_id", "written_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("records.visit_id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[Moment]


class SignOff(SealedColumns, Base):
    """A supervisor has read a record and answers for it; the comment is sealed.

    ``is_own``: it was their own, and there was nobody else to sign it.
    """

    __tablename__ = "sign_offs"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("records.visit_id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    signed_at: Mapped[Moment]
    is_own: Mapped[bool] = mapped_column(default=False, server_default=false())


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
