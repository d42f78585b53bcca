"""How a passphrase is read before it is hashed or checked, and which ones are not taken."""

import unicodedata
from enum import StrEnum, unique
from typing import Final

from domain.secret import PrivateText

SHORTEST: Final = 14
"""Characters, after composing."""

LONGEST: Final = 256
_FEWEST_DIFFERENT: Final = 6
_FEWEST_LEFT: Final = 5
# What lists of leaked passphrases are made of; looked for without spaces.
_COMMON: Final = (
    "password",
    "passphrase",
    "passw0rd",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "0123456789",
    "9876543210",
    "abcdefghijklmn",
    "iloveyou",
    "letmein",
    "welcome",
    "administrator",
    "correcthorsebatterystaple",
    "aikotoba",
    "あいことば",
    "パスワード",
    "madobe",
    "窓辺",
)


@unique
class Weakness(StrEnum):
    """Why a passphrase is not taken."""

    SHORT = "short_passphrase"
    LONG = "long_passphrase"
    COMMON = "common_passphrase"
    LIKE_LOGIN = "passphrase_like_login"


def as_typed(passphrase: PrivateText) -> str:
    """The same characters however the keyboard composed them (NFKC; NIST SP 800-63B §5.1.1.2)."""
    return unicodedata.normalize("NFKC", passphrase.reveal())


def weakness(passphrase: PrivateText, *, login: str) -> Weakness | None:
    """Why this passphrase is not taken for this login name; None if it is.

    Too common is what consists of little more than well-known words, or of hardly any different
    characters.
    """
    typed = as_typed(passphrase)
    if len(typed) < SHORTEST:
        return Weakness.SHORT
    if len(typed) > LONGEST:
        return Weakness.LONG
    plain = "".join(typed.casefold().split())
    if login and login in plain and len(plain.replace(login, "")) < _FEWEST_LEFT:
        return Weakness.LIKE_LOGIN
    for common in _COMMON:
        plain = plain.replace(common, "")
    is_common = len(plain) < _FEWEST_LEFT or len(set(typed)) < _FEWEST_DIFFERENT
    return Weakness.COMMON if is_common else None
