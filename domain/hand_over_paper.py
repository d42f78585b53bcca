"""A hand-over paper: what a visiting team has to know to come gently, for one destination alone.

It is made of closed words. Free words are off unless a deployment switches them on.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum, unique
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from domain.errors import RefusedError

READABLE_FOR: Final = timedelta(days=30)
"""So long the receiving side reads it."""

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


def digest_of(content: str, *, salt: bytes) -> str:
    """32 hex digits (128 bits) that stand for just this content.

    ``salt`` is the paper's own, so that nobody tries contents against the log.
    """
    return sha256(salt + content.encode()).hexdigest()[:32]
