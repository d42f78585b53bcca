"""Second factors: what a member has to prove beside the passphrase, and whether they did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.errors import RefusedError
from domain.secret import PrivateText
from services import audit, lockout, passkeys, recovery_codes, sign_ins, totp
from services.lockout import Door, Try
from services.passkeys import Reply
from services.work import Work
from storage.queries import sign_in


class LastFactorError(RefusedError):
    """It is the member's last factor: another one comes first."""

    code = "last_factor"


@unique
class Kind(StrEnum):
    """What a member can prove with."""

    APP = "app"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPasskey:
    """A passkey as its owner sees it."""

    id: UUID
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """What a member has; recovery codes are none: they stand in for one that is lost."""

    app_since: datetime | None
    passkeys: tuple[KeptPasskey, ...]
    codes_left: int

    @property
    def count(self) -> int:
        """How many factors."""
        return len(self.passkeys) + (self.app_since is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What somebody brings: a code that was typed, or a passkey's reply."""

    code: PrivateText | None = None
    reply: Reply | None = None


_CODE_DIGITS: Final = 8
"""A code of the app is shorter than this however it is spaced; a recovery code is longer."""


def look(work: Work, member_id: UUID) -> Factors:
    """What the member has."""
    app = sign_in.find_totp(work.session, member_id, is_confirmed=True)
    return Factors(
        app_since=app.confirmed_at if app is not None else None,
        passkeys=tuple(
            KeptPasskey(id=row.id, made_at=row.made_at, used_at=row.used_at)
            for row in sign_in.passkeys_of(work.session, member_id)
        ),
        codes_left=sign_in.count_codes(work.session, member_id),
    )


def prove(work: Work, member_id: UUID, proof: Proof, *, address: str) -> Kind | None:
    """Whether this proves that it is the member, and by what; counted before it is looked at."""
    attempt = Try(door=Door.FACTOR, member_id=member_id, address=address)
    counted = lockout.count(work, attempt)
    kind = _fitting(work, member_id, proof) if counted.is_open else None
    if kind is None:
        reason = "wrong_factor" if counted.is_open else "locked"
        lockout.note_refusal(work, attempt, counted, reason=reason)
        return None
    lockout.forgive(work, attempt)
    return kind


def added(work: Work, member_id: UUID, kind: Kind) -> tuple[PrivateText, ...]:
    """A factor was added: every sign-in ends; gives recovery codes where there are none left."""
    _note(work, Act.FACTOR_ADDED, member_id, kind)
    sign_ins.end_all(work, member_id, actor_id=member_id, reason="factor")
    return () if look(work, member_id).codes_left else recovery_codes.renew(work, member_id)


def remove_app(work: Work, member_id: UUID) -> None:
    """Remove the member's app; sign-ins end.

    Raises:
        LastFactorError: nothing else is left to prove with.
    """
    sign_in.lock_factors(work.session, member_id)
    factors = look(work, member_id)
    if factors.app_since is not None:
        _keep_one(factors)
        sign_in.drop_totp(work.session, member_id)
        _removed(work, member_id, Kind.APP)


def remove_passkey(work: Work, member_id: UUID, passkey_id: UUID) -> None:
    """Remove one of the member's passkeys; sign-ins end.

    Raises:
        NotFoundError: the member has none with this id.
        LastFactorError: nothing else is left to prove with.
    """
    sign_in.lock_factors(work.session, member_id)
    passkeys.remove(work, member_id, passkey_id)
    if not look(work, member_id).count:
        raise LastFactorError
    _removed(work, member_id, Kind.PASSKEY)


def drop_all(work: Work, member_id: UUID) -> None:
    """Remove everything the member could prove with: they begin anew, or no more."""
    sign_in.drop_totp(work.session, member_id)
    sign_in.drop_passkeys(work.session, member_id)
    sign_in.renew_codes(work.session, member_id, [], now=work.now)


def _fitting(work: Work, member_id: UUID, proof: Proof) -> Kind | None:
    if proof.reply is not None:
        return Kind.PASSKEY if passkeys.is_right(work, member_id, proof.reply) else None
    if proof.code is None:
        return None
    if len(proof.code) <= _CODE_DIGITS:
        return Kind.APP if totp.is_right(work, member_id, proof.code) else None
    is_right = recovery_codes.is_right(work, member_id, proof.code)
    return Kind.RECOVERY_CODE if is_right else None


def _keep_one(factors: Factors) -> None:
    if factors.count == 1:
        raise LastFactorError


def _removed(work: Work, member_id: UUID, kind: Kind) -> None:
    _note(work, Act.FACTOR_REMOVED, member_id, kind)
    sign_ins.end_all(work, member_id, actor_id=member_id, reason="factor")


def _note(work: Work, act: Act, member_id: UUID, kind: Kind) -> None:
    subject = Subject(kind=SubjectKind.MEMBER, id=member_id)
    audit.note(work, act, actor_id=member_id, subject=subject, reason=kind.value)
