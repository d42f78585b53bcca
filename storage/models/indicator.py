"""Indicators: printed tables, their rows, and what stands in each slot. Only ever added to."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.indicator import ValueAct
from storage.columns import Word
from storage.models.base import Base, Moment


class IndicatorSheet(Base):
    """One printed table. ``facts`` is JSON (``domain.indicator.SheetFacts``)."""

    __tablename__ = "indicator_sheets"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int]
    facts: Mapped[str] = mapped_column(Text)
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    added_at: Mapped[Moment]


class IndicatorRow(Base):
    """One indicator in its sheet; what it says stands in its newest version."""

    __tablename__ = "indicators"
    __table_args__ = (Index("ix_indicators_sheet_id", "sheet_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("indicator_sheets.id"))
    place: Mapped[int]


class IndicatorVersion(Base):
    """What an indicator said from a moment on. ``number`` counts from 1; ``facts`` is JSON."""

    __tablename__ = "indicator_versions"
    __table_args__ = (
        Index("ux_indicator_versions_indicator_id_number", "indicator_id", "number", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicators.id"))
    number: Mapped[int]
    facts: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(400))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]


class IndicatorValue(Base):
    """What stood in a slot from a moment on, as printed. ``number`` counts from 1 in the slot."""

    __tablename__ = "indicator_values"
    __table_args__ = (
        Index(
            "ux_indicator_values_indicator_id_slot_number",
            "indicator_id",
            "slot",
            "number",
            unique=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicators.id"))
    slot: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    act: Mapped[ValueAct] = mapped_column(Word(ValueAct))
    printed: Mapped[str] = mapped_column(String(100))
    as_of: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(400))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]
