"""Messages: what was said, sealed."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from domain.message import Direction, MessageKind
from storage.columns import Word
from storage.models.base import Base, ContactId, Moment, SealedColumns


class Message(SealedColumns, Base):
    """One thing said in a visit.

    ``line_key`` is a keyed HMAC of LINE's message id, to find the message an unsend takes back.
    ``order_at`` is its place in the transcript; ``revision`` the contact's when it last changed,
    ``first_revision`` when it was said.
    A withdrawn message has neither ``sealed`` nor ``wrapped_key``: only the fact is left.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_visit_id_order_at", "visit_id", "order_at"),
        Index("ix_messages_visit_id_revision", "visit_id", "revision"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    direction: Mapped[Direction] = mapped_column(Word(Direction))
    kind: Mapped[MessageKind] = mapped_column(Word(MessageKind))
    line_key: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    occurred_ms: Mapped[int] = mapped_column(BigInteger)
    order_at: Mapped[Moment]
    revision: Mapped[int]
    first_revision: Mapped[int] = mapped_column(default=0, server_default="0")
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    edited_at: Mapped[Moment | None]
    withdrawn_at: Mapped[Moment | None]


class UnsentMark(Base):
    """An unsend that came, by the keyed id of its message: it may come before the message."""

    __tablename__ = "unsent_marks"

    line_key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    contact_id: Mapped[ContactId]
    unsent_at: Mapped[Moment]
