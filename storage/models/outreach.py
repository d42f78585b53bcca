"""Outreach: what the ad platforms report, and the links by which friends come. No person in it."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.outreach import Channel
from storage.columns import Word
from storage.models.base import Base, Moment


class AdReport(Base):
    """One line of a platform's report. ``age_band`` is the platform's own, as it is written.

    ``cost_yen`` is whole yen. None: the platform says nothing of it. A file's lines share
    ``batch_id``; they are withdrawn together and stay.
    """

    __tablename__ = "ad_reports"
    __table_args__ = (
        Index("ix_ad_reports_batch_id", "batch_id"),
        Index("ix_ad_reports_starts_on", "starts_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID]
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    campaign: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    age_band: Mapped[str] = mapped_column(String(60))
    impressions: Mapped[int | None]
    clicks: Mapped[int | None]
    cost_yen: Mapped[int | None]
    original: Mapped[str] = mapped_column(Text)
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    added_at: Mapped[Moment]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    withdrawn_at: Mapped[Moment | None]


class EntryLink(Base):
    """A way to our account, by the place it is printed at; ``name`` stands in its address.

    ``opened_at`` is when somebody, whoever, opened it last.
    """

    __tablename__ = "entry_links"
    __table_args__ = (Index("ux_entry_links_name", "name", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(100))
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    added_at: Mapped[Moment]
    opened_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]


class EntryCount(Base):
    """How often a link was opened on a day of Tokyo: a number, and nothing else is known."""

    __tablename__ = "entry_counts"

    link_id: Mapped[UUID] = mapped_column(ForeignKey("entry_links.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    opened: Mapped[int]
