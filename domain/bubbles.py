"""Bubbles: a sentence sent in pieces is read as one (DOMAIN §6.1)."""

from collections.abc import Sequence
from typing import Final

JOINED_MS: Final = 90_000
"""What one person says within so long may be one sentence."""

MOST_JOINED: Final = 5


def joins(times_ms: Sequence[int], place: int) -> tuple[range, ...]:
    """The places of every row of bubbles to be read as one that the bubble at ``place`` is in.

    ``times_ms`` are in order. Each row is as long as may be: at most five, all within 90 seconds.
    Words that came in order are in one row; what came late, or was edited, stands within several.
    """
    rows: list[range] = []
    for first in range(max(0, place - MOST_JOINED + 1), place + 1):
        end = first
        while end < min(len(times_ms), first + MOST_JOINED) and (
            times_ms[end] - times_ms[first] <= JOINED_MS
        ):
            end += 1
        row = range(first, end)
        if place in row and not any(set(row) <= set(other) for other in rows):
            rows.append(row)
    return tuple(rows)
