"""How well danger is found, on labelled sentences; the counts are those of ``risk measure``."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.risk.assess import explain, heard
from domain.risk.assessment import Assessment
from domain.risk.sentences import Label, Sentence, grouped
from domain.risk.training import train
from domain.risk.weights import Weights

FOLDS = 5


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


def measure(sentences: Sequence[Sentence]) -> Measure:
    """With the terms and weights of this version."""
    return _counted([(sentence, _judged(sentence, None)) for sentence in sentences])


def cross_validate(sentences: Sequence[Sentence], *, beside: Sequence[Sentence] = ()) -> Measure:
    """Each fold judged by weights that were learned without it, the terms as they are.

    ``beside`` are other sentences, by their ids, that every fold learns from as well and that are
    not measured; those that are alike to a measured one are left out together with it.
    """
    everything = (*sentences, *beside)
    known = {one.text: heard(one.text) for one in everything}
    judged: list[tuple[Sentence, Assessment]] = []
    for held in grouped(everything, FOLDS):
        learned = train(
            [one for one in everything if one.id not in held],
            version="fold",
            read=known.__getitem__,
        )
        judged += [(one, _judged(one, learned)) for one in sentences if one.id in held]
    return _counted(judged)


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
