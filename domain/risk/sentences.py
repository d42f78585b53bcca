"""Labelled sentences: what the model is trained on and the whole is measured with."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from importlib import resources
from typing import Final

from domain.errors import RefusedError
from domain.risk.copies import make_copies
from domain.risk.weights import runs

_FILE: Final = "sentences.jsonl"
_ALIKE: Final = 0.4


@unique
class Label(StrEnum):
    """What must follow: an alert, a flag for the counsellor, nothing."""

    RISK = "risk"
    AMBIGUOUS = "ambiguous"
    NOT_RISK = "not_risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One invented sentence; what is not measured (category, traps, note) is left in the file."""

    id: str
    text: str
    label: Label


def read_sentences(lines: str) -> tuple[Sentence, ...]:
    """One JSON object a line, with ``id``, ``text`` and ``label`` at least.

    Raises:
        RefusedError: a line is something else; it names the line and never quotes it.
    """
    return tuple(
        _sentence(line, number)
        for number, line in enumerate(lines.splitlines(), start=1)
        if line.strip()
    )


def get_sentences() -> tuple[Sentence, ...]:
    """The sentences that the weights of this version were learned from; all invented."""
    return read_sentences(resources.files("domain.risk").joinpath(_FILE).read_text("utf-8"))


def grouped(sentences: Sequence[Sentence], folds: int) -> tuple[frozenset[str], ...]:
    """The ids of each fold: what is written alike stands in the same one, and none leaks.

    Two sentences are alike when at least 0.4 of their letter pairs and triples are shared.
    """
    groups = _groups(sentences)
    sizes = [0] * folds
    parts: list[set[str]] = [set() for _ in range(folds)]
    for group in sorted(groups, key=lambda ids: (-len(ids), ids[0])):
        smallest = sizes.index(min(sizes))
        parts[smallest].update(group)
        sizes[smallest] += len(group)
    return tuple(map(frozenset, parts))


def _sentence(line: str, number: int) -> Sentence:
    try:
        entry = json.loads(line)
        return Sentence(id=str(entry["id"]), text=str(entry["text"]), label=Label(entry["label"]))
    except (ValueError, KeyError, TypeError):
        raise RefusedError(f"line {number}: not a labelled sentence") from None


def _groups(sentences: Sequence[Sentence]) -> list[list[str]]:
    """Each sentence beside the first one it is alike to, or as the first of a group of its own."""
    groups: list[list[str]] = []
    sizes: list[int] = []
    holders: dict[str, list[int]] = {}
    for sentence in sentences:
        grams = _grams(sentence.text)
        shared = Counter(number for gram in grams for number in holders.get(gram, ()))
        alike = [
            number
            for number, count in shared.items()
            if count >= _ALIKE * min(sizes[number], len(grams))
        ]
        if alike:
            groups[min(alike)].append(sentence.id)
            continue
        for gram in grams:
            holders.setdefault(gram, []).append(len(groups))
        groups.append([sentence.id])
        sizes.append(len(grams))
    return groups


def _grams(text: str) -> frozenset[str]:
    return frozenset(gram for gram in runs(make_copies(text).folded.text) if len(gram) in (2, 3))
