"""Line events: what LINE's webhook brought, until it is handled."""

from uuid import UUID

from sqlalchemy import BigInteger, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import counting_up
from storage.models.base import Base, ContactId, Moment, Sealed

_OPEN = text("handled_at IS NULL AND parked_at IS NULL")
_URGENT = text("is_urgent AND handled_at IS NULL AND parked_at IS NULL")


class LineEvent(Base):
    """One webhook event. Its payload is sealed, and gone as soon as it is handled.

    The row stays for some weeks: a duplicate meets its ``webhook_event_id`` here.
    ``batch_id`` is the bell it is rung with; ``is_urgent``: at first sight it tells of danger.
    ``parked_at``: handling failed again and again; the row is kept for the one who runs the server.
    ``outcome`` is a closed word: what was done.
    """

    __tablename__ = "line_events"
    __table_args__ = (
        Index(
            "ix_line_events_open",
            "contact_id",
            "occurred_ms",
            "id",
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_line_events_urgent", "id", postgresql_where=_URGENT, sqlite_where=_URGENT),
        Index("ix_line_events_batch_id", "batch_id"),
        Index("ix_line_events_received_at", "received_at"),
    )

    id: Mapped[int] = mapped_column(counting_up(), primary_key=True, autoincrement=True)
    webhook_event_id: Mapped[str] = mapped_column(String(80), unique=True)
    batch_id: Mapped[UUID]
    contact_id: Mapped[ContactId | None]
    occurred_ms: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[Moment]
    sealed: Mapped[Sealed | None]
    is_urgent: Mapped[bool] = mapped_column(default=False, server_default=false())
    tries: Mapped[int] = mapped_column(default=0)
    try_after: Mapped[Moment | None]
    handled_at: Mapped[Moment | None]
    parked_at: Mapped[Moment | None]
    outcome: Mapped[str | None] = mapped_column(String(64))
