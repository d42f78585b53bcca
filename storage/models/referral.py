"""Referrals: whom a person was offered to be linked to, what they agreed to, how far it came."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.record_details import ReferStep
from domain.referral import ConsentAct, ConsentState, Interval, SaidBy, Shows
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment, SealedColumns

_OPEN = text("closed_at IS NULL")


class Referral(SealedColumns, Base):
    """The offer to link a contact to one destination.

    ``name`` and ``kind`` are the destination's as they were then. ``organisation``: the talk's.
    What the destination may read of the person (``shows``) is sealed under the visit's key.
    ``put_off_at``: the person was asked and answers later. ``answered_at``: their last answer.
    ``is_for_staff``: the destination's name was for staff alone; the person is never told it.
    """

    __tablename__ = "referrals"
    __table_args__ = (
        Index(
            "ux_referrals_open",
            "visit_id",
            "destination_id",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_referrals_contact_id", "contact_id"),
        Index("ix_referrals_organisation_closed_at", "organisation", "closed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    organisation: Mapped[str | None] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]
    consent: Mapped[ConsentState] = mapped_column(Word(ConsentState))
    shows: Mapped[Shows] = mapped_column(Word(Shows))
    asked_at: Mapped[Moment | None]
    answered_at: Mapped[Moment | None]
    put_off_at: Mapped[Moment | None]
    step: Mapped[ReferStep | None] = mapped_column(Word(ReferStep))
    closed_at: Mapped[Moment | None]
    is_for_staff: Mapped[bool] = mapped_column(default=False, server_default=false())


class ReferralStep(Base):
    """One step of a referral, never changed: which, on what day, from whom it is known.

    ``number`` counts a referral's steps. ``detail``: what exactly the destination confirmed.
    """

    __tablename__ = "referral_steps"
    __table_args__ = (Index("ux_referral_steps_number", "referral_id", "number", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referrals.id"))
    number: Mapped[int]
    step: Mapped[ReferStep] = mapped_column(Word(ReferStep))
    said_by: Mapped[SaidBy] = mapped_column(Word(SaidBy))
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    detail: Mapped[str | None] = mapped_column(String(32))
    on: Mapped[date]


class ReferralFollowUp(Base):
    """A day to look at a referral again; ``done_on`` is when somebody did."""

    __tablename__ = "referral_follow_ups"
    __table_args__ = (
        Index("ix_referral_follow_ups_referral_id", "referral_id"),
        Index("ix_referral_follow_ups_due_on", "due_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referrals.id"))
    interval: Mapped[Interval] = mapped_column(Word(Interval))
    due_on: Mapped[date]
    planned_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    done_on: Mapped[date | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))


class HandOverPaper(SealedColumns, Base):
    """What a receiving team has to know to come gently; sealed under the visit's key.

    For ``destination_id`` alone, until ``until_at``. ``digest`` stands for what was released.
    ``asked_at``: the person was shown it just as it is; ``answer`` is what they said last.
    ``read_on``: the day somebody there opened it first.
    """

    __tablename__ = "hand_over_papers"
    __table_args__ = (
        Index("ix_hand_over_papers_referral_id", "referral_id"),
        Index("ix_hand_over_papers_destination_id_until_at", "destination_id", "until_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referrals.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    written_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[Moment]
    asked_at: Mapped[Moment | None]
    answer: Mapped[ConsentAct | None] = mapped_column(Word(ConsentAct))
    answered_at: Mapped[Moment | None]
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    released_at: Mapped[Moment | None]
    until_at: Mapped[Moment | None]
    read_on: Mapped[date | None]
    withdrawn_at: Mapped[Moment | None]
    digest: Mapped[str | None] = mapped_column(String(32))
