"""The outbox: what is to be sent, and what became of it."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.delivery import DeliveryState, Reason, Road
from storage.columns import Word, counting_up
from storage.models.base import Base, ContactId, Moment, Sealed, SealedColumns

_OPEN = text("settled_at IS NULL")


class Outgoing(SealedColumns, Base):
    """One utterance on its way to one contact.

    Rows of a contact go out strictly by ``number``. ``call_key`` is set before the first try:
    rows that share it travel in one call, and it is LINE's retry key when the call is a push.
    ``lease_until``: somebody is trying just now. The sealed words are gone once it is final.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_open", "contact_id", "number", postgresql_where=_OPEN, sqlite_where=_OPEN),
        Index("ix_outbox_due", "due_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    number: Mapped[int] = mapped_column(counting_up(), primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"))
    message_id: Mapped[UUID | None] = mapped_column(ForeignKey("messages.id"), unique=True)
    state: Mapped[DeliveryState] = mapped_column(Word(DeliveryState))
    reason: Mapped[Reason | None] = mapped_column(Word(Reason))
    is_reply_only: Mapped[bool]
    is_silent: Mapped[bool]
    answers: Mapped[str | None] = mapped_column(String(80))
    bubble_count: Mapped[int]
    created_at: Mapped[Moment]
    due_at: Mapped[Moment]
    lease_until: Mapped[Moment | None]
    call_key: Mapped[UUID | None]
    first_try_at: Mapped[Moment | None]
    tries: Mapped[int] = mapped_column(default=0)
    was_unsure: Mapped[bool] = mapped_column(default=False)
    road: Mapped[Road | None] = mapped_column(Word(Road))
    settled_at: Mapped[Moment | None]
    request_id: Mapped[str | None] = mapped_column(String(64))
    sealed_reply_token: Mapped[Sealed | None]
    reply_token_at: Mapped[Moment | None]
