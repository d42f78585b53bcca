"""Dates of birth, and how old somebody is."""

from collections.abc import Iterator
from typing import Final

from domain.details.kinds import DetailKind
from domain.details.numbers import Piece
from domain.details.patterns import Patterns

_PATTERNS: Final = Patterns.of("dates")
_DATE: Final = _PATTERNS.one("date")
_BIRTH: Final = _PATTERNS.one("birth")
_ERA_DATE: Final = _PATTERNS.one("era_date")
_SENTENCE: Final = _PATTERNS.one("sentence")
_OTHER_YEAR: Final = _PATTERNS.one("other_year")

_AGE: Final = _PATTERNS.one("age")
_DECADE: Final = _PATTERNS.one("decade")
_WORD: Final = _PATTERNS.one("word")
_BARE: Final = _PATTERNS.several("bare")


def find_dates(text: str) -> Iterator[Piece]:
    """Every date of birth and every age of a plain text."""
    yield from _births(text)
    for pattern in (_AGE, _DECADE, _WORD):
        for found in pattern.finditer(text):
            if not text.startswith("代", found.end()) or pattern is not _AGE:
                yield DetailKind.AGE, *found.span()
    for pattern in _BARE:
        for found in pattern.finditer(text):
            yield DetailKind.AGE, *found.span("it")


def _births(text: str) -> Iterator[Piece]:
    for found in _ERA_DATE.finditer(text):
        yield DetailKind.BIRTHDATE, *found.span()
    if _BIRTH.search(text) is None:
        return
    for sentence in _SENTENCE.finditer(text):
        if _BIRTH.search(sentence.group()) is None:
            continue
        for found in _DATE.finditer(text, *sentence.span()):
            if not _OTHER_YEAR.match(found.group()):
                yield DetailKind.BIRTHDATE, *found.span()
