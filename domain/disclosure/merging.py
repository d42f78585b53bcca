"""Merges kinds of places that are too few to be named: two hospitals are not a crowd."""

from collections.abc import Mapping
from typing import Final

LEAST_PLACES: Final = 3
"""A kind with fewer organisations would tell of each of them."""

MERGED: Final = "merged"
"""The code of what was merged."""


def merged(kinds: tuple[str, ...], organisations: Mapping[str, int]) -> dict[str, str]:
    """Under which code each kind is counted; ``organisations`` says how many there are of each.

    Kinds with too few become one, and if these are too few together, the smallest other joins
    them. Every kind is given, and the same ones are merged whatever was counted.
    """
    few = [kind for kind in kinds if organisations.get(kind, 0) < LEAST_PLACES]
    others = sorted(
        (kind for kind in kinds if kind not in few),
        key=lambda kind: (organisations.get(kind, 0), kinds.index(kind)),
    )
    together = sum(organisations.get(kind, 0) for kind in few)
    if few and together < LEAST_PLACES and others:
        few.append(others[0])
    return {kind: MERGED if kind in few else kind for kind in kinds}
