"""The patterns by which details are found: reviewed data, one file beside each module that asks.

A file holds ``words`` (parts that patterns name as «part»), ``lists`` (words, each for itself; in
a pattern, any of them) and ``patterns`` (one, or several that are tried one after another).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Self

_PACKAGE: Final = "domain.details"
_PART: Final = re.compile("«([a-z_]+)»")
_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """What one file holds, its parts put in."""

    parts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    written: Mapping[str, tuple[str, ...]]

    @classmethod
    @cache
    def of(cls, name: str) -> Self:
        """The file of this name; read once."""
        text = resources.files(_PACKAGE).joinpath(f"{name}.json").read_text("utf-8")
        document = json.loads(text)
        lists = {
            key: tuple(" ".join(lines).split()) for key, lines in document.get("lists", {}).items()
        }
        parts = {key: _any_of(value) for key, value in lists.items()}
        for key, value in document.get("words", {}).items():
            parts[key] = _filled(value, parts)
        written = {
            key: tuple(_filled(each, parts) for each in _several(value))
            for key, value in document["patterns"].items()
        }
        return cls(parts=parts, lists=lists, written=written)

    def one(self, name: str) -> re.Pattern[str]:
        """The pattern of a name."""
        (source,) = self.written[name]
        return re.compile(source)

    def several(self, name: str) -> tuple[re.Pattern[str], ...]:
        """All patterns of a name, in their order."""
        return tuple(re.compile(source) for source in self.written[name])

    def among(self, name: str) -> frozenset[str]:
        """The words of a list."""
        return frozenset(self.lists[name])


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _any_of(words: tuple[str, ...]) -> str:
    """Any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _filled(source: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda part: parts[part[1]], source)
