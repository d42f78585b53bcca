"""Authenticator apps: codes by time (RFC 6238), of which each is accepted once, for good."""

import unicodedata
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from passlib.exc import TokenError
from passlib.totp import TOTP

from domain.secret import PrivateText
from services.work import Work
from storage.models.sign_in import TotpFactor
from storage.queries import sign_in

ISSUER: Final = "Madobe"
_SKEW_SECONDS: Final = 30
"""A code of the step before or after is accepted: clocks differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApp:
    """What the app has to be told: the key in groups of four, and the address a QR code holds."""

    key: PrivateText
    uri: PrivateText


def begin(work: Work, member_id: UUID) -> None:
    """Make a secret for an app to be set up; the one in use stays until the new one is proved."""
    waiting = sign_in.find_totp(work.session, member_id, is_confirmed=False)
    if waiting is not None:
        work.session.delete(waiting)
    factor_id = uuid4()
    secret: bytes = TOTP.new().key
    work.session.add(
        TotpFactor(
            id=factor_id,
            member_id=member_id,
            sealed=work.house.seals.seal_factor(secret, factor_id),
            last_step=0,
            made_at=work.now,
            confirmed_at=None,
        )
    )
    work.session.flush()


def find_new(work: Work, member_id: UUID, *, label: str) -> NewApp | None:
    """The app that is being set up, if one is; ``label`` is what the app shows."""
    factor = sign_in.find_totp(work.session, member_id, is_confirmed=False)
    if factor is None:
        return None
    totp = _totp(work, factor)
    return NewApp(
        key=PrivateText(totp.pretty_key(sep=" ")),
        uri=PrivateText(totp.to_uri(label=label, issuer=ISSUER)),
    )


def confirm(work: Work, member_id: UUID, code: PrivateText) -> bool:
    """Take the new app into use if its code is right; it replaces the one before."""
    factor = sign_in.find_totp(work.session, member_id, is_confirmed=False)
    if factor is None or not _accept(work, factor, code):
        return False
    factor.confirmed_at = work.now
    sign_in.drop_totp(work.session, member_id, but=factor.id)
    return True


def is_right(work: Work, member_id: UUID, code: PrivateText) -> bool:
    """Whether this is a code of the member's app that has not been passed yet; uses it up."""
    factor = sign_in.find_totp(work.session, member_id, is_confirmed=True)
    return factor is not None and _accept(work, factor, code)


def _accept(work: Work, factor: TotpFactor, code: PrivateText) -> bool:
    typed = unicodedata.normalize("NFKC", code.reveal())
    seconds = int(work.now.timestamp())
    try:
        match = _totp(work, factor).match(typed, time=seconds, window=_SKEW_SECONDS)
    except TokenError:
        return False
    return sign_in.take_step(work.session, factor.id, match.counter)


def _totp(work: Work, factor: TotpFactor) -> TOTP:
    return TOTP(key=work.house.seals.open_factor(factor.sealed, factor.id), format="raw")
