"""What the terms find in somebody's words, and which hits are taken back."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, unique

from domain.risk import gate
from domain.risk.assessment import Sign
from domain.risk.copies import Copies, Copy, make_copies
from domain.risk.terms import Practice, Suppressor, Term, Terms

Span = tuple[int, int]


@unique
class Fate(StrEnum):
    """What became of a hit."""

    COUNTS = "counts"
    SOFTENED = "softened"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A term at a place of the original text; ``by`` is the suppressor that took it back."""

    term_id: str
    sign: Sign
    level: int
    span: Span
    is_support: bool = False
    fate: Fate = Fate.COUNTS
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Every hit with its fate, and the places because of which hits were taken back."""

    hits: tuple[Hit, ...]
    set_aside: frozenset[Span]

    def left_over(self, folded: Copy) -> str:
        """The folded copy without those places: what is left for the model to judge."""
        places = {place for start, end in self.set_aside for place in range(start, end)}
        return "".join(
            letter
            for letter, place in zip(folded.text, folded.starts, strict=True)
            if place not in places
        )


def find_hits(copies: Copies, terms: Terms, practice: Practice) -> Findings:
    """What is found, in the order of the terms, practice's phrases last."""
    letters = {
        True: gate.grams(copies.script.text),
        False: gate.grams(copies.folded.text),
    }
    hits = [
        hit
        for term in terms.terms
        if term.needs is None or not term.needs.isdisjoint(letters[term.is_on_script])
        for hit in _of_term(term, copies)
    ]
    set_aside: set[Span] = set()
    for suppressor in terms.suppressors:
        if any(suppressor.takes_back(hit.term_id) for hit in hits):
            spans = list(_spans(suppressor, copies))
            hits = [_after(hit, suppressor, spans) for hit in hits]
            taken = [hit.span for hit in hits if hit.by == suppressor.id]
            set_aside |= {span for span in spans if any(_covers(span, hit) for hit in taken)}
    return Findings(
        hits=(*hits, *_of_practice(practice, copies.folded)), set_aside=frozenset(set_aside)
    )


def _of_term(term: Term, copies: Copies) -> Iterator[Hit]:
    copy = copies.script if term.is_on_script else copies.folded
    for match in term.pattern.finditer(copy.text):
        if match.end() > match.start():
            yield Hit(
                term_id=term.id,
                sign=term.sign,
                level=term.level,
                span=copy.span(*match.span()),
                is_support=term.is_support,
            )


def _of_practice(practice: Practice, folded: Copy) -> Iterator[Hit]:
    for phrase in sorted(practice.phrases):
        plain = make_copies(phrase).folded.text.strip()
        sign, level = practice.grades.get(phrase, (Sign.WISH, 1))
        for match in re.finditer(re.escape(plain), folded.text) if plain else ():
            yield Hit(term_id="practice", sign=sign, level=level, span=folded.span(*match.span()))


def _after(hit: Hit, suppressor: Suppressor, spans: Collection[Span]) -> Hit:
    if hit.fate is Fate.DROPPED or not suppressor.takes_back(hit.term_id):
        return hit
    if not any(_covers(span, hit.span) for span in spans):
        return hit
    fate = Fate.DROPPED if suppressor.is_drop else Fate.SOFTENED
    return replace(hit, fate=fate, by=suppressor.id)


def _spans(suppressor: Suppressor, copies: Copies) -> Iterator[Span]:
    """Where it holds: the named groups that took part, else all of it."""
    copy = copies.script if suppressor.is_on_script else copies.folded
    for match in suppressor.pattern.finditer(copy.text):
        named: Sequence[Span] = [match.span(name) for name in match.groupdict() if match[name]]
        for start, end in named or [match.span()]:
            if end > start:
                yield copy.span(start, end)


def _covers(span: Span, hit: Span) -> bool:
    """Whether the hit begins in the span: its end may reach into the words after it."""
    return span[0] <= hit[0] < span[1]
