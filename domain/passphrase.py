"""How a passphrase is read before it is hashed or checked."""

import unicodedata

from domain.secret import PrivateText


def as_typed(passphrase: PrivateText) -> str:
    """The same characters however the keyboard composed them (NFKC; NIST SP 800-63B §5.1.1.2)."""
    return unicodedata.normalize("NFKC", passphrase.reveal())
