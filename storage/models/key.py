"""The keystore: month keys and visit keys, wrapped. Backed up apart from the words they open."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Sealed


class MonthKey(Base):
    """A random key of one calendar month (``2026-11``, UTC), wrapped by the root key."""

    __tablename__ = "month_keys"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    root_version: Mapped[int]
    wrapped: Mapped[Sealed]


class VisitKey(Base):
    """A random key of one visit, wrapped by its month key; renewed when a message is erased."""

    __tablename__ = "visit_keys"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    generation: Mapped[int]
    month: Mapped[str] = mapped_column(ForeignKey("month_keys.month"))
    wrapped: Mapped[Sealed]
