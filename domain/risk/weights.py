"""The learned model: a weight for each run of letters. It raises a level and never lowers one."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

_FILE: Final = "weights.json"
LONGEST: Final = 4
SURE: Final = 0.8
"""From here the model alone says R2, else R1; what is more needs a term that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """``raise_from`` and ``flag_from`` are probabilities, chosen on sentences not trained on."""

    version: str
    bias: float
    raise_from: float
    flag_from: float
    grams: Mapping[str, float]

    def score(self, folded: str) -> float:
        """How like danger a text is, 0 to 1: the highest of the whole and its sentences."""
        return max(_probability(self._sum(part)) for part in parts(folded))

    def level(self, score: float) -> int:
        """The level that the score alone stands for, 0 to 2."""
        if score < self.raise_from:
            return 0
        return 2 if score >= SURE else 1

    def is_flag(self, score: float) -> bool:
        """Whether the counsellor is told to ask."""
        return score >= self.flag_from

    def _sum(self, text: str) -> float:
        grams = set(runs(text))
        known = sum(sorted(self.grams[gram] for gram in grams if gram in self.grams))
        return self.bias + known / math.sqrt(len(grams) or 1)


NONE: Final = Weights(version="", bias=-20.0, raise_from=1.0, flag_from=1.0, grams={})


def runs(text: str) -> Iterator[str]:
    """Every run of one to four letters, the ends of the text marked."""
    marked = f"^{text}$"
    for size in range(1, LONGEST + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]


def parts(folded: str) -> list[str]:
    """The whole text, and each of its sentences: a long text must not drown one of them."""
    whole = folded.strip()
    sentences = [part.strip() for part in whole.replace("\n", "。").split("。")]
    return [whole, *(part for part in sentences if len(part) >= LONGEST and part != whole)]


@cache
def get_weights() -> Weights:
    """The weights of this version of the program; read once."""
    file = resources.files("domain.risk").joinpath(_FILE)
    return from_document(json.loads(file.read_text("utf-8")))


def to_json(weights: Weights) -> str:
    """What ``weights.json`` holds: its runs sorted, one a line, so that changes can be read."""
    document = {
        "version": weights.version,
        "bias": weights.bias,
        "raise_from": weights.raise_from,
        "flag_from": weights.flag_from,
        "grams": dict(sorted(weights.grams.items())),
    }
    return json.dumps(document, ensure_ascii=False, indent=0) + "\n"


def from_document(document: Mapping[str, object]) -> Weights:
    """Weights as ``to_json`` writes them.

    Raises:
        ValueError: it is something else.
    """
    match document:
        case {
            "version": str(version),
            "bias": float(bias),
            "raise_from": float(raise_from),
            "flag_from": float(flag_from),
            "grams": dict(grams),
        }:
            return Weights(
                version=version,
                bias=bias,
                raise_from=raise_from,
                flag_from=flag_from,
                grams=grams,
            )
        case _:
            raise ValueError("weights.json is not what `madobe risk train` writes")


def _probability(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
