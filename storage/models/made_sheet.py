"""Sheets of long periods as they were made: exact figures of the inside, and no word of anybody."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Moment


class MadeSheet(Base):
    """What was known on the day ``as_of`` of a period, as one organisation sees it.

    ``first`` and ``last`` are months, ``year * 12 + month - 1``. ``whose`` is the organisation's
    code, ``*`` for the whole consortium; with ``/`` before it, it is what the pictures show, not
    the sheet. ``tables`` is JSON, empty until ``made_at``.
    """

    __tablename__ = "made_sheets"
    __table_args__ = (
        Index(
            "ux_made_sheets_first_last_whose_as_of",
            "first",
            "last",
            "whose",
            "as_of",
            unique=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    first: Mapped[int]
    last: Mapped[int]
    whose: Mapped[str] = mapped_column(String(32))
    as_of: Mapped[date]
    tables: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[Moment]
    made_at: Mapped[Moment | None]
