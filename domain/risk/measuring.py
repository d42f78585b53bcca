"""How well danger is found, on labelled sentences; the counts are those of ``risk measure``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from domain.risk.assess import explain, heard
from domain.risk.assessment import Assessment
from domain.risk.sentences import Label, Sentence, grouped
from domain.risk.training import train
from domain.risk.weights import Weights

FOLDS: Final = 5
THRESHOLDS: Final = (0.40, 0.45, 0.50, 0.55, 0.60, 0.65)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Numbers of sentences. ``missed`` are the risk sentences at level 0.

    ``caught``: risk sentences at level 1 or more; ``flagged``: ambiguous ones at level 1 or more,
    or with a flag for the counsellor; ``false_alarms``: harmless ones at level 1 or more.
    """

    risk: int
    caught: int
    ambiguous: int
    flagged: int
    harmless: int
    false_alarms: int
    missed: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What the model alone would find if it said something from ``threshold`` on."""

    threshold: float
    risk: int
    caught: int
    harmless: int
    false_alarms: int


def measure(sentences: Sequence[Sentence]) -> Measure:
    """With the terms and weights of this version."""
    return _counted([(sentence, _judged(sentence, None)) for sentence in sentences])


def cross_validate(sentences: Sequence[Sentence], *, beside: Sequence[Sentence] = ()) -> Measure:
    """Each fold judged by weights that were learned without it, the terms as they are.

    ``beside`` are other sentences, by their ids, that every fold learns from as well and that are
    not measured; those that are alike to a measured one are left out together with it.
    """
    return _counted([(one, _judged(one, learned)) for one, learned in _unseen(sentences, beside)])


def curve(sentences: Sequence[Sentence], *, beside: Sequence[Sentence] = ()) -> tuple[Point, ...]:
    """The model alone at several thresholds, learned as ``cross_validate`` does."""
    scored = [
        (one.label, learned.score(heard(one.text))) for one, learned in _unseen(sentences, beside)
    ]
    risk = [score for label, score in scored if label is Label.RISK]
    harmless = [score for label, score in scored if label is Label.NOT_RISK]
    return tuple(
        Point(
            threshold=threshold,
            risk=len(risk),
            caught=sum(score >= threshold for score in risk),
            harmless=len(harmless),
            false_alarms=sum(score >= threshold for score in harmless),
        )
        for threshold in THRESHOLDS
    )


def _unseen(
    sentences: Sequence[Sentence], beside: Sequence[Sentence]
) -> Iterator[tuple[Sentence, Weights]]:
    """Each sentence with weights that never saw it, nor what is written like it."""
    everything = (*sentences, *beside)
    known = {one.text: heard(one.text) for one in everything}
    for held in grouped(everything, FOLDS):
        learned = train(
            [one for one in everything if one.id not in held],
            version="fold",
            read=known.__getitem__,
        )
        yield from ((one, learned) for one in sentences if one.id in held)


def _judged(sentence: Sentence, learned: Weights | None) -> Assessment:
    return explain([sentence.text], learned=learned).assessment


def _counted(judged: Sequence[tuple[Sentence, Assessment]]) -> Measure:
    of = {label: [pair for pair in judged if pair[0].label is label] for label in Label}
    missed = tuple(one for one, found in of[Label.RISK] if not found.level)
    return Measure(
        risk=len(of[Label.RISK]),
        caught=len(of[Label.RISK]) - len(missed),
        ambiguous=len(of[Label.AMBIGUOUS]),
        flagged=sum(found.level > 0 or found.is_flag for _, found in of[Label.AMBIGUOUS]),
        harmless=len(of[Label.NOT_RISK]),
        false_alarms=sum(found.level > 0 for _, found in of[Label.NOT_RISK]),
        missed=missed,
    )
