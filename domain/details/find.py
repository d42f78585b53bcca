"""Find what identifies somebody in a text."""

from collections.abc import Callable, Iterable
from typing import Final

from domain.details.bodies import find_bodies
from domain.details.dates import find_dates
from domain.details.handles import find_handles
from domain.details.kinds import STRUCTURED, Found
from domain.details.names import find_names
from domain.details.numbers import Piece, find_numbers
from domain.details.places import find_places
from domain.details.plain import make_plain
from domain.details.tokens import Sentence, Tokens

MASK: Final = "＊"
"""One for each letter that identifies somebody."""

LOOKED_AT: Final = 1000
"""Letters of a message; LINE lets people write 5,000, and the worker has others to serve."""


def find(text: str, *, tokens: Tokens | None = None) -> tuple[Found, ...]:
    """Every detail, in order, none over another; all of what is found is covered.

    Without ``tokens`` fewer names and bodies are found; numbers and addresses are the same.
    """
    plain = make_plain(text)
    words = tokens(plain.text) if tokens is not None else ()
    sentence = Sentence(text=plain.text, tokens=words)
    pieces = [
        *find_numbers(plain.text),
        *find_handles(plain.text),
        *find_dates(plain.text),
        *find_places(sentence),
        *find_bodies(sentence),
        *find_names(sentence),
    ]
    return _in_order(pieces, plain.original)


def find_sent(text: str) -> tuple[Found, ...]:
    """Only numbers, addresses and handles somebody can be reached by, without any dictionary.

    In the first ``LOOKED_AT`` letters: whoever writes more is told of what stands there.
    """
    plain = make_plain(text[:LOOKED_AT])
    pieces = [
        *find_numbers(plain.text),
        *find_handles(plain.text),
        *find_places(Sentence(text=plain.text)),
    ]
    return _in_order(pieces, plain.original)


def mask(text: str, details: Iterable[Found]) -> str:
    """The text with ``MASK`` for every letter of the details; as long as the text."""
    letters = list(text)
    for detail in details:
        letters[detail.start : detail.end] = MASK * (detail.end - detail.start)
    return "".join(letters)


def _in_order(
    pieces: Iterable[Piece], original: Callable[[int, int], tuple[int, int]]
) -> tuple[Found, ...]:
    """Longer before shorter where they begin together; what overlaps is cut, never left open."""
    spans = [(*original(start, end), kind) for kind, start, end in pieces if start < end]
    spans.sort(key=lambda span: (span[0], -span[1], span[2] not in STRUCTURED))
    result: list[Found] = []
    reached = 0
    for start, end, kind in spans:
        if end > reached:
            result.append(Found(start=max(start, reached), end=end, kind=kind))
            reached = end
    return tuple(result)
