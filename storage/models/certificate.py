"""Certificates: what members have learned. They belong to the member, not to an organisation."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.certificate import LONGEST_PRINTED, CertificateState, RevokedFor
from storage.columns import Word
from storage.models.base import Base, Moment

_VALID = text("state = 'valid' AND number IS NOT NULL")


class Certificate(Base):
    """One certificate (修了証).

    ``number`` are its digits, ``printed`` the same as it stands on the paper; both None where
    none is printed. ``reflection_on``: when the reflection was handed in. ``replaces``: the
    certificate it was issued anew for.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        Index("ix_certificates_member_id", "member_id"),
        Index("ix_certificates_number", "number"),
        Index(
            "ux_certificates_valid_number",
            "number",
            unique=True,
            postgresql_where=_VALID,
            sqlite_where=_VALID,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    course: Mapped[str] = mapped_column(String(24))
    issuer: Mapped[str] = mapped_column(String(60))
    number: Mapped[str | None] = mapped_column(String(12))
    printed: Mapped[str | None] = mapped_column(String(LONGEST_PRINTED))
    minutes: Mapped[int]
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]
    reflection_on: Mapped[date | None]
    state: Mapped[CertificateState] = mapped_column(Word(CertificateState))
    kept_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    kept_at: Mapped[Moment]
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("certificates.id"))
    ended_at: Mapped[Moment | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    revoked_for: Mapped[RevokedFor | None] = mapped_column(Word(RevokedFor))
