"""Names without an honorific, by what is said of them: 明が部屋を出ない, つばさは私の息子です."""

import re
from collections.abc import Iterator
from typing import Final

from domain.details import gazetteer, romaji
from domain.details.name_words import is_like_name
from domain.details.patterns import Patterns
from domain.details.plain import Span
from domain.details.tokens import Sentence

_PATTERNS: Final = Patterns.of("subjects")
_NO_SUBJECT: Final = _PATTERNS.among("no_subject")
_NO_PAIR: Final = _PATTERNS.among("no_pair")
_PLACES_TOO: Final = Patterns.of("names").among("prefectures")
_SUBJECTS: Final = tuple(_PATTERNS.one(name) for name in ("subject", "kin_subject", "vocative"))
_PAIR: Final = _PATTERNS.one("pair")
_PLACES: Final = tuple(_PATTERNS.one(name) for name in ("owner", "after_number"))
_WRITTEN: Final = _PATTERNS.several("written")
_LATIN_TWO: Final = _PATTERNS.one("latin_two")
_LATIN_ONE: Final = _PATTERNS.one("latin_one")


def find_subjects(sentence: Sentence) -> Iterator[Span]:
    """Names of whom something is told that only people do; two names side by side; spelt ones."""
    yield from _told_of(sentence.text)
    yield from _side_by_side(sentence.text)
    for pattern in _PLACES:
        for found in pattern.finditer(sentence.text):
            if is_like_name(sentence, found.start("it"), found["it"]):
                yield found.span("it")
    for pattern in _WRITTEN:
        for found in pattern.finditer(sentence.text):
            yield found.span("it")
    yield from _in_latin(sentence.text)


def _told_of(text: str) -> Iterator[Span]:
    for pattern in _SUBJECTS:
        for found in pattern.finditer(text):
            if _is_known(found["it"]) and found["it"] not in _NO_SUBJECT:
                yield found.span("it")


def _side_by_side(text: str) -> Iterator[Span]:
    for found in _PAIR.finditer(text):
        words = (found["it"], found["other"])
        if all(_is_known(word) and word not in _NO_PAIR for word in words) or _are_families(words):
            yield found.span("it")
            yield found.span("other")


def _in_latin(text: str) -> Iterator[Span]:
    for found in _LATIN_TWO.finditer(text):
        if all(romaji.is_name(part) for part in re.split(r"[ .・]", found["it"])):
            yield found.span("it")
    for found in _LATIN_ONE.finditer(text):
        if romaji.is_name(found["it"]):
            yield found.span("it")


def _are_families(words: tuple[str, str]) -> bool:
    """柏木と大沢です; 石川と福井 are places."""
    return all(word in gazetteer.family_names() and word not in _PLACES_TOO for word in words)


def _is_known(word: str) -> bool:
    if len(word) == 1:
        return word in gazetteer.given_names()
    return word in gazetteer.given_names() or word in gazetteer.given_readings()
