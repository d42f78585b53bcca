"""How many friends came by each way in, as far as may be said where their sum is known exactly.

The friends of a month are released exactly, so the ways are what is left of a sum: those that are
not shown have to be enough together that each of them could be any small count.
"""

from collections.abc import Mapping

from domain.disclosure.rule import Rule, is_small, rounded


def shown(counts: Mapping[str, int], others: int, rule: Rule) -> dict[str, int | None]:
    """Each way's rounded number, None for those that are protected.

    ``others`` came by none that is known; their number is never shown.
    """
    hidden = {way for way, count in counts.items() if is_small(count, rule)}
    left = others + sum(counts[way] for way in hidden)
    for way in sorted(counts, key=lambda each: (counts[each], each)):
        if left >= rule.threshold:
            break
        if way not in hidden:
            hidden.add(way)
            left += counts[way]
    return {way: None if way in hidden else rounded(count, rule) for way, count in counts.items()}
