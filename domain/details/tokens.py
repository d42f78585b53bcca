"""The words of a sentence, as whoever can cut it hands them in.

Nothing here depends on them: without tokens the patterns work alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto, unique
from typing import Protocol


@unique
class Sort(Enum):
    """What a word is, as far as names and places are concerned."""

    FAMILY_NAME = auto()
    GIVEN_NAME = auto()
    PERSON = auto()  # a person's name that is neither
    PLACE = auto()
    PROPER = auto()  # any other proper noun: makers, works, organisations
    NOUN = auto()
    NUMBER = auto()
    TAIL = auto()  # what is hung to a noun: さん, 店, 駅
    OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word at ``text[start:end]``. ``is_unknown``: no dictionary has it."""

    start: int
    end: int
    sort: Sort
    is_unknown: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it is somebody's name."""
        return self.sort in {Sort.FAMILY_NAME, Sort.GIVEN_NAME, Sort.PERSON}

    @property
    def may_be_name(self) -> bool:
        """Whether it could be part of any name: no particle, no verb that is known."""
        return self.is_unknown or self.sort is not Sort.OTHER


class Tokens(Protocol):
    """Cuts a text into words that follow one another without a gap."""

    def __call__(self, text: str) -> Sequence[Token]:
        """The words of ``text``, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A plain text and its words; without words it knows nothing and denies nothing."""

    text: str
    tokens: Sequence[Token] = ()

    def starts_word(self, place: int) -> bool:
        """Whether a word begins here; True where nobody knows."""
        return not self.tokens or self._at(place) is not None

    def is_person(self, place: int) -> bool:
        """Whether the dictionary knows the word that begins here as a person's name."""
        token = self._at(place)
        return token is not None and token.is_person

    def is_proper(self, place: int) -> bool:
        """The same, or any other proper noun: 安西先生 is one to a dictionary of works."""
        token = self._at(place)
        return token is not None and (token.is_person or token.sort is Sort.PROPER)

    def inside(self, start: int, end: int) -> Sequence[Token]:
        """The words that begin within a span."""
        return [token for token in self.tokens if start <= token.start < end]

    def _at(self, place: int) -> Token | None:
        return next((token for token in self.tokens if token.start == place), None)
