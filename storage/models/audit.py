"""The audit log: who did what, when, to which thing. No words, no id of LINE's, no contact."""

from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class AuditEntry(Base):
    """One act, chained by its MAC to the one before it; never changed, never deleted.

    ``seq`` has no gaps. ``at_us`` is microseconds since 1970: every database gives back the very
    number the MAC was made of. ``organisation`` is the actor's at the time, ``concerns`` that of
    the thing. Ids refer to nothing: the log stands when what it tells of is gone.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_concerns_seq", "concerns", "seq"),
        Index("ix_audit_entries_subject_id_at_us", "subject_id", "at_us"),
        Index("ix_audit_entries_act_at_us", "act", "at_us"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at_us: Mapped[int] = mapped_column(BigInteger)
    actor_id: Mapped[UUID | None]
    actor_roles: Mapped[str] = mapped_column(String(120))
    organisation: Mapped[str | None] = mapped_column(String(32))
    concerns: Mapped[str | None] = mapped_column(String(32))
    act: Mapped[str] = mapped_column(String(32))
    subject_kind: Mapped[str | None] = mapped_column(String(16))
    subject_id: Mapped[UUID | None]
    outcome: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(32))
    key_version: Mapped[int]
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
