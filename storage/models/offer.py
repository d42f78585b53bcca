"""Offers: a person, or a running talk, held out to one counsellor."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.offer import OfferAnswer, OfferKind
from storage.columns import Word
from storage.models.base import Base, Moment

_OPEN = text("answered_at IS NULL")


class Offer(Base):
    """One offer; open while ``answered_at`` is None, and one at a time for each visit."""

    __tablename__ = "offers"
    __table_args__ = (
        Index(
            "ux_offers_open_visit_id",
            "visit_id",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_offers_open_member_id", "member_id", postgresql_where=_OPEN, sqlite_where=_OPEN),
        Index("ix_offers_visit_id_made_at", "visit_id", "made_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[OfferKind] = mapped_column(Word(OfferKind))
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    answered_at: Mapped[Moment | None]
    answer: Mapped[OfferAnswer | None] = mapped_column(Word(OfferAnswer))
    from_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
