"""What stands in a record (相談記録, DOMAIN §5.3), and how its words are put together."""

import json
from dataclasses import dataclass, replace
from typing import Any, Final

from domain.care import CareKind
from domain.conversation import End
from domain.message import without_my_number
from domain.record import Caller, RiskKind, RiskLevel, Theme
from domain.record_details import Age, Area, Consent, Duration, Gender, ReferStep, ReferTo, Relation
from domain.secret import PrivateText

_OF_BEFORE: Final = ("words", "risk_reason", "note")
"""The texts of the first records, which were kept as a plain list."""

TEXTS: Final = (
    *_OF_BEFORE,
    "course",
    "facts",
    "view",
    "avoid",
    "address",
    "pace",
    "next_time",
)
"""Everything that is sealed, by its name in ``RecordEntry``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of somebody; None is not told."""

    age: Age | None = None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Whom the person was linked to, and how far it came."""

    to: ReferTo
    step: ReferStep


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """A record's fields. ``words`` is what it is about in the person's own words (主訴).

    ``course`` 経過, ``facts`` 事実, ``view`` 見立て, ``avoid`` 触れないこと, ``address`` 呼び方,
    ``pace`` ペース, ``next_time`` 次回; ``subject`` is the person the talk is about.
    """

    caller: Caller
    words: PrivateText
    themes: frozenset[Theme]
    risk: RiskLevel
    risk_reason: PrivateText | None
    end: End
    note: PrivateText | None
    risk_kinds: frozenset[RiskKind] = frozenset()
    relation: Relation | None = None
    writer: Person = Person()
    subject: Person = Person()
    area: Area | None = None
    duration: Duration | None = None
    course: PrivateText | None = None
    facts: PrivateText | None = None
    view: PrivateText | None = None
    avoid: PrivateText | None = None
    address: PrivateText | None = None
    pace: PrivateText | None = None
    next_time: PrivateText | None = None
    referrals: tuple[Referral, ...] = ()
    consent: Consent | None = None


def care_of(entry: RecordEntry) -> dict[CareKind, PrivateText]:
    """What the next counsellor is to take care of, as far as the record says it."""
    given = {
        CareKind.AVOID: entry.avoid,
        CareKind.NAME: entry.address,
        CareKind.PACE: entry.pace,
    }
    return {kind: words for kind, words in given.items() if words is not None}


def words_of(entry: RecordEntry) -> PrivateText:
    """All words of a record as one text to seal; a My Number among them is not kept."""
    given = {name: getattr(entry, name) for name in TEXTS}
    kept = {name: without_my_number(text).reveal() for name, text in given.items() if text}
    return PrivateText(json.dumps({"version": 2, **kept}, ensure_ascii=False))


def as_kept(entry: RecordEntry) -> RecordEntry:
    """The entry as it is read back once it has been written."""
    given = {name: getattr(entry, name) for name in TEXTS}
    kept: dict[str, Any] = {
        name: without_my_number(text) if text else None for name, text in given.items()
    }
    return replace(entry, **kept | {"words": kept["words"] or PrivateText("")})


def words_from(sealed: PrivateText) -> dict[str, PrivateText]:
    """The words by their names; records of before open too."""
    kept = json.loads(sealed.reveal())
    if isinstance(kept, list):
        kept = dict(zip(_OF_BEFORE, kept, strict=True))
    return {name: PrivateText(kept[name]) for name in TEXTS if kept.get(name)}
