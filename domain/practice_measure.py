"""What terms from practice do to the shipped sentences: caught more, or alarmed for nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from domain.practice import plain_of
from domain.risk.assess import assess
from domain.risk.copies import make_copies
from domain.risk.sentences import Label, read_sentences

_FILES: Final = ("sentences.jsonl", "held_out.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Of the sentences of risk so many were caught, of the harmless so many alarmed."""

    risk: int
    caught: int
    harmless: int
    false_alarms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    label: Label
    folded: str
    alarms: bool


def measure(phrases: Collection[str]) -> Measured:
    """How the shipped sentences are judged with these phrases beside the program's own terms.

    A phrase is found wherever its folded form stands, and nothing takes it back; so the program's
    own judgement of each sentence is made once for as long as it runs.
    """
    plain = [each for each in map(plain_of, phrases) if each]
    counted = {label: [0, 0] for label in Label}
    for each in _shipped():
        counted[each.label][0] += 1
        counted[each.label][1] += each.alarms or any(phrase in each.folded for phrase in plain)
    return Measured(
        risk=counted[Label.RISK][0],
        caught=counted[Label.RISK][1],
        harmless=counted[Label.NOT_RISK][0],
        false_alarms=counted[Label.NOT_RISK][1],
    )


@cache
def _shipped() -> tuple[_Judged, ...]:
    folder = resources.files("domain.risk")
    return tuple(
        _Judged(
            label=sentence.label,
            folded=make_copies(sentence.text).folded.text,
            alarms=assess([sentence.text]).level > 0,
        )
        for name in _FILES
        for sentence in read_sentences(folder.joinpath(name).read_text("utf-8"))
    )
