"""Judge what a person has written."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.risk import weights
from domain.risk.assessment import Assessment, Sign
from domain.risk.copies import make_copies
from domain.risk.hits import Fate, Hit, find_hits
from domain.risk.ladder import level_of
from domain.risk.terms import NOTHING, Practice, get_terms
from domain.risk.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An assessment and all that led to it; spans refer to ``text``, the bubbles joined by line.

    It quotes places of what a person wrote: for whoever may read the words, never for a log.
    """

    text: str
    assessment: Assessment
    hits: tuple[Hit, ...]
    score: float


def assess(bubbles: Sequence[str], *, practice: Practice = NOTHING) -> Assessment:
    """Judge a person's last bubbles, the newest last: all within 90 seconds, at most five.

    ``practice`` are phrases that two people added from practice.
    """
    return explain(bubbles, practice=practice).assessment


def explain(
    bubbles: Sequence[str], *, practice: Practice = NOTHING, learned: Weights | None = None
) -> Explanation:
    """The same, with everything that was found; ``learned`` stands in for the file's weights."""
    text = "\n".join(bubbles)
    copies = make_copies(text)
    terms = get_terms()
    model = learned or weights.get_weights()
    found = find_hits(copies, terms, practice)
    score = model.score(found.left_over(copies.folded))
    version = "+".join(part for part in (terms.version, model.version, practice.version) if part)
    return Explanation(
        text=text,
        assessment=_judged(found.hits, score, model, version),
        hits=found.hits,
        score=score,
    )


def heard(text: str) -> str:
    """What the model judges of a text: its folded copy without what suppressors set aside."""
    copies = make_copies(text)
    return find_hits(copies, get_terms(), NOTHING).left_over(copies.folded)


def _judged(hits: Sequence[Hit], score: float, model: Weights, version: str) -> Assessment:
    """Terms first; where they say nothing, the model may raise it, to R2 at most."""
    counted = [hit for hit in hits if hit.fate is Fate.COUNTS and not hit.is_support]
    grave = sorted((hit for hit in counted if hit.level), key=lambda hit: -hit.level)
    level = level_of([hit for hit in hits if hit.fate is Fate.COUNTS])
    signs = tuple(dict.fromkeys(hit.sign for hit in grave))
    if not level and model.level(score):
        level, signs = model.level(score), (Sign.MODEL,)
    if not signs:
        signs = tuple(dict.fromkeys(hit.sign for hit in counted if hit.sign is not Sign.ABUSE))
    is_abuse = any(hit.sign is Sign.ABUSE for hit in counted)
    return Assessment(
        level=level,
        is_flag=level > 0 or any(_tells(hit) for hit in hits) or model.is_flag(score),
        is_abuse=is_abuse,
        signs=(*signs, Sign.ABUSE) if is_abuse else signs,
        version=version,
    )


def _tells(hit: Hit) -> bool:
    return not hit.is_support and hit.fate is not Fate.DROPPED
