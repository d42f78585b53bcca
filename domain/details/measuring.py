"""How well details are found in labelled sentences: the counts of ``details measure``."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from domain.details.find import find
from domain.details.kinds import DetailKind, Found
from domain.details.tokens import Tokens


class BrokenSentenceError(ValueError):
    """A line of a labelled file is not what is promised; its text names the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence and the places in it that identify somebody; without any it is clean."""

    text: str
    details: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Numbers of labelled places by kind, and of clean sentences.

    ``masked``: every letter of the place is covered by something found, of whatever kind.
    ``clean_hit``: clean sentences in which something was found. ``missed`` and ``struck`` are they.
    """

    total: dict[DetailKind, int]
    masked: dict[DetailKind, int]
    clean: int
    clean_hit: int
    missed: tuple[tuple[Labelled, Found], ...]
    struck: tuple[Labelled, ...]


def measure(sentences: Sequence[Labelled], *, tokens: Tokens | None = None) -> Measure:
    """Judge labelled sentences."""
    total: dict[DetailKind, int] = {}
    missed: list[tuple[Labelled, Found]] = []
    struck: list[Labelled] = []
    for sentence in sentences:
        found = find(sentence.text, tokens=tokens)
        covered = {place for each in found for place in range(each.start, each.end)}
        for detail in sentence.details:
            total[detail.kind] = total.get(detail.kind, 0) + 1
            if not covered.issuperset(range(detail.start, detail.end)):
                missed.append((sentence, detail))
        if found and not sentence.details:
            struck.append(sentence)
    masked = {
        kind: count - sum(detail.kind is kind for _, detail in missed)
        for kind, count in total.items()
    }
    return Measure(
        total=total,
        masked=masked,
        clean=sum(not sentence.details for sentence in sentences),
        clean_hit=len(struck),
        missed=tuple(missed),
        struck=tuple(struck),
    )


def read_labelled(document: str) -> tuple[Labelled, ...]:
    """Labelled sentences, a line each: ``{"text": …, "spans": [{"type", "start", "end"}]}``.

    Raises:
        BrokenSentenceError: a line is no such thing; empty lines are passed over.
    """
    lines = enumerate(document.splitlines(), start=1)
    return tuple(_labelled(number, line) for number, line in lines if line.strip())


def _labelled(number: int, line: str) -> Labelled:
    try:
        entry = json.loads(line)
        text, spans = entry["text"], entry.get("spans", [])
        details = tuple(_detail(span) for span in spans)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenSentenceError(f"line {number}: {_reason(error)}") from None
    if not isinstance(text, str):
        raise BrokenSentenceError(f"line {number}: the text is no text")
    if any(not 0 <= detail.start < detail.end <= len(text) for detail in details):
        raise BrokenSentenceError(f"line {number}: a span lies outside the text")
    return Labelled(text=text, details=details)


def _detail(span: dict[str, str | int]) -> Found:
    return Found(kind=DetailKind(str(span["type"])), start=int(span["start"]), end=int(span["end"]))


def _reason(error: Exception) -> str:
    """What is odd, without a word of the sentence."""
    match error:
        case json.JSONDecodeError():
            return "this is not JSON"
        case KeyError():
            return f"{error.args[0]} is missing"
        case ValueError():
            return "a type or a place is not known"
        case _:
            return "this is not an object with text and spans"
