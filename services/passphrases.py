"""Passphrases: argon2id, one check whoever asks, and what a new one must be."""

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.errors import RefusedError
from domain.passphrase import Weakness, as_typed, weakness
from domain.secret import PrivateText

NONE_YET: Final = "-"
"""The hash of a member who has not chosen a passphrase: nothing fits it."""

_HASHER: Final = PasswordHasher()
_NOBODY: Final = _HASHER.hash("the passphrase of nobody")


class WeakPassphraseError(RefusedError):
    """The passphrase is too short, too common, or too much like the login name."""

    code = "weak_passphrase"

    def __init__(self, why: Weakness) -> None:
        super().__init__(f"This passphrase is not taken: {why.value}.")
        self.why = why


def hashed(passphrase: PrivateText, *, login: str) -> str:
    """The hash of a new passphrase; it takes a while, so not within an act.

    Raises:
        WeakPassphraseError: not this one.
    """
    why = weakness(passphrase, login=login)
    if why is not None:
        raise WeakPassphraseError(why)
    return _HASHER.hash(as_typed(passphrase))


def is_right(password_hash: str | None, passphrase: PrivateText) -> bool:
    """Whether it fits; None is nobody's, and takes as long."""
    is_chosen = password_hash is not None and password_hash != NONE_YET
    known = password_hash if password_hash is not None and is_chosen else _NOBODY
    try:
        _HASHER.verify(known, as_typed(passphrase))
    except (VerificationError, InvalidHashError):
        return False
    return is_chosen
