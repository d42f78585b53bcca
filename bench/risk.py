"""How long judging takes: the messages people send, and the longest that LINE lets them send."""

from time import perf_counter
from typing import Final

from bench.report import Measure, at_most, part, say
from domain.risk.assess import assess
from domain.risk.sentences import get_sentences

MOST_MS: Final = 2.0
LONGEST: Final = 5_000
_ROUNDS: Final = 3


def measure() -> list[Measure]:
    """Milliseconds a message: the middle, the slowest of a hundred, and one of 5,000 letters."""
    say("judging every sentence of the training file, alone")
    texts = [one.text for one in get_sentences()]
    assess(texts[:1])
    waits = [_seconds(text) for text in texts]
    longest = _seconds("\n".join(texts)[:LONGEST])
    return [
        at_most("judging a message: median", part(waits, 0.5) * 1e3, "ms", MOST_MS),
        at_most("judging a message: p99", part(waits, 0.99) * 1e3, "ms", MOST_MS),
        Measure(name="judging 5,000 letters", value=longest * 1e3, unit="ms"),
    ]


def _seconds(text: str) -> float:
    """The best of three: what else the machine does meanwhile is not measured."""
    waits = []
    for _ in range(_ROUNDS):
        begin = perf_counter()
        assess([text])
        waits.append(perf_counter() - begin)
    return min(waits)
