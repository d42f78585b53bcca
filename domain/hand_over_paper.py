"""A hand-over paper: what a visiting team has to know to come gently, for one destination alone.

It is made of closed words. Free words are off unless a deployment switches them on.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum, unique
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from domain.clock import TOKYO
from domain.errors import RefusedError
from domain.referral import ConsentAct

READABLE_FOR: Final = timedelta(days=30)
"""So long the receiving side reads it, once it was handed on."""

AGREED_FOR: Final = timedelta(days=14)
"""So long after the yes it may be handed on; the person is told so when they are asked."""

LONGEST_PAPER_WORDS: Final = 400
"""Characters of what is added in free words, where that is switched on."""


@unique
class PaperPart(StrEnum):
    """What a paper says something about."""

    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    HOW = "how"
    REFUSES = "refuses"


@unique
class PaperState(StrEnum):
    """How far a paper came."""

    DRAFT = "draft"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


PAPER_CODES: Final[Mapping[PaperPart, tuple[str, ...]]] = MappingProxyType(
    {
        PaperPart.WHAT: ("talk", "visit", "come_along", "team", "place", "money", "health"),
        PaperPart.WHERE: ("at_home", "at_the_door", "outside", "centre", "online", "in_writing"),
        PaperPart.WHEN: ("morning", "afternoon", "evening", "weekday", "weekend", "by_agreement"),
        PaperPart.HOW: (
            "in_writing_first",
            "without_voice",
            "one_person",
            "same_person",
            "no_bell",
            "no_uniform",
            "short",
            "with_family",
        ),
        PaperPart.REFUSES: (
            "phone",
            "visit",
            "family_told",
            "neighbours_see",
            "school_or_work",
            "medicine",
            "photographs",
        ),
    }
)
"""The closed words of each part; the console words them."""


class PiecesOpenError(RefusedError):
    """Something that may identify somebody is in it, and nobody has confirmed it."""

    code = "pieces_open"


class EmptyPaperError(RefusedError):
    """It says nothing."""

    code = "paper_empty"


class NotAskedAboutPaperError(RefusedError):
    """The person has not agreed to the paper as it is, or not to being linked at all."""

    code = "paper_not_agreed"


class PaperChangedError(RefusedError):
    """It reads differently from what was before the eyes of whoever pressed."""

    code = "paper_changed"


class WordsOffError(RefusedError):
    """Free words are switched off here."""

    code = "words_off"


def last_day(said_at: datetime, holds: timedelta) -> date:
    """The last day, in Tokyo, of what was said or done at a moment and holds for so many days."""
    return said_at.astimezone(TOKYO).date() + holds


def is_agreed(answer: ConsentAct | None, answered_at: datetime | None, *, now: datetime) -> bool:
    """Whether a yes was said that still holds: to the end of its fourteenth day."""
    if answer is not ConsentAct.YES or answered_at is None:
        return False
    return now.astimezone(TOKYO).date() <= last_day(answered_at, AGREED_FOR)


def digest_of(content: str, *, salt: bytes) -> str:
    """32 hex digits (128 bits) that stand for just this content.

    ``salt`` is the paper's own, so that nobody tries contents against the log.
    """
    return sha256(salt + content.encode()).hexdigest()[:32]
