"""Learn the weights: logistic regression over runs of letters, in a fixed order, without chance."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from domain.risk.assess import heard
from domain.risk.sentences import Label, Sentence
from domain.risk.weights import Weights, runs

ROUNDS: Final = 8
STEP: Final = 0.2
SHRINK: Final = 0.0015
SEEN_AT_LEAST: Final = 2
SMALLEST: Final = 0.22
RAISE_FROM: Final = 0.5
FLAG_FROM: Final = 0.4
"""Both chosen on folds that were not trained on; docs/safety.md has the curve."""

_AIM: Final = {Label.RISK: 1.0, Label.AMBIGUOUS: 0.4, Label.NOT_RISK: 0.0}
_Example = tuple[tuple[int, ...], float, float]


def train(
    sentences: Sequence[Sentence], *, version: str, read: Callable[[str], str] = heard
) -> Weights:
    """Weights from labelled sentences; the same sentences in any order give the same weights.

    Ambiguous ones pull towards the middle. Adaptive steps (Duchi et al. 2011), weights shrunk by
    what they are, every sentence once a round in the order of a fixed stride. ``read`` gives what
    is heard of a text, for who has it already.
    """
    ordered = sorted(sentences, key=lambda sentence: sentence.text)
    found = [frozenset(runs(read(sentence.text).strip())) for sentence in ordered]
    counts = Counter(gram for grams in found for gram in grams)
    names = sorted(gram for gram, count in counts.items() if count >= SEEN_AT_LEAST)
    numbers = {name: number for number, name in enumerate(names)}
    examples: list[_Example] = [
        (
            tuple(sorted(numbers[gram] for gram in grams if gram in numbers)),
            1 / math.sqrt(len(grams) or 1),
            _AIM[sentence.label],
        )
        for grams, sentence in zip(found, ordered, strict=True)
    ]
    weights, bias = _learn(_strided(examples), len(names))
    grams = {name: round(weights[number], 2) for name, number in numbers.items()}
    return Weights(
        version=version,
        bias=round(bias, 3),
        raise_from=RAISE_FROM,
        flag_from=FLAG_FROM,
        grams={name: weight for name, weight in grams.items() if abs(weight) >= SMALLEST},
    )


def _strided(examples: Sequence[_Example]) -> list[_Example]:
    """Far from sorted: neighbours in the alphabet are alike, and would pull one way together."""
    stride = 37
    return [example for start in range(stride) for example in examples[start::stride]]


def _learn(examples: Sequence[_Example], size: int) -> tuple[list[float], float]:
    weights, slopes = [0.0] * size, [1e-6] * size
    bias, bias_slope = 0.0, 1e-6
    for _ in range(ROUNDS):
        for grams, scale, aim in examples:
            total = bias + scale * sum(weights[gram] for gram in grams)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - aim
            bias_slope += error * error
            bias -= STEP * error / math.sqrt(bias_slope)
            slope = error * scale
            for gram in grams:
                pull = slope + SHRINK * weights[gram]
                slopes[gram] += pull * pull
                weights[gram] -= STEP * pull / math.sqrt(slopes[gram])
    return weights, bias
