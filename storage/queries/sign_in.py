"""What stands between a passphrase and the console: factors, codes, links, counts of failures."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.member import Member
from storage.models.sign_in import (
    FailedTries,
    Invitation,
    Passkey,
    RecoveryCode,
    TotpFactor,
)

# ── all of them ──────────────────────────────────────────────────────────────────────────


def lock_factors(session: Session, member_id: UUID) -> None:
    """Let nobody else take a factor of the member's away until the act ends."""
    session.execute(select(Member.id).where(Member.id == member_id).with_for_update(key_share=True))


# ── authenticator apps ───────────────────────────────────────────────────────────────────


def find_totp(session: Session, member_id: UUID, *, is_confirmed: bool) -> TotpFactor | None:
    """The member's app in use, or the one that is being set up."""
    is_wanted = (
        TotpFactor.confirmed_at.is_not(None) if is_confirmed else TotpFactor.confirmed_at.is_(None)
    )
    return session.scalars(
        select(TotpFactor)
        .where(TotpFactor.member_id == member_id, is_wanted)
        .order_by(TotpFactor.made_at.desc())
        .limit(1)
    ).one_or_none()


def take_step(session: Session, factor_id: UUID, step: int) -> bool:
    """Accept a time step if it is higher than every one before; one of two at once wins."""
    taken = session.execute(
        update(TotpFactor)
        .where(TotpFactor.id == factor_id, TotpFactor.last_step < step)
        .values(last_step=step)
        .returning(TotpFactor.id)
    )
    return taken.first() is not None


def drop_totp(session: Session, member_id: UUID, *, but: UUID | None = None) -> None:
    """Remove the member's apps, all but one."""
    gone = delete(TotpFactor).where(TotpFactor.member_id == member_id)
    session.execute(gone if but is None else gone.where(TotpFactor.id != but))


# ── passkeys ─────────────────────────────────────────────────────────────────────────────


def passkeys_of(session: Session, member_id: UUID) -> Sequence[Passkey]:
    """The member's passkeys, oldest first."""
    return session.scalars(
        select(Passkey)
        .where(Passkey.member_id == member_id)
        .order_by(Passkey.made_at, Passkey.id)
        .execution_options(populate_existing=True)
    ).all()


def find_passkey(session: Session, credential_id: bytes) -> Passkey | None:
    """The passkey of this id, whoever's."""
    return session.scalars(
        select(Passkey).where(Passkey.credential_id == credential_id)
    ).one_or_none()


def take_count(session: Session, passkey_id: UUID, count: int, *, now: datetime) -> bool:
    """Accept a passkey's count if it has gone up; many passkeys never count and stay at 0."""
    is_next = Passkey.sign_count < count if count else Passkey.sign_count == 0
    taken = session.execute(
        update(Passkey)
        .where(Passkey.id == passkey_id, is_next)
        .values(sign_count=count, used_at=now)
        .returning(Passkey.id)
    )
    return taken.first() is not None


def drop_passkeys(session: Session, member_id: UUID) -> None:
    """Remove all of the member's passkeys."""
    session.execute(delete(Passkey).where(Passkey.member_id == member_id))


# ── recovery codes ───────────────────────────────────────────────────────────────────────


def renew_codes(
    session: Session, member_id: UUID, digests: Sequence[bytes], *, now: datetime
) -> None:
    """Put new codes in the place of all there were."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member_id))
    session.add_all(
        RecoveryCode(digest=digest, member_id=member_id, made_at=now) for digest in digests
    )


def take_code(session: Session, digest: bytes, *, now: datetime) -> bool:
    """Use a code up; False when there is none, or it was used."""
    taken = session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.digest == digest, RecoveryCode.used_at.is_(None))
        .values(used_at=now)
        .returning(RecoveryCode.digest)
    )
    return taken.first() is not None


def count_codes(session: Session, member_id: UUID) -> int:
    """How many codes are left."""
    return (
        session.scalar(
            select(func.count())
            .select_from(RecoveryCode)
            .where(RecoveryCode.member_id == member_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


# ── links ────────────────────────────────────────────────────────────────────────────────


def find_invitation(session: Session, token_hash: bytes, *, now: datetime) -> Invitation | None:
    """The link that may still be used."""
    return session.scalars(
        select(Invitation).where(
            Invitation.token_hash == token_hash,
            Invitation.used_at.is_(None),
            Invitation.expires_at > now,
        )
    ).one_or_none()


def take_invitation(session: Session, token_hash: bytes, *, now: datetime) -> UUID | None:
    """Use a link up, and give whose it is; None when it cannot be used (any more)."""
    return session.scalar(
        update(Invitation)
        .where(
            Invitation.token_hash == token_hash,
            Invitation.used_at.is_(None),
            Invitation.expires_at > now,
        )
        .values(used_at=now)
        .returning(Invitation.member_id)
    )


def drop_invitations(session: Session, member_id: UUID) -> None:
    """End every link of the member."""
    session.execute(delete(Invitation).where(Invitation.member_id == member_id))


# ── failures ─────────────────────────────────────────────────────────────────────────────


def count_try(
    session: Session,
    digest: bytes,
    *,
    member_id: UUID | None,
    now: datetime,
    forgotten_before: datetime,
) -> int | None:
    """Count a try before anybody looks whether it is right; None while the door is locked.

    Gives the number of this try. Tries at the same moment are counted one after the other.
    """
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    first = dialect.insert(FailedTries).values(
        digest=digest, member_id=member_id, failures=1, tried_at=now, locked_until=None
    )
    is_unlocked = FailedTries.locked_until.is_(None) | (FailedTries.locked_until <= now)
    is_forgotten = FailedTries.tried_at < forgotten_before
    again = first.on_conflict_do_update(
        index_elements=[FailedTries.digest],
        set_={
            "failures": case((is_forgotten, 1), else_=FailedTries.failures + 1),
            "tried_at": now,
            "locked_until": None,
        },
        where=is_unlocked,
    )
    counted: int | None = session.scalar(again.returning(FailedTries.failures))
    return counted


def lock_until(session: Session, digest: bytes, until: datetime) -> None:
    """Nobody gets in by this door before then, however right."""
    session.execute(
        update(FailedTries).where(FailedTries.digest == digest).values(locked_until=until)
    )


def forget_try(session: Session, digest: bytes, *, is_whole: bool) -> None:
    """A try was right: it was no failure; ``is_whole``: nor do those before it count any more."""
    if is_whole:
        session.execute(delete(FailedTries).where(FailedTries.digest == digest))
        return
    session.execute(
        update(FailedTries)
        .where(FailedTries.digest == digest, FailedTries.failures > 0)
        .values(failures=FailedTries.failures - 1, locked_until=None)
    )


def forget_tries_of(session: Session, member_id: UUID) -> None:
    """Forget every failure at the doors of one member."""
    session.execute(delete(FailedTries).where(FailedTries.member_id == member_id))


def purge(session: Session, *, tried_before: datetime, expired_before: datetime) -> None:
    """Remove counts that no longer count, and links that lead nowhere."""
    session.execute(delete(FailedTries).where(FailedTries.tried_at < tried_before))
    session.execute(delete(Invitation).where(Invitation.expires_at < expired_before))
