"""What is meant by a printed value: 1,546; 2,244 人; —; ➔; 5,600 → 6,800; 760 → 指標廃止."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum, unique
from typing import Final, Self
from unicodedata import normalize

from domain.indicator import Direction


@unique
class Meaning(StrEnum):
    """What kind of value it is."""

    NUMBER = "number"
    NOT_MEASURED = "not_measured"  # a dash, or nothing: never zero
    QUALITATIVE = "qualitative"  # an arrow: better, without a number
    ABOLISHED = "abolished"  # 指標廃止
    PROTECTED = "protected"  # a count of people too small to be shown
    WORDS = "words"  # whatever else is printed


PROTECTED: Final = "＊"
"""What stands for a count of people that is too small to be shown."""

_DASHES: Final = frozenset("-‐‑–—―ー－−─…")
_ARROWS: Final = "→⇒➔➜➡⇨↗↘↑↓"
_REVISED: Final = re.compile(r"(?P<before>[^→⇒➔➜➡⇨]+)\s*[→⇒➔➜➡⇨]\s*(?P<after>[^→⇒➔➜➡⇨]+)")
_NUMBER: Final = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?\s*(?P<unit>[^\d\s.,]{0,12})"
)
_TENTH: Final = Decimal("0.1")
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A printed value. ``number`` where it is one; ``before``: what it was revised from."""

    meaning: Meaning
    number: Decimal | None = None
    unit: str = ""
    before: Self | None = None

    @property
    def is_revised(self) -> bool:
        """Whether the print shows what it was before."""
        return self.before is not None


def understand(printed: str) -> Understood:
    """What a value means; a revised one means what it was revised to."""
    text = printed.strip()
    if not text or set(text) <= _DASHES:
        return Understood(meaning=Meaning.NOT_MEASURED)
    if text == PROTECTED:
        return Understood(meaning=Meaning.PROTECTED)
    if set(text) <= set(_ARROWS):
        return Understood(meaning=Meaning.QUALITATIVE)
    revised = _REVISED.fullmatch(text)
    if revised is not None:
        after = _one(revised["after"])
        return Understood(
            meaning=after.meaning,
            number=after.number,
            unit=after.unit,
            before=_one(revised["before"]),
        )
    return _one(text)


def _one(text: str) -> Understood:
    plain = normalize("NFKC", text.strip()).replace("−", "-")
    if "廃止" in plain:
        return Understood(meaning=Meaning.ABOLISHED)
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return Understood(meaning=Meaning.WORDS)
    number = Decimal(found["sign"] + found["whole"].replace(",", "") + (found["rest"] or ""))
    return Understood(meaning=Meaning.NUMBER, number=number, unit=found["unit"])


def revised(before: str, after: str) -> str:
    """The print of a revised target; what it was at first stays in it: 5,600 → 6,800."""
    return f"{before.strip()} → {after.strip()}"


@unique
class Verdict(StrEnum):
    """How an actual value stands to its target."""

    REACHED = "reached"
    BELOW = "below"
    OPEN = "open"  # nothing to compare


def judge(target: str, actual: str, direction: Direction) -> Verdict:
    """Whether a target is reached; zero may be one, and lower may be better."""
    aim, made = understand(target).number, understand(actual).number
    if aim is None or made is None or direction is Direction.NEITHER:
        return Verdict.OPEN
    is_reached = made <= aim if direction is Direction.LOWER else made >= aim
    return Verdict.REACHED if is_reached else Verdict.BELOW


def rate(target: str, actual: str, direction: Direction) -> Decimal | None:
    """達成率 in percent, half up to one decimal; None where less is better or nothing divides."""
    aim, made = understand(target).number, understand(actual).number
    if aim is None or made is None or aim <= 0 or direction is not Direction.HIGHER:
        return None
    return (made * _HUNDRED / aim).quantize(_TENTH, ROUND_HALF_UP)
