"""Incidents: what follows a sign of danger. A memo, a conference the same day, a decision, an end.

What a conference must hold, that it meets the same day, that "no emergency" is a decision with
somebody who watches, and that two persons lower and close, is how schools are told to keep such
records (いじめ防止基本方針: 必ずメモを残し、その日のうちに招集する).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum, unique
from typing import Final

from domain.clock import TOKYO
from domain.risk_level import JOINED

NEEDED_FROM: Final = JOINED
"""From this level on a talk has an incident before its day is closed."""

LAST_MINUTE: Final = time(23, 59)
"""The conference is held until then, on the day the incident was opened or danger rose again."""

LONGEST_GUEST: Final = timedelta(hours=72)
"""So long at most somebody else is let read one incident."""

LONGEST_WORDS: Final = 1000
LONGEST_NAME: Final = 120
"""Characters of what is told, and of who and which number."""


@unique
class Cause(StrEnum):
    """What it was opened from."""

    TALK = "talk"
    ALERT = "alert"
    RECORD = "record"


@unique
class EntryKind(StrEnum):
    """What an entry tells. Entries are added, never changed."""

    OPENED = "opened"  # by the program, when somebody opens it
    AGAIN = "again"  # by the program, when it is opened from a later visit of the same person
    NOTICED = "noticed"  # 気づき
    SEEN = "seen"  # 見た
    ASKED = "asked"  # たずねた
    LEVEL = "level"  # レベル
    SUPERVISOR = "supervisor"  # 責任者
    CONSENT = "consent"  # 同意の確認
    OUTCOME = "outcome"  # 結果
    MOMENT = "moment"  # 今: one press, to the second
    POLICE = "police"  # 110
    AMBULANCE = "ambulance"  # 119
    PREFECTURE = "prefecture"  # 県へ一報
    OUTSIDE = "outside"  # 外部窓口: the one person who speaks for us; the latest stands
    SMALL_CONFERENCE = "small_conference"  # 小委員会
    CONFERENCE = "conference"  # 委員会
    OVER = "over"  # closed: two persons
    DISCLOSE = "disclose"  # 開示の求め: two persons
    ERASE = "erase"  # 削除の求め: two persons


@unique
class Decision(StrEnum):
    """What a conference came to."""

    TO_COMMITTEE = "to_committee"  # the small one calls the large one, still today
    EMERGENCY = "emergency"
    WATCH = "watch"  # no emergency: somebody watches, and looks again at a time


@unique
class Part(StrEnum):
    """The written parts of an entry; they are sealed together."""

    WORDS = "words"
    WHOM = "whom"
    BY_WHOM = "by_whom"
    NUMBER = "number"
    PARTICIPANTS = "participants"
    FACTS = "facts"
    VIEW = "view"  # 見立て, apart from the facts
    POLICY = "policy"
    OWNER = "owner"
    UNTIL_NEXT = "until_next"
    WATCHER = "watcher"  # 見守る人


@unique
class ReadReason(StrEnum):
    """Why an ended talk is read while its incident is open. Nothing else is a reason."""

    SAFETY = "safety"
    CONFERENCE = "conference"
    REPORT = "report"  # to the prefecture, the police, the ambulance
    SIGNING = "signing"


@unique
class Need(StrEnum):
    """What a talk still needs before its day is closed."""

    INCIDENT = "incident"
    CONFERENCE = "conference"


@unique
class Lamp(StrEnum):
    """What is red about an incident."""

    DUE = "due"  # no conference yet, and there is time until the last minute of the day
    OVERDUE = "overdue"  # the day ended without one
    PASSED = "passed"  # the next meeting's time has gone by without one


MEMO: Final = (
    EntryKind.NOTICED,
    EntryKind.SEEN,
    EntryKind.ASKED,
    EntryKind.LEVEL,
    EntryKind.SUPERVISOR,
    EntryKind.CONSENT,
    EntryKind.OUTCOME,
)
CALLS: Final = (
    EntryKind.AMBULANCE,
    EntryKind.POLICE,
    EntryKind.PREFECTURE,
    EntryKind.OUTSIDE,
)
CONFERENCES: Final = (EntryKind.SMALL_CONFERENCE, EntryKind.CONFERENCE)
TWO_PERSONS: Final = (EntryKind.OVER, EntryKind.DISCLOSE, EntryKind.ERASE)
"""What does not count before a second supervisor has agreed."""

_TOLD: Final = {Part.WORDS: True}
_CALLED: Final = {Part.WHOM: True, Part.BY_WHOM: True, Part.NUMBER: False, Part.WORDS: True}
_MET: Final = {
    Part.PARTICIPANTS: True,
    Part.FACTS: True,
    Part.VIEW: False,
    Part.POLICY: True,
    Part.OWNER: True,
    Part.WATCHER: False,
    Part.UNTIL_NEXT: True,
}
PARTS: Final[Mapping[EntryKind, Mapping[Part, bool]]] = {
    EntryKind.OPENED: {},
    EntryKind.AGAIN: {},
    EntryKind.MOMENT: {Part.WORDS: False},
    **dict.fromkeys(MEMO, _TOLD),
    EntryKind.AMBULANCE: _CALLED,
    EntryKind.POLICE: _CALLED,
    EntryKind.PREFECTURE: _CALLED,
    EntryKind.OUTSIDE: {Part.WHOM: True, Part.WORDS: False},
    **dict.fromkeys(CONFERENCES, _MET),
    **dict.fromkeys(TWO_PERSONS, _TOLD),
}
"""What each kind of entry is made of, in the order it is read; True is needed."""

LONGEST: Final[Mapping[Part, int]] = {
    part: LONGEST_NAME
    if part in {Part.WHOM, Part.BY_WHOM, Part.NUMBER, Part.OWNER, Part.WATCHER}
    else LONGEST_WORDS
    for part in Part
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A conference as far as it decides what is red."""

    decision: Decision
    next_at: datetime


def missing(
    kind: EntryKind, given: Mapping[Part, str], decision: Decision | None
) -> frozenset[Part]:
    """The parts an entry still needs; "no emergency" cannot do without who watches."""
    needed = {part for part, is_needed in PARTS[kind].items() if is_needed}
    if decision is Decision.WATCH:
        needed.add(Part.WATCHER)
    return frozenset(part for part in needed if not given.get(part, "").strip())


def due_at(called_at: datetime) -> datetime:
    """Until when the conference is held: the last minute of that day in Tokyo."""
    return datetime.combine(called_at.astimezone(TOKYO).date(), LAST_MINUTE, TOKYO)


def is_decided(held: Sequence[Held]) -> bool:
    """Whether the latest conference came to a decision; calling the large one is none yet."""
    return bool(held) and held[-1].decision is not Decision.TO_COMMITTEE


def lamp(
    *, called_at: datetime, closed_at: datetime | None, held: Sequence[Held], now: datetime
) -> Lamp | None:
    """What is red about an incident.

    ``called_at``: since then a conference is called for, by the opening or by danger that has
    risen since; ``held`` are the conferences after that, in order.
    """
    if closed_at is not None:
        return None
    if not is_decided(held):
        return Lamp.OVERDUE if now >= due_at(called_at) else Lamp.DUE
    return Lamp.PASSED if held[-1].next_at <= now else None
