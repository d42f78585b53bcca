"""What people write is sealed: a key per message, under a key per visit, under a key per month.

An old backup holds sealed words and wrapped message keys. Erasing one message renews the visit's
key, so that neither the backup nor today's keystore opens it again; erasing a visit drops its key.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from domain.errors import SealError
from domain.secret import PrivateText
from storage.encryption import Keyring, new_key, seal, unseal
from storage.models.contact import Contact
from storage.models.key import MonthKey, VisitKey

_ALIAS_ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class SealedRow(Protocol):
    """A row that carries sealed words."""

    sealed: bytes | None
    wrapped_key: bytes | None
    key_generation: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedWords:
    """Ciphertext, its own key wrapped by the visit's, and which of the visit's keys that was."""

    sealed: bytes
    wrapped_key: bytes
    key_generation: int


class Seals:
    """Everything that needs a key, for one keyring and one LINE channel."""

    def __init__(self, keyring: Keyring, channel_id: str) -> None:
        self._keyring = keyring
        self._channel = channel_id.encode()

    # ── who ──────────────────────────────────────────────────────────────────────────────

    def contact_id(self, user_id: str) -> bytes:
        """The contact (32 bytes) behind a LINE user id of our channel."""
        return self._keyring.mac("lookup", b"line-uid|v1", self._channel, user_id.encode())

    def message_key(self, message_id: str) -> bytes:
        """Our id (32 bytes) of a LINE message, so that an unsend finds it."""
        return self._keyring.mac("lookup", b"line-message|v1", self._channel, message_id.encode())

    def alias(self, contact_id: bytes, organisation: str | None = None) -> str:
        """Four letters that name a person for one organisation, like ``7F3K``; not reversible.

        Each organisation has letters of its own, None too: whoever has the lists of two cannot
        tell who is on both. They are a name to speak of somebody, not an id: of a thousand people
        two may well have the same.
        """
        whose = () if organisation is None else (b"organisation|v1", organisation.encode())
        digest = self._keyring.mac("alias", b"contact|v1", contact_id, *whose)
        return "".join(_ALIAS_ALPHABET[byte % len(_ALIAS_ALPHABET)] for byte in digest[:4])

    def stat_pseudonym(self, contact_id: bytes, year: int) -> bytes:
        """16 bytes that stand for a person among the facts of one fiscal year; not reversible.

        No two years have the same: whoever has the facts cannot follow somebody through them.
        """
        parts = (b"person|v1", str(year).encode(), contact_id)
        return self._keyring.mac("facts", *parts)[:16]

    def seal_line_id(self, user_id: str, contact_id: bytes) -> bytes:
        """The raw LINE id, sealed to its contact; opened only where messages are sent."""
        return self._by_keyring("uid", user_id.encode(), b"contacts|" + contact_id)

    def open_line_id(self, contact: Contact) -> PrivateText:
        """The raw LINE id, for one call to LINE."""
        words = self._from_keyring("uid", contact.sealed_line_id, b"contacts|" + contact.id)
        return PrivateText(words.decode())

    # ── what was done ────────────────────────────────────────────────────────────────────

    def audit_version(self) -> int:
        """The version of the key that chains new entries of the audit log."""
        return self._keyring.newest("audit")[0]

    def audit_mac(self, version: int, previous: bytes, entry: bytes) -> bytes:
        """HMAC-SHA256 of an entry, written out, after the one before it (32 bytes).

        Raises:
            SealError: the keyring has no such version.
        """
        return hmac.digest(self._keyring.of_version("audit", version), previous + entry, "sha256")

    # ── what is on its way ───────────────────────────────────────────────────────────────

    def seal_passing(self, words: bytes, place: str) -> bytes:
        """Words that stay for moments only: an event until handled, a reply token."""
        return self._by_keyring("intake", words, place.encode())

    def open_passing(self, sealed: bytes, place: str) -> bytes:
        """The words back. Raises SealError when moved or changed."""
        return self._from_keyring("intake", sealed, place.encode())

    # ── who signs in ─────────────────────────────────────────────────────────────────────

    def seal_factor(self, secret: bytes, factor_id: UUID) -> bytes:
        """The secret of an authenticator app, sealed to its row."""
        return self._by_keyring("factors", secret, b"totp_factors|" + factor_id.bytes)

    def open_factor(self, sealed: bytes, factor_id: UUID) -> bytes:
        """The secret back. Raises SealError when moved or changed."""
        return self._from_keyring("factors", sealed, b"totp_factors|" + factor_id.bytes)

    def sign_in_digest(self, kind: str, *parts: bytes) -> bytes:
        """32 bytes that stand for a code, or for who tried and from where."""
        return self._keyring.mac("factors", kind.encode(), *parts)

    def code_mac(self, kind: str, *parts: bytes) -> bytes:
        """32 bytes a referral code is made of, or found by; another key makes other codes."""
        return self._keyring.mac("codes", kind.encode(), *parts)

    # ── what was said ────────────────────────────────────────────────────────────────────

    def begin_visit(self, session: Session, visit_id: UUID, *, now: datetime) -> None:
        """Make the visit's first key."""
        month = self._month_key(session, now)
        wrapped = seal(self._open_month(month), new_key(), _key_place(visit_id, 1))
        session.add(VisitKey(visit_id=visit_id, generation=1, month=month.month, wrapped=wrapped))

    def seal_words(
        self, session: Session, visit_id: UUID, place: str, words: PrivateText
    ) -> SealedWords:
        """Seal words to one place of one visit."""
        row = session.get_one(VisitKey, visit_id)
        own = new_key()
        bound = f"{visit_id}|{place}".encode()
        return SealedWords(
            sealed=seal(own, words.reveal().encode(), bound),
            wrapped_key=seal(self._open_visit(session, row), own, bound),
            key_generation=row.generation,
        )

    def open_words(
        self, session: Session, visit_id: UUID, place: str, row: SealedRow
    ) -> PrivateText:
        """The words of a row.

        Raises:
            SealError: erased, moved, changed, or the key is gone.
        """
        key = session.get(VisitKey, visit_id)
        if key is None or row.sealed is None or row.wrapped_key is None:
            raise SealError("These words are erased")
        bound = f"{visit_id}|{place}".encode()
        own = unseal(self._open_visit(session, key), row.wrapped_key, bound)
        return PrivateText(unseal(own, row.sealed, bound).decode())

    def renew_visit_key(
        self, session: Session, visit_id: UUID, kept: Sequence[tuple[str, SealedRow]]
    ) -> None:
        """Wrap the kept rows' keys anew and forget the old visit key: what is not kept is lost.

        A row that does not open by now keeps nobody from being erased: it is passed over.
        """
        key = session.get_one(VisitKey, visit_id)
        month = session.get_one(MonthKey, key.month)
        old, new = self._open_visit(session, key), new_key()
        key.generation += 1
        key.wrapped = seal(self._open_month(month), new, _key_place(visit_id, key.generation))
        for place, row in kept:
            if row.wrapped_key is not None:
                self._wrap_anew(row, f"{visit_id}|{place}".encode(), (old, new), key.generation)

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def _wrap_anew(
        self, row: SealedRow, bound: bytes, keys: tuple[bytes, bytes], generation: int
    ) -> None:
        old, new = keys
        try:
            own = unseal(old, row.wrapped_key or b"", bound)
        except SealError:
            return
        row.wrapped_key = seal(new, own, bound)
        row.key_generation = generation

    def _open_visit(self, session: Session, row: VisitKey) -> bytes:
        month = session.get_one(MonthKey, row.month)
        return unseal(
            self._open_month(month), row.wrapped, _key_place(row.visit_id, row.generation)
        )

    def _open_month(self, row: MonthKey) -> bytes:
        root = self._keyring.of_version("root", row.root_version)
        return unseal(root, row.wrapped, f"month_keys|{row.month}".encode())

    def _month_key(self, session: Session, now: datetime) -> MonthKey:
        month = f"{now:%Y-%m}"
        found = session.scalar(select(MonthKey).where(MonthKey.month == month))
        if found is not None:
            return found
        version, root = self._keyring.newest("root")
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        session.execute(  # two people may be the month's first at once: one key wins
            dialect.insert(MonthKey)
            .values(
                month=month,
                root_version=version,
                wrapped=seal(root, new_key(), f"month_keys|{month}".encode()),
            )
            .on_conflict_do_nothing()
        )
        return session.get_one(MonthKey, month)

    def _by_keyring(self, purpose: str, words: bytes, place: bytes) -> bytes:
        version, key = self._keyring.newest(purpose)
        return version.to_bytes(2, "big") + seal(key, words, place)

    def _from_keyring(self, purpose: str, sealed: bytes, place: bytes) -> bytes:
        key = self._keyring.of_version(purpose, int.from_bytes(sealed[:2], "big"))
        return unseal(key, sealed[2:], place)


def job_signature_key(keyring: Keyring) -> bytes:
    """The key that signs what is put on the bell."""
    return keyring.newest("jobs")[1]


def console_secret(keyring: Keyring) -> PrivateText:
    """The secret that signs the console's forms; the same in every console process."""
    return PrivateText(keyring.newest("console")[1].hex())


def readable_alias(place: str, alias: str) -> str:
    """The alias with its place, like ``やまなし-7F3K``."""
    return f"{place}-{alias}" if place else alias


def _key_place(visit_id: UUID, generation: int) -> bytes:
    return f"visit_keys|{visit_id}|{generation}".encode()
