"""Programmes of destinations, their dates, who asked for news, and who signed up.

Nothing here is anybody's private words: programmes are public, and of people there are only times.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.destination import Offer
from domain.programme import CancelledFor
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment

_STANDING = text("withdrawn_at IS NULL")


class Programme(Base):
    """Something of a destination that one can go to (``domain.programme.ProgrammeFacts``).

    ``eases`` are words joined by commas. ``ended_at``: it takes place no more.
    """

    __tablename__ = "programmes"
    __table_args__ = (Index("ix_programmes_destination_id", "destination_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destinations.id"))
    kind: Mapped[Offer] = mapped_column(Word(Offer))
    name: Mapped[str] = mapped_column(String(40))
    one_line: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(40))
    eases: Mapped[str] = mapped_column(String(80))
    may_show: Mapped[bool]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]


class ProgrammeDate(Base):
    """One time it takes place.

    ``place`` where it is elsewhere than its programme says. ``entered_by``: somebody of the
    destination wrote it down, and nobody hears of it before ``accepted_at``.
    ``told_from``: since then whoever asked for news is told of it, ``told_by`` decided so.
    ``heads`` is how many came in all, as the destination counted them without names.
    """

    __tablename__ = "programme_dates"
    __table_args__ = (
        Index("ix_programme_dates_programme_id", "programme_id"),
        Index("ix_programme_dates_begins_at", "begins_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programmes.id"))
    begins_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    sign_up_until: Mapped[Moment]
    places: Mapped[int | None]
    place: Mapped[str | None] = mapped_column(String(40))
    entered_by: Mapped[UUID | None]
    accepted_at: Mapped[Moment | None]
    told_from: Mapped[Moment | None]
    told_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    cancelled_at: Mapped[Moment | None]
    cancelled_for: Mapped[CancelledFor | None] = mapped_column(Word(CancelledFor))
    heads: Mapped[int | None]
    made_at: Mapped[Moment]


class Interest(Base):
    """What one person wishes of news: one row a person who was asked, or asked for it.

    News goes out only while ``since_at`` is set and ``stopped_at`` is not. ``kinds`` are words
    joined by commas. ``asked_at``: a counsellor has asked, which happens once.
    """

    __tablename__ = "interests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"), unique=True)
    kinds: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[Moment | None]
    since_at: Mapped[Moment | None]
    stopped_at: Mapped[Moment | None]


class ProgrammeNews(Base):
    """That somebody was told of a date: the key lets nobody be told twice in a month."""

    __tablename__ = "programme_news"
    __table_args__ = (Index("ix_programme_news_told_at", "told_at"),)

    interest_id: Mapped[UUID] = mapped_column(ForeignKey("interests.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    date_id: Mapped[UUID] = mapped_column(ForeignKey("programme_dates.id"))
    told_at: Mapped[Moment]


class SignUp(Base):
    """Somebody means to come; a person has one standing sign-up for a date.

    ``wants_reminder``: to be told the day before. ``told_cancelled_at``: they know that it does
    not take place. ``attended_on``: their code was confirmed there. ``was_at`` and ``was_place``
    are set while they know only when and where it was before it was moved.
    """

    __tablename__ = "sign_ups"
    __table_args__ = (
        Index(
            "ux_sign_ups_date_id_contact_id",
            "date_id",
            "contact_id",
            unique=True,
            postgresql_where=_STANDING,
            sqlite_where=_STANDING,
        ),
        Index("ix_sign_ups_contact_id", "contact_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    date_id: Mapped[UUID] = mapped_column(ForeignKey("programme_dates.id"))
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    signed_up_at: Mapped[Moment]
    withdrawn_at: Mapped[Moment | None]
    wants_reminder: Mapped[bool]
    reminded_at: Mapped[Moment | None]
    told_cancelled_at: Mapped[Moment | None]
    attended_on: Mapped[date | None]
    was_at: Mapped[Moment | None]
    was_place: Mapped[str | None] = mapped_column(String(40))
