"""The chain of the audit log: each entry carries a MAC over itself and the MAC before it.

A deletion, a change or another order shows at the entry itself. That the end was cut off, or that
everything was written anew by somebody who has the key, shows only beside an anchor: a number and
its MAC that were kept elsewhere (Schneier and Kelsey 1998, Crosby and Wallach 2009).
"""

import hmac
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum, unique
from typing import Final

MAC_BYTES: Final = 32

MOST_BACK: Final = timedelta(minutes=5)
"""An act's time is that of its beginning: acts that overlap are a little out of order, and clocks
of two machines differ. More than this is somebody's hand."""

Mac = Callable[[int, bytes, bytes], bytes]
"""The MAC by key version, MAC before, and entry; any error of a missing key is the caller's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it stands in the table, every value as the database keeps it.

    ``at_us`` is microseconds since 1970 (UTC); ids are 32 hexadecimal digits. ``organisation`` is
    the actor's, ``concerns`` that of the thing.
    """

    seq: int
    at_us: int
    actor_id: str | None
    actor_roles: str
    organisation: str | None
    concerns: str | None
    act: str
    subject_kind: str | None
    subject_id: str | None
    outcome: str
    reason: str | None
    key_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry with what chains it."""

    entry: Entry
    previous: bytes
    mac: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far a chain has been followed: the last number, its MAC and its time."""

    seq: int = 0
    mac: bytes = bytes(MAC_BYTES)
    at_us: int = 0


BEGINNING: Final = Place()


@unique
class Damage(StrEnum):
    """What can be wrong with a chain."""

    CHANGED = "changed"  # the entry is not what its MAC was made of
    MISSING = "missing"  # a number is not there
    UNLINKED = "unlinked"  # it follows another entry than the one before it
    REWRITTEN = "rewritten"  # an anchored entry has another MAC
    CUT = "cut"  # an anchored entry is not there any more
    CLOCK_BACK = "clock_back"  # much earlier than the entry before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong, and at which number."""

    damage: Damage
    seq: int


def written_out(entry: Entry) -> bytes:
    """The entry as the MAC is made of it: JSON, keys sorted, no spaces, ASCII."""
    return json.dumps(asdict(entry), sort_keys=True, separators=(",", ":")).encode()


def microseconds(moment: datetime) -> int:
    """An aware time as microseconds since 1970."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def moment(at_us: int) -> datetime:
    """The aware time back, in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at_us)


def follow(
    links: Iterable[Link], place: Place, *, mac: Mac, anchors: Mapping[int, bytes]
) -> Iterator[tuple[Place, tuple[Finding, ...]]]:
    """Each entry's place, with what is wrong there; links come in the order of their numbers."""
    for link in links:
        seq = link.entry.seq
        yield (
            Place(seq=seq, mac=link.mac, at_us=link.entry.at_us),
            tuple(Finding(damage=damage, seq=seq) for damage in _wrong(link, place, mac, anchors)),
        )
        place = Place(seq=seq, mac=link.mac, at_us=link.entry.at_us)


def cut_off(place: Place, anchors: Mapping[int, bytes]) -> tuple[Finding, ...]:
    """What is wrong at the end: anchors of numbers that are not there."""
    beyond = [seq for seq in anchors if seq > place.seq]
    return (Finding(damage=Damage.CUT, seq=place.seq + 1),) if beyond else ()


def _wrong(link: Link, place: Place, mac: Mac, anchors: Mapping[int, bytes]) -> Iterator[Damage]:
    entry = link.entry
    if entry.seq != place.seq + 1:
        yield Damage.MISSING
    elif not _same(link.previous, place.mac):
        yield Damage.UNLINKED
    if not _same(mac(entry.key_version, link.previous, written_out(entry)), link.mac):
        yield Damage.CHANGED
    elif place.at_us - entry.at_us > MOST_BACK // timedelta(microseconds=1):
        yield Damage.CLOCK_BACK
    if not _same(anchors.get(entry.seq, link.mac), link.mac):
        yield Damage.REWRITTEN


def _same(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)


# ── the oldest entries ───────────────────────────────────────────────────────────────────

KEPT_FOR: Final = timedelta(days=3 * 366)
"""Three years at least; what is older may go, from the beginning on and never from between."""


def trimmed_word(place: Place) -> str:
    """How an entry of the chain itself says that all up to this place went, as a closed word.

    Whoever takes away more, or anything unannounced, cannot write such an entry without the key.
    """
    return f"{place.seq}.{place.mac.hex()[:16]}"


# ── anchors ──────────────────────────────────────────────────────────────────────────────

_ANCHOR: Final = re.compile(r"\bmadobe-audit (\d{1,18}) ([0-9a-f]{64}) at \S+")


def anchor_line(place: Place) -> str:
    """A place in the chain as one line, to be kept where nobody reaches who can write here."""
    return f"madobe-audit {place.seq} {place.mac.hex()} at {moment(place.at_us).isoformat()}"


def anchors_in(text: str) -> dict[int, bytes]:
    """Every anchor in a text, whatever else stands in it: a file of lines, or a folder of mail.

    Of two anchors of one number the first counts: what comes later may have been added.
    """
    found: dict[int, bytes] = {}
    for match in _ANCHOR.finditer(text):
        found.setdefault(int(match[1]), bytes.fromhex(match[2]))
    return found
