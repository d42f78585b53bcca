"""The keyring, and what its keys do.

The keyring lies outside the database and outside its backups. Each purpose has its own key,
so that one can be changed, or lost, without the others:

========  ===================================================================
root      wraps the month keys
lookup    HMAC that turns a LINE user id or message id into our own id
uid       seals the raw LINE user id, for sending
intake    seals webhook events until they are handled, and notices until sent
alias     names a person for counsellors
jobs      signs what is put on the bell (RQ)
console   signs the console's forms
audit     HMAC that chains the entries of the audit log
factors   seals second factors' secrets; digests of recovery codes and of failed tries
codes     makes referral codes and their pages, and the digests they are found by
facts     HMAC that turns a contact into the pseudonym of one fiscal year's facts
========  ===================================================================

AES-256-GCM and HMAC-SHA256 only: both are on the 電子政府推奨暗号リスト.
"""

import base64
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import MadobeError, SealError

PURPOSES: Final = (
    "root",
    "lookup",
    "uid",
    "intake",
    "alias",
    "jobs",
    "console",
    "audit",
    "factors",
    "codes",
    "facts",
)
_LATER: Final = frozenset({"audit", "factors", "codes", "facts"})
"""Purposes that older keyrings lack. Any other that is missing is lost, and not to be made up."""

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class KeyringError(MadobeError):
    """The keyring is missing, readable by others, or not a keyring. Says which, and the cure."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """Every key of the service, by purpose and version; the highest version seals."""

    keys: Mapping[str, Mapping[int, bytes]]

    @classmethod
    def generate(cls) -> Self:
        """A new keyring with version 1 of every key."""
        return cls({purpose: {1: secrets.token_bytes(_KEY_BYTES)} for purpose in PURPOSES})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a keyring file.

        Raises:
            KeyringError: it is missing, open to others, damaged, or lacks a key.
        """
        keys = _parsed(_text_of(path), path)
        for purpose in PURPOSES:
            if purpose not in keys:
                raise KeyringError(
                    f"The keyring at {path} has no {purpose} key. If it was made for an older "
                    f"version, `madobe keyring complete {path}` adds what is missing."
                )
        return cls(keys)

    def save(self, path: Path) -> None:
        """Write the keyring to a new file that only its owner reads (mode 0600).

        Raises:
            KeyringError: there is a file already; it is never overwritten.
        """
        document = {
            purpose: {str(version): base64.b64encode(key).decode() for version, key in keys.items()}
            for purpose, keys in self.keys.items()
        }
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise KeyringError(f"{path} exists already and is not overwritten.") from None
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump({"madobe-keyring": 1, "keys": document}, file, indent=1)

    @classmethod
    def complete(cls, path: Path) -> frozenset[str]:
        """Give a keyring file the keys a newer version needs; gives their purposes.

        Keys that are there stay; the file is replaced in one step.

        Raises:
            KeyringError: as ``load``, but for keys that are missing.
        """
        keys = _parsed(_text_of(path), path)
        lacking = _LATER - keys.keys()
        if lacking:
            beside = path.with_name(f"{path.name}.new")
            cls({**keys, **{each: {1: new_key()} for each in lacking}}).save(beside)
            beside.replace(path)
        return lacking

    def newest(self, purpose: str) -> tuple[int, bytes]:
        """The version that seals now, with its key."""
        version = max(self.keys[purpose])
        return version, self.keys[purpose][version]

    def of_version(self, purpose: str, version: int) -> bytes:
        """One stated version, for opening.

        Raises:
            SealError: this keyring does not hold it.
        """
        try:
            return self.keys[purpose][version]
        except KeyError:
            raise SealError(f"The keyring has no {purpose} key of version {version}") from None

    def mac(self, purpose: str, *parts: bytes) -> bytes:
        """HMAC-SHA256 (32 bytes) over the parts, each with its length before it."""
        _, key = self.newest(purpose)
        framed = b"".join([len(part).to_bytes(4, "big") + part for part in parts])
        return hmac.digest(key, framed, "sha256")

    def __repr__(self) -> str:
        return "<keyring>"


def new_key() -> bytes:
    """A random 256-bit key."""
    return secrets.token_bytes(_KEY_BYTES)


def seal(key: bytes, words: bytes, place: bytes) -> bytes:
    """Nonce and ciphertext of ``words``, bound to ``place`` (AES-256-GCM)."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, words, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """The words back.

    Raises:
        SealError: wrong key or place, or a changed byte.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place)
    except (InvalidTag, ValueError):
        raise SealError("Sealed words do not open here") from None


def _text_of(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise KeyringError(
            f"There is no keyring at {path}. Make one with `madobe keyring new {path}` and "
            "keep a copy away from the database: without it nothing sealed can be read."
        ) from None
    except (OSError, ValueError):
        raise KeyringError(f"The keyring at {path} cannot be read by this user.") from None
    if mode & 0o077:
        raise KeyringError(f"The keyring at {path} is open to others: `chmod 600 {path}`.")
    return text


def _parsed(text: str, path: Path) -> dict[str, dict[int, bytes]]:
    try:
        document = json.loads(text)["keys"]
        keys = {
            purpose: {int(version): base64.b64decode(key) for version, key in versions.items()}
            for purpose, versions in document.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyringError(f"{path} is not a keyring file, or it is damaged.") from None
    for purpose, versions in keys.items():
        if any(len(key) != _KEY_BYTES for key in versions.values()):
            raise KeyringError(f"The keyring at {path} has a {purpose} key of the wrong length.")
    return {purpose: versions for purpose, versions in keys.items() if versions}
