"""Departures: groups and rooms we were put into and are to leave."""

from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Moment, Sealed


class Departure(Base):
    """One group or room to leave; its id is sealed, and gone once we have left."""

    __tablename__ = "departures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    due_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[Moment | None]
    sealed: Mapped[Sealed | None]
