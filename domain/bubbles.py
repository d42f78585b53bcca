"""Bubbles: a sentence sent in pieces is read as one (DOMAIN §6.1)."""

from collections.abc import Sequence
from typing import Final
from unicodedata import normalize

from domain.risk.copies import fold

JOINED_MS: Final = 90_000
"""What one person says within so long may be one sentence."""

MOST_JOINED: Final = 20
"""So many bubbles are read as one, while they are pieces; of long ones ``MOST_LONG``."""

MOST_LONG: Final = 5
MOST_LETTERS: Final = 200
"""More than ``MOST_LONG`` bubbles are read as one only while they hold no more letters together."""

_SPELLED: Final = ("しにたい", "死にたい", "きえたい", "消えたい")


def joins(times_ms: Sequence[int], lengths: Sequence[int], place: int) -> tuple[range, ...]:
    """The places of every row of bubbles to be read as one that the bubble at ``place`` is in.

    ``times_ms`` are in order, ``lengths`` in letters. Each row is as long as may be, all within 90
    seconds. Words that came in order are in one row; what came late, or was edited, stands within
    several.
    """
    rows: list[range] = []
    for first in range(max(0, place - MOST_JOINED + 1), place + 1):
        end, letters = first, 0
        while end < len(times_ms) and times_ms[end] - times_ms[first] <= JOINED_MS:
            letters += lengths[end]
            if not _has_room(end - first, letters):
                break
            end += 1
        row = range(first, end)
        if place in row and not any(set(row) <= set(other) for other in rows):
            rows.append(row)
    return tuple(rows)


def spelled(bubbles: Sequence[str]) -> str | None:
    """A word of dying that is spelled in bubbles of one letter, whatever stands between them.

    Nobody reads such bubbles as a sentence, and few people write so; who does may hide it.
    """
    letters = [letter for each in bubbles if (letter := _only_letter(each)) is not None]
    for word in _SPELLED:
        rest = iter(letters)
        if all(letter in rest for letter in word):
            return word
    return None


def _has_room(bubbles: int, letters: int) -> bool:
    if bubbles < MOST_LONG:
        return True
    return bubbles < MOST_JOINED and letters <= MOST_LETTERS


def _only_letter(bubble: str) -> str | None:
    plain = [letter for letter in fold(normalize("NFKC", bubble)) if letter.isalnum()]
    return plain[0] if len(plain) == 1 else None
