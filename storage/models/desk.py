"""What the desk keeps beside a talk: how far it was read, what was told, what to take care of."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.care import CareKind
from domain.told import Detail, Side
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment, SealedColumns


class ReadMark(Base):
    """How far a member has had a talk before their eyes: the contact's ``revision`` then."""

    __tablename__ = "read_marks"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), primary_key=True)
    revision: Mapped[int]
    seen_at: Mapped[Moment]


class ToldRow(Base):
    """One thing a counsellor has understood during the talk, as a closed code."""

    __tablename__ = "told"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    side: Mapped[Side] = mapped_column(Word(Side), primary_key=True)
    detail: Mapped[Detail] = mapped_column(Word(Detail), primary_key=True)
    code: Mapped[str] = mapped_column(String(16))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    noted_at: Mapped[Moment]


class CareNote(SealedColumns, Base):
    """触れないこと, 呼び方, ペース: few words about a person, kept over visits.

    One of each kind in an organisation; sealed under the visit in which it was written last.
    """

    __tablename__ = "care_notes"
    __table_args__ = (
        Index("ix_care_notes_contact_id", "contact_id"),
        Index("ix_care_notes_visit_id", "visit_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    organisation: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[CareKind] = mapped_column(Word(CareKind))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[Moment]
