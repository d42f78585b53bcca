"""Planned duties: who is expected when, and which shifts somebody was warned of."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.duty_plan import DutyState, WarningStep
from storage.columns import Word
from storage.models.base import Base, Moment


class PlannedDuty(Base):
    """One member's planned duty; it stays when it is over, whatever came of it.

    ``organisation`` is whose shift it is, ``day`` the local day it begins on. ``taker_id``: the
    colleague who would take it while the manager has not agreed. ``in_place_of``: the duty it was
    swapped for.
    """

    __tablename__ = "planned_duties"
    __table_args__ = (
        Index("ix_planned_duties_begins_at", "begins_at"),
        Index("ix_planned_duties_member_id_begins_at", "member_id", "begins_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    organisation: Mapped[str] = mapped_column(String(32))
    day: Mapped[date]
    begins_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    state: Mapped[DutyState] = mapped_column(Word(DutyState))
    planned_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    planned_at: Mapped[Moment]
    taker_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    in_place_of: Mapped[UUID | None] = mapped_column(ForeignKey("planned_duties.id"))
    ended_at: Mapped[Moment | None]


class ShiftWarningRow(Base):
    """A step of warning that was reached for a shift; ``noted_at``: a manager has seen it."""

    __tablename__ = "shift_warnings"
    __table_args__ = (
        UniqueConstraint(
            "organisation", "begins_at", "ends_at", "step", name="uq_shift_warnings_shift_step"
        ),
        Index("ix_shift_warnings_begins_at", "begins_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(32))
    begins_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    step: Mapped[WarningStep] = mapped_column(Word(WarningStep))
    reached_at: Mapped[Moment]
    noted_at: Mapped[Moment | None]
    noted_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
