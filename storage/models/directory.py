"""The directory of support lines: entries, who has made sure of them, and what was changed.

Nothing here is anybody's private words: these are public numbers.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.checking import EntryAct
from domain.directory import Means, Purpose
from storage.columns import Word
from storage.models.base import Base, Moment


class DirectoryEntry(Base):
    """One support line as it stands now (``domain.directory.LineFacts``).

    ``place`` orders the entries; lower ones are named first. ``audience`` are words joined by
    commas. ``proof`` counts what was to be made sure of: checks of an earlier one are void.
    ``original`` is the row as it was pasted. ``added_by`` is None for what the program brought.
    """

    __tablename__ = "directory_entries"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    means: Mapped[Means] = mapped_column(Word(Means))
    contact: Mapped[str] = mapped_column(String(100))
    printed: Mapped[str] = mapped_column(String(400))
    hours: Mapped[str] = mapped_column(String(600))
    audience: Mapped[str] = mapped_column(String(100))
    about: Mapped[str] = mapped_column(String(400))
    is_free: Mapped[bool | None]
    area: Mapped[str] = mapped_column(String(400))
    serves_here: Mapped[bool]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(400))
    sourced_on: Mapped[date | None]
    remark: Mapped[str] = mapped_column(String(400))
    proof: Mapped[int]
    original: Mapped[str | None] = mapped_column(Text)
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    added_at: Mapped[Moment]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    withdrawn_at: Mapped[Moment | None]


class DirectoryCheck(Base):
    """Somebody has made sure of an entry; nothing of this is ever changed or deleted."""

    __tablename__ = "directory_checks"
    __table_args__ = (Index("ix_directory_checks_entry_id", "entry_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("directory_entries.id"))
    proof: Mapped[int]
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    checked_on: Mapped[date]
    checked_at: Mapped[Moment]


class DirectoryVersion(Base):
    """What was done to an entry, and what it said afterwards; only ever added to.

    ``number`` counts from 1 within the entry. ``facts`` is JSON; ``contact`` the contact it had.
    """

    __tablename__ = "directory_versions"
    __table_args__ = (
        Index("ux_directory_versions_entry_id_number", "entry_id", "number", unique=True),
        Index("ix_directory_versions_made_at", "made_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("directory_entries.id"))
    number: Mapped[int]
    act: Mapped[EntryAct] = mapped_column(Word(EntryAct))
    contact: Mapped[str] = mapped_column(String(100))
    facts: Mapped[str] = mapped_column(Text)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]


class DirectoryWarning(Base):
    """The nightly check has found that an entry runs out; once for each last day."""

    __tablename__ = "directory_warnings"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("directory_entries.id"), primary_key=True)
    good_until: Mapped[date] = mapped_column(primary_key=True)
    warned_at: Mapped[Moment]
