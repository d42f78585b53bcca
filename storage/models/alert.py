"""Alerts, whom they have called, and every change of a visit's level."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.alert import Origin, Situation
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment, SealedColumns

_OPEN = text("settled_at IS NULL")


class Alert(Base):
    """A possible danger of one visit: one open row at a time, which later signs join.

    ``level`` 0 is a flag for the counsellor's eyes alone; from 1 on somebody acknowledges it.
    ``signs`` are codes of what was found, joined by commas; ``terms`` the version that found them.
    ``raised_by`` is the member who raised it, ``sign_at`` its latest sign. ``called_at``: somebody
    is being called since then. ``settled_at``: its talk is over, or a human has dealt with it.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        Index("ix_alerts_visit_id", "visit_id"),
        Index("ix_alerts_contact_id", "contact_id"),
        Index("ix_alerts_raised_at", "raised_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    level: Mapped[int]
    origin: Mapped[Origin] = mapped_column(Word(Origin))
    situation: Mapped[Situation] = mapped_column(Word(Situation))
    signs: Mapped[str] = mapped_column(String(400))
    terms: Mapped[str | None] = mapped_column(String(64))
    raised_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    raised_at: Mapped[Moment]
    sign_at: Mapped[Moment]
    sign_count: Mapped[int]
    called_at: Mapped[Moment | None]
    acknowledged_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    acknowledged_at: Mapped[Moment | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    settled_at: Mapped[Moment | None]


class AlertCall(Base):
    """Somebody who was called for an alert: a member, or a rung of the phone tree.

    ``rung`` counts from 1; ``tree_name`` is set for somebody of the phone tree. ``told_at``: the
    notification has gone out; ``failed``: none of the ways to tell them worked.
    """

    __tablename__ = "alert_calls"
    __table_args__ = (Index("ix_alert_calls_alert_id_rung", "alert_id", "rung", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    alert_id: Mapped[UUID] = mapped_column(ForeignKey("alerts.id"))
    rung: Mapped[int]
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    tree_name: Mapped[str | None] = mapped_column(String(40))
    called_at: Mapped[Moment]
    told_at: Mapped[Moment | None]
    failed: Mapped[bool] = mapped_column(default=False, server_default=false())


class LevelChange(Base):
    """A visit's level went from one to another; by nobody when words were found."""

    __tablename__ = "level_changes"
    __table_args__ = (Index("ix_level_changes_visit_id_changed_at", "visit_id", "changed_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    before: Mapped[int]
    after: Mapped[int]
    origin: Mapped[Origin] = mapped_column(Word(Origin))
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    seconded_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    changed_at: Mapped[Moment]


class Lowering(SealedColumns, Base):
    """A supervisor asks to lower a level, the reason sealed; from R3 on a second one agrees."""

    __tablename__ = "lowerings"
    __table_args__ = (Index("ix_lowerings_visit_id", "visit_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    level_from: Mapped[int]
    level_to: Mapped[int]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[Moment]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    answered_at: Mapped[Moment | None]
    is_granted: Mapped[bool | None]
