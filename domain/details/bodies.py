"""Schools, companies and facilities by name; a hospital or a school in general is none."""

import re
from collections.abc import Iterator
from typing import Final

from domain.details import gazetteer
from domain.details.kinds import DetailKind
from domain.details.numbers import Piece
from domain.details.patterns import Patterns
from domain.details.plain import Span
from domain.details.tokens import Sentence, Sort

_PATTERNS: Final = Patterns.of("bodies")
_SCHOOL: Final = _PATTERNS.one("school")
_SCHOOL_SHORT: Final = _PATTERNS.one("school_short")
_ORDINAL: Final = _PATTERNS.one("ordinal")
_PUBLIC_UNIVERSITY: Final = _PATTERNS.one("public_university")
_SHOP: Final = _PATTERNS.one("shop")
_FIRM: Final = _PATTERNS.one("firm")
_FIRM_TAIL: Final = _PATTERNS.one("firm_tail")
_BRANCH: Final = _PATTERNS.one("branch")
_BRAND: Final = _PATTERNS.one("brand")
_WORKED: Final = _PATTERNS.one("worked")
_PLACE_OF_WORK: Final = _PATTERNS.one("place_of_work")
_FACILITY_HEAD: Final = _PATTERNS.one("facility_head")
_FACILITY: Final = _PATTERNS.one("facility")
_PUBLIC: Final = _PATTERNS.one("public")
_GENERAL_SCHOOL: Final = _PATTERNS.one("general_school")
_GENERAL_FIRM: Final = _PATTERNS.one("general_firm")
_GENERAL_BRANCH: Final = _PATTERNS.one("general_branch")
_GENERAL_FACILITY: Final = _PATTERNS.one("general_facility")
_GENERAL_FACILITY_NAME: Final = _PATTERNS.one("general_facility_name")
_GENERAL_WORK: Final = _PATTERNS.among("general_work")
_NO_SCHOOL: Final = _PATTERNS.lists["no_school"]
_SOFT: Final = _PATTERNS.lists["soft"]
"""Words a house is called by: ひまわり, あゆみ."""


def find_bodies(sentence: Sentence) -> Iterator[Piece]:
    """Every school, company and facility that a sentence names."""
    yield from _schools(sentence.text)
    yield from _firms(sentence)
    yield from _facilities(sentence)


def _schools(text: str) -> Iterator[Piece]:
    for found in _SCHOOL.finditer(text):
        if _is_named(found["name"], _GENERAL_SCHOOL):
            yield DetailKind.SCHOOL, *found.span()
    for found in _SCHOOL_SHORT.finditer(text):
        whole = found["name"] + found["tail"]
        is_other = whole.endswith(_NO_SCHOOL) or whole in gazetteer.family_names()
        if not is_other and _is_named(found["name"], _GENERAL_SCHOOL):
            yield DetailKind.SCHOOL, *found.span()
    for pattern in (_ORDINAL, _PUBLIC_UNIVERSITY):
        for found in pattern.finditer(text):
            yield DetailKind.SCHOOL, *found.span()


def _firms(sentence: Sentence) -> Iterator[Piece]:
    for pattern in (_FIRM, _BRAND):
        for found in pattern.finditer(sentence.text):
            yield DetailKind.COMPANY, *found.span()
    for found in _FIRM_TAIL.finditer(sentence.text):
        if _is_named(found["name"], _GENERAL_FIRM) and _may_begin(sentence, found):
            yield DetailKind.COMPANY, *found.span()
    for found in _BRANCH.finditer(sentence.text):
        if not _GENERAL_BRANCH.search(found.group()):
            yield DetailKind.COMPANY, *found.span()
    yield from _places_of_work(sentence)


def _places_of_work(sentence: Sentence) -> Iterator[Piece]:
    for pattern in (_WORKED, _PLACE_OF_WORK):
        for found in pattern.finditer(sentence.text):
            if found["name"] not in _GENERAL_WORK and _is_proper(sentence, found.span("name")):
                yield DetailKind.COMPANY, *found.span("name")
    for found in _SHOP.finditer(sentence.text):
        if _is_proper(sentence, found.span("name")):
            yield DetailKind.COMPANY, *found.span()


def _facilities(sentence: Sentence) -> Iterator[Piece]:
    for found in _FACILITY_HEAD.finditer(sentence.text):
        name = found["name"]
        is_name = not _GENERAL_FACILITY_NAME.fullmatch(name) and _is_noun(sentence, found)
        if name in _SOFT or is_name:
            yield DetailKind.FACILITY, found.start(), found.end("name")
    for found in _FACILITY.finditer(sentence.text):
        if _is_named(found["name"], _GENERAL_FACILITY) and _may_begin(sentence, found):
            yield DetailKind.FACILITY, *found.span()


def _may_begin(sentence: Sentence, found: re.Match[str]) -> bool:
    """A name that begins in hiragana has to be nouns: あるいは and でも are none."""
    if not "ぁ" <= found["name"][0] <= "ん" or found["name"].startswith(_SOFT):
        return True
    inside = sentence.inside(*found.span("name"))
    is_whole = bool(inside) and inside[0].start == found.start("name")
    return is_whole and all(token.may_be_name for token in inside)


def _is_noun(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether the word could be a name's first; True where nobody knows."""
    place = found.start("name")
    here = next((each for each in sentence.tokens if each.start <= place < each.end), None)
    return here is None or here.may_be_name


def _is_proper(sentence: Sentence, span: Span) -> bool:
    """Whether a word is no common noun; True where nobody knows."""
    inside = sentence.inside(*span)
    return not inside or any(each.is_unknown or each.sort is not Sort.NOUN for each in inside)


def _is_named(name: str | None, general: re.Pattern[str]) -> bool:
    """Whether what stands before 病院 or 高校 is a name, and not a kind of it.

    県立北 is a name as well: public, and one of several.
    """
    if not name:
        return False
    return _PUBLIC.match(name) is not None or general.fullmatch(name) is None
