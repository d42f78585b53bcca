"""What sign-in needs beside the passphrase: second factors, invitations, and counts of failures.

Copied, none of these tables lets anybody in: secrets are sealed, codes and tokens are digests.
"""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Moment, Sealed


class TotpFactor(Base):
    """An authenticator app. ``confirmed_at``: when its first code was right; None until then.

    ``last_step``: the highest time step that has been accepted, for good.
    """

    __tablename__ = "totp_factors"
    __table_args__ = (Index("ix_totp_factors_member_id", "member_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    sealed: Mapped[Sealed]
    last_step: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[Moment]
    confirmed_at: Mapped[Moment | None]


class Passkey(Base):
    """A passkey (WebAuthn): its public half, and how often it says it has signed."""

    __tablename__ = "passkeys"
    __table_args__ = (
        Index("ix_passkeys_member_id", "member_id"),
        Index("uq_passkeys_credential_id", "credential_id", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023))
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class RecoveryCode(Base):
    """One code for the day the factor is lost: its keyed digest only."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes_member_id", "member_id"),)

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class Invitation(Base):
    """A link that lets a member choose a passphrase, once; the SHA-256 of its token.

    ``made_by`` is None for the command line.
    """

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_member_id", "member_id"),)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class FailedTries(Base):
    """How often a door was tried in vain, under a keyed digest of who and from where.

    Of nobody's account too, so that an unknown name costs what a known one does.
    """

    __tablename__ = "failed_tries"
    __table_args__ = (
        Index("ix_failed_tries_member_id", "member_id"),
        Index("ix_failed_tries_tried_at", "tried_at"),
    )

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    failures: Mapped[int]
    tried_at: Mapped[Moment]
    locked_until: Mapped[Moment | None]


class KnownPlace(Base):
    """Where a member was let in lately, under a keyed digest of the door, who, and from where."""

    __tablename__ = "known_places"
    __table_args__ = (
        Index("ix_known_places_member_id", "member_id"),
        Index("ix_known_places_seen_at", "seen_at"),
    )

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    seen_at: Mapped[Moment]
