"""Where somebody lives: addresses down to the room, towns, and stations."""

import re
from collections.abc import Iterator
from typing import Final

from domain.details import gazetteer
from domain.details.kinds import DetailKind
from domain.details.numbers import Piece
from domain.details.patterns import Patterns
from domain.details.plain import Span
from domain.details.tokens import Sentence, Sort

_PATTERNS: Final = Patterns.of("places")
_ADDRESS: Final = _PATTERNS.one("address")
_IN_PREFECTURE: Final = _PATTERNS.one("in_prefecture")
_LOT_ALONE: Final = _PATTERNS.one("lot_alone")
_HOUSE: Final = _PATTERNS.one("house")
_NO_TOWN: Final = _PATTERNS.one("no_town")
_TRIM: Final = _PATTERNS.one("trim")
_HEAD: Final = _PATTERNS.one("head")
_FROM: Final = _PATTERNS.one("from")
_LIVES: Final = _PATTERNS.one("lives")
_PREFECTURE: Final = _PATTERNS.one("prefecture")
_STATION: Final = _PATTERNS.one("station")
_STOP: Final = _PATTERNS.one("stop")
_NO_STATION: Final = _PATTERNS.one("no_station")
_NEAREST: Final = _PATTERNS.one("nearest")
_OF_STATION: Final = _PATTERNS.one("of_station")
_KNOWN: Final = re.compile("|".join(map(re.escape, gazetteer.towns())))


def find_places(sentence: Sentence) -> Iterator[Piece]:
    """Every address, town and station of a sentence."""
    text = sentence.text
    yield from _stations(text)
    for pattern in (_IN_PREFECTURE, _ADDRESS):
        for found in pattern.finditer(text):
            yield from _of_town(found)
    for pattern in (_LOT_ALONE, _HOUSE):
        for found in pattern.finditer(text):
            yield DetailKind.ADDRESS, *found.span()
    for start, end in _bare(sentence):
        yield DetailKind.ADDRESS, start, end


def _of_town(found: re.Match[str]) -> Iterator[Piece]:
    start, whole = found.start(), found.group()
    while trimmed := _TRIM.match(whole):
        start += trimmed.end()
        whole = whole[trimmed.end() :]
    head = _HEAD.match(whole)
    if head is not None and not _NO_TOWN.match(head.group()):
        yield DetailKind.ADDRESS, start, found.end()


def _bare(sentence: Sentence) -> Iterator[Span]:
    """Towns without 市 or 町, where the sentence says that somebody lives or comes from there."""
    text = sentence.text
    if not _LIVES.search(text):
        return
    spans = [found.span() for found in _KNOWN.finditer(text)]
    spans += [(token.start, token.end) for token in sentence.tokens if token.sort is Sort.PLACE]
    for start, end in spans:
        if not _PREFECTURE.match(text, start) and _FROM.match(text, end):
            yield start, end


def _stations(text: str) -> Iterator[Piece]:
    if "駅" in text or "最寄" in text or "もより" in text:
        for found in _STATION.finditer(text):
            if not _NO_STATION.match(found["it"]):
                yield DetailKind.STATION, *found.span()
        for pattern in (_NEAREST, _OF_STATION):
            for found in pattern.finditer(text):
                if not _NO_STATION.match(found["it"]):
                    yield DetailKind.STATION, *found.span("it")
    for found in _STOP.finditer(text):
        yield DetailKind.STATION, *found.span()
