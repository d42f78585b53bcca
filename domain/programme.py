"""Programmes of destinations: their kinds and dates, who may be told of one, and protected counts.

A programme is something one can go to: a place to be, a family meeting, a group. Whoever asked for
news hears of it once a month at most, by day, without a sound; nobody else ever does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.destination import Offer

LONGEST_NAME: Final = 40
LONGEST_LINE: Final = 80
LONGEST_PLACE: Final = 40
MOST_PLACES: Final = 999

TOLD_FROM: Final = time(10)
TOLD_UNTIL: Final = time(19)
"""Between these hours of Tokyo people are written to unasked."""

QUIET_AFTER_WORDS: Final = timedelta(hours=6)
"""Whoever wrote so lately is not told of a programme: it would look like an answer."""

DANGER_RESTS: Final = timedelta(days=7)
"""So long after a sign of R2 or more nobody is told of a programme."""

MORNING_ENDS: Final = time(12)
"""What changes at night of a date before this hour is told at night, without a sound."""

NEWS_AT_ONCE: Final = 20
"""So many are told within a minute, that a talk never waits behind them."""

SHOWN_AT_ONCE: Final = 4
"""So many dates stand in one answer: with a bubble before them LINE takes five."""

FEW: Final = 5
"""Fewer than these are never told apart (nor is nobody)."""

MANY_RECEIVERS: Final = 10

KEPT_AFTER: Final = timedelta(days=31)
"""So long after a date who signed up for it is forgotten."""


TOLD_OF: Final = tuple(kind for kind in Offer if kind not in {Offer.SPECIALISTS, Offer.OUTREACH})
"""The kinds one can ask for news of: a team and a visit come to somebody, and have no dates."""


@unique
class Ease(StrEnum):
    """What makes it easier to go."""

    COME_LATE = "come_late"  # 途中から
    LEAVE_EARLY = "leave_early"  # 途中で帰って
    STAY_SILENT = "stay_silent"  # 話さなくて


@unique
class CancelledFor(StrEnum):
    """Why a date does not take place, as those who signed up are told."""

    WEATHER = "weather"
    ROOM = "room"
    STAFF = "staff"
    OTHER = "other"


@unique
class SignUpState(StrEnum):
    """Where somebody's sign-up stands. Who did not come is not known: they need no code to come."""

    SIGNED_UP = "signed_up"
    REMINDED = "reminded"
    WITHDRAWN = "withdrawn"
    ATTENDED = "attended"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # it is over, and no code was confirmed


@unique
class Room(StrEnum):
    """Whether somebody can sign up for a date."""

    OPEN = "open"
    FULL = "full"
    OVER = "over"  # its last moment has passed
    CANCELLED = "cancelled"
    HIDDEN = "hidden"  # its programme is not shown to people


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """What is written of a programme. ``place`` and ``name`` are public words."""

    destination_id: UUID
    kind: Offer
    name: str
    one_line: str
    place: str
    eases: frozenset[Ease]
    may_show: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFacts:
    """When it is, until when one can sign up, and for how many (None: for everybody).

    ``place`` where it is elsewhere than its programme says; "" where it is there.
    """

    begins_at: datetime
    ends_at: datetime
    sign_up_until: datetime
    places: int | None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """What is known of somebody before they are told of a programme unasked.

    ``is_unreached``: in a pause, or violence at home was marked. ``is_here``: waiting, talking or
    resting. ``danger_at`` is the last sign of R2 or more, ``has_alert`` that one is open.
    ``told_in`` is the month of their last news.
    """

    wants_news: bool
    is_blocked: bool
    is_unreached: bool
    is_here: bool
    has_alert: bool
    last_word_at: datetime | None
    danger_at: datetime | None
    told_in: str | None


def may_be_told(person: Reachable, *, now: datetime) -> bool:
    """Whether somebody may be told of a programme at this moment (T51: opt-in only)."""
    if not person.wants_news or person.told_in == month_of(now):
        return False
    if person.is_blocked or person.is_unreached or person.is_here or person.has_alert:
        return False
    return _is_past(person.last_word_at, QUIET_AFTER_WORDS, now) and _is_past(
        person.danger_at, DANGER_RESTS, now
    )


def is_telling_hour(now: datetime) -> bool:
    """Whether people may be written to unasked at this hour of Tokyo."""
    return TOLD_FROM <= now.astimezone(TOKYO).time() < TOLD_UNTIL


def is_eve(begins_at: datetime, *, now: datetime) -> bool:
    """Whether it is the day before a date, in Tokyo."""
    return local_day(begins_at) - local_day(now) == timedelta(days=1)


def is_too_late(begins_at: datetime, *, now: datetime) -> bool:
    """Whether the day before a date has begun already, in Tokyo."""
    return is_eve(begins_at, now=now) or begins_at - now < timedelta(days=1)


def presses(begins_at: datetime, *, now: datetime) -> bool:
    """Whether a date is still to begin, before noon of the morning that comes, in Tokyo.

    Whoever hears of a change only by day may have set out.
    """
    evening_counts_on = timedelta(hours=3)  # what is noted after 21:00 is for the next morning
    noon = datetime.combine(local_day(now + evening_counts_on), MORNING_ENDS, TOKYO)
    return now < begins_at < noon


def month_of(moment: datetime) -> str:
    """The calendar month in Tokyo: 2026-11."""
    return f"{moment.astimezone(TOKYO):%Y-%m}"


def local_day(moment: datetime) -> date:
    """The calendar day in Tokyo."""
    return moment.astimezone(TOKYO).date()


def room_of(
    facts: DateFacts, *, may_show: bool, is_cancelled: bool, signed_up: int, now: datetime
) -> Room:
    """Whether one can sign up now."""
    if is_cancelled:
        return Room.CANCELLED
    if not may_show:
        return Room.HIDDEN
    if now >= facts.sign_up_until:
        return Room.OVER
    return Room.FULL if facts.places is not None and signed_up >= facts.places else Room.OPEN


def at_least(count: int, *, step: int = FEW) -> int | None:
    """A count as it may be shown: the last full step below it; None (若干名) below the first.

    Nobody is one of none, and none looks like one: that a single person has signed up, or has
    taken it back, is never to be seen.
    """
    return None if count < step else count // step * step


def written_eases(eases: Iterable[Ease]) -> str:
    """Eases as they are stored: words joined by commas, in the order of the vocabulary."""
    found = set(eases)
    return ",".join(ease for ease in Ease if ease in found)


def read_eases(written: str) -> frozenset[Ease]:
    """What ``written_eases`` wrote."""
    return frozenset(Ease(word) for word in written.split(",") if word)


def written_kinds(kinds: Iterable[Offer]) -> str:
    """Kinds as they are stored: words joined by commas, in the order of the vocabulary."""
    found = set(kinds)
    return ",".join(kind for kind in Offer if kind in found)


def read_kinds(written: str) -> frozenset[Offer]:
    """What ``written_kinds`` wrote."""
    return frozenset(Offer(word) for word in written.split(",") if word)


def _is_past(moment: datetime | None, length: timedelta, now: datetime) -> bool:
    return moment is None or now - moment >= length
