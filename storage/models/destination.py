"""Destinations we refer to: entries, who has made sure of them, and what was changed.

Nothing here is anybody's private words: these are places that work in public.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.checking import EntryAct
from domain.record_details import ReferTo
from storage.columns import Word
from storage.models.base import Base, Moment


class Destination(Base):
    """One destination as it stands now (``domain.destination.DestinationFacts``).

    ``place`` orders the entries. ``audience``, ``ways``, ``offers``, ``days`` and ``areas`` are
    codes joined by commas; ``extra`` is JSON. A made-up ``is_example`` is shown in the demo alone.
    ``proof`` counts what was to be made sure of: checks of an earlier one are void. ``original`` is
    the row as it was pasted. ``added_by`` is None for what the program brought.
    """

    __tablename__ = "destinations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int]
    organisation: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(60))
    one_line: Mapped[str] = mapped_column(String(60))
    kind: Mapped[ReferTo] = mapped_column(Word(ReferTo))
    audience: Mapped[str] = mapped_column(String(40))
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    ways: Mapped[str] = mapped_column(String(60))
    needs_no_voice: Mapped[bool]
    may_look_on: Mapped[bool]
    offers: Mapped[str] = mapped_column(String(160))
    hours: Mapped[str] = mapped_column(String(400))
    days: Mapped[str] = mapped_column(String(40))
    cost: Mapped[str] = mapped_column(String(100))
    contact: Mapped[str] = mapped_column(String(100))
    printed: Mapped[str] = mapped_column(String(100))
    venue: Mapped[str] = mapped_column(String(200))
    access: Mapped[str] = mapped_column(String(400))
    eligibility: Mapped[str] = mapped_column(String(400))
    staff_contact: Mapped[str] = mapped_column(String(200))
    may_show: Mapped[bool]
    areas: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(String(400))
    sourced_on: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    remark: Mapped[str] = mapped_column(String(400))
    extra: Mapped[str] = mapped_column(Text)
    is_example: Mapped[bool]
    proof: Mapped[int]
    original: Mapped[str | None] = mapped_column(Text)
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    added_at: Mapped[Moment]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    withdrawn_at: Mapped[Moment | None]


class DestinationCheck(Base):
    """Somebody has made sure of an entry; nothing of this is ever changed or deleted.

    ``is_own``: the destination's own people did. ``member_id`` is None where none of ours did.
    """

    __tablename__ = "destination_checks"
    __table_args__ = (Index("ix_destination_checks_destination_id", "destination_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    proof: Mapped[int]
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    is_own: Mapped[bool]
    checked_on: Mapped[date]
    checked_at: Mapped[Moment]


class DestinationVersion(Base):
    """What was done to an entry, and what it said afterwards; only ever added to.

    ``number`` counts from 1 within the entry. ``facts`` is JSON. ``is_own`` as for a check.
    """

    __tablename__ = "destination_versions"
    __table_args__ = (
        Index(
            "ux_destination_versions_destination_id_number",
            "destination_id",
            "number",
            unique=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    number: Mapped[int]
    act: Mapped[EntryAct] = mapped_column(Word(EntryAct))
    facts: Mapped[str] = mapped_column(Text)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    is_own: Mapped[bool]
    made_at: Mapped[Moment]


class DestinationWarning(Base):
    """The hourly look has found that an entry runs out; once for each last day."""

    __tablename__ = "destination_warnings"

    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"), primary_key=True)
    good_until: Mapped[date] = mapped_column(primary_key=True)
    warned_at: Mapped[Moment]
