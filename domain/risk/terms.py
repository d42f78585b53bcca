"""The terms by which danger is recognised, and what takes a term's hit back: reviewed data."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

from domain.risk import gate
from domain.risk.assessment import Sign
from domain.risk.copies import fold

_FILE: Final = "terms.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One pattern. ``level`` 0 tells the counsellor alone; a support tells nobody by itself.

    ``is_on_script``: looked for in the script copy, where katakana and hiragana differ.
    """

    id: str
    sign: Sign
    level: int
    pattern: re.Pattern[str]
    is_on_script: bool
    needs: gate.Needs | None

    @property
    def is_support(self) -> bool:
        """Whether it counts only beside other terms, as 今夜 does."""
        return self.sign is Sign.TIME and self.level == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressor:
    """A pattern that takes back hits of the terms in ``of`` that begin inside its own span.

    Where the pattern has named groups, only what stands in them is taken back. ``is_drop``: the
    hit is gone; else it becomes a flag for the counsellor.
    """

    id: str
    pattern: re.Pattern[str]
    is_on_script: bool
    is_drop: bool
    of: tuple[str, ...]

    def takes_back(self, term_id: str) -> bool:
        """Whether it may touch hits of this term: ``of`` holds ids, or beginnings of ids."""
        return term_id.startswith(self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Phrases added from practice: paraphrased misses that two people approved.

    They are kept in the database (services of the safety desk build this value) and found wherever
    their folded form stands, as a sign that nothing takes back: of the group and level in
    ``grades``, else a wish of R1.
    """

    phrases: frozenset[str]
    version: str
    grades: Mapping[str, tuple[Sign, int]] = field(default_factory=dict)


NOTHING: Final = Practice(phrases=frozenset(), version="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The whole file."""

    version: str
    terms: tuple[Term, ...]
    suppressors: tuple[Suppressor, ...]


@cache
def get_terms() -> Terms:
    """The terms of this version of the program; read once."""
    document = json.loads(resources.files("domain.risk").joinpath(_FILE).read_text("utf-8"))
    words = document["words"]
    return Terms(
        version=document["version"],
        terms=tuple(_term(entry, words) for entry in document["terms"]),
        suppressors=tuple(_suppressor(entry, words) for entry in document["suppressors"]),
    )


def _term(entry: Mapping[str, str | int], words: Mapping[str, str]) -> Term:
    pattern = _pattern(str(entry["re"]), words, is_on_script=entry["on"] == "script")
    return Term(
        id=str(entry["id"]),
        sign=Sign(str(entry["sign"])),
        level=int(entry["level"]),
        pattern=pattern,
        is_on_script=entry["on"] == "script",
        needs=gate.needs(pattern.pattern),
    )


def _suppressor(entry: Mapping[str, str | list[str]], words: Mapping[str, str]) -> Suppressor:
    return Suppressor(
        id=str(entry["id"]),
        pattern=_pattern(str(entry["re"]), words, is_on_script=entry["on"] == "script"),
        is_on_script=entry["on"] == "script",
        is_drop=entry["does"] == "drop",
        of=tuple(entry["of"]),
    )


def _pattern(source: str, words: Mapping[str, str], *, is_on_script: bool) -> re.Pattern[str]:
    """Written with ``<word>`` for a list of words and in natural kana; folded as its copy is."""
    for name, choices in words.items():
        source = source.replace(f"<{name}>", choices)
    return re.compile(source if is_on_script else fold(source))
