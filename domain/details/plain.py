"""A text in one plain form, each letter knowing where it came from.

Width and compatibility forms are folded letter by letter (NFKC changes lengths), what cannot be
seen is left out, every dash is a hyphen. Case stays, and kana: タカシ is no たかし.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−─━﹣﹘", "-"))
_ODD: Final = re.compile(r"[^\n\x20-\x7eぁ-んァ-ヶー一-鿿々〇、。「」・〒]")
_INVISIBLE: Final = frozenset({"Cf", "Mn", "Me"})
_JOINING: Final = frozenset("\u3099\u309a\uff9e\uff9f")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Letter ``i`` of ``text`` stands for ``original[starts[i]:ends[i]]``."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the original; ``end`` > ``start``."""
        return self.starts[start], self.ends[end - 1]


def make_plain(text: str) -> Plain:
    """The plain form of a text of any length."""
    if _ODD.search(text) is None:
        size = len(text)
        return Plain(text=text, starts=range(size), ends=range(1, size + 1))
    letters: list[tuple[str, int, int]] = []
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size and text[end] in _JOINING:
            end += 1
        letters += [(letter, start, end) for letter in _folded(text[start:end])]
        start = end
    return Plain(
        text="".join([letter for letter, _, _ in letters]),
        starts=tuple(start for _, start, _ in letters),
        ends=tuple(end for _, _, end in letters),
    )


def _folded(cluster: str) -> str:
    if cluster in {"〒", "☎"}:
        return cluster
    folded = unicodedata.normalize("NFKC", cluster).translate(_DASHES)
    return "".join(letter for letter in folded if not _is_invisible(letter))


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in _INVISIBLE and letter not in _JOINING
