"""Searching destinations: by words in any width, case and kana, by kind, area, who and day."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from domain.destination import Audience, Day, DestinationFacts
from domain.destination_words import AREAS, AUDIENCES, DAYS, KINDS, OFFERS, WAYS
from domain.record_details import Area, ReferTo

LONGEST_WORDS: Final = 100
_KATAKANA: Final = range(0x30A1, 0x30F7)
_TO_HIRAGANA: Final = {code: code - 0x60 for code in _KATAKANA}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; what is empty or None does not matter.

    Every one of ``words`` (blanks between them) must stand somewhere in the entry. An entry that
    says nothing of its areas, ages, audience or days is for all of them: nobody is kept from it.
    """

    words: str = ""
    kind: ReferTo | None = None
    area: Area | None = None
    audience: Audience | None = None
    age: int | None = None
    day: Day | None = None


def found(
    entries: Iterable[_T], wanted: Wanted, *, facts_of: Callable[[_T], DestinationFacts]
) -> Sequence[_T]:
    """The entries that are wanted, the best first; among equals their own order stays.

    A word in the name weighs most, then in the line that says what it is and what it offers, then
    in whose it is and of which kind, then anywhere else.
    """
    words = _words(wanted.words)
    weighed = [
        (weight, each)
        for each in entries
        if _is_wanted(facts_of(each), wanted)
        and (weight := _weight(facts_of(each), words)) is not None
    ]
    return [each for _, each in sorted(weighed, key=lambda pair: -pair[0])]


def folded(written: str) -> str:
    """Words as they are compared: one width, one case, hiragana, nothing between the letters."""
    plain = unicodedata.normalize("NFKC", written).casefold().translate(_TO_HIRAGANA)
    return "".join(sign for sign in plain if sign.isalnum() or sign == "ー")


def _words(written: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", written[:LONGEST_WORDS]).split()
    return tuple(word for word in map(folded, plain) if word)


def _is_wanted(facts: DestinationFacts, wanted: Wanted) -> bool:
    return (
        wanted.kind in (None, facts.kind)
        and _is_among(wanted.area, facts.areas)
        and _is_among(wanted.audience, facts.audience)
        and _is_among(wanted.day, facts.days)
        and _is_of_age(facts, wanted.age)
    )


def _is_among(wanted: object, those: frozenset[object]) -> bool:
    return wanted is None or not those or wanted in those


def _is_of_age(facts: DestinationFacts, age: int | None) -> bool:
    if age is None:
        return True
    is_old_enough = facts.age_from is None or facts.age_from <= age
    return is_old_enough and (facts.age_to is None or age <= facts.age_to)


def _weight(facts: DestinationFacts, words: Sequence[str]) -> int | None:
    """How well the words are met; None where one of them stands nowhere."""
    places = [(weight, folded(said)) for weight, said in _said(facts)]
    total = 0
    for word in words:
        best = max((weight for weight, said in places if word in said), default=0)
        if not best:
            return None
        total += best
    return total


def _said(facts: DestinationFacts) -> Iterable[tuple[int, str]]:
    """What an entry says, by weight; each apart, so that no word is found across two."""
    yield 8, facts.name
    yield 4, facts.one_line
    yield from ((4, OFFERS[each]) for each in facts.offers)
    yield 2, facts.organisation
    yield 2, KINDS[facts.kind]
    others = (facts.hours, facts.cost, facts.contact, facts.venue, facts.access, facts.eligibility)
    yield from ((1, each) for each in (*others, facts.remark))
    yield 1, facts.contact.replace("-", "")
    yield from ((1, AUDIENCES[each]) for each in facts.audience)
    yield from ((1, WAYS[each]) for each in facts.ways)
    yield from ((1, DAYS[each]) for each in facts.days)
    yield from ((1, AREAS[each]) for each in facts.areas)
    yield from ((1, each.printed) for each in facts.extra)
