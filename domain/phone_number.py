"""Telephone numbers as Japan dials them: as printed, in one form, and whether the digits fit.

The numbers of digits are those of the numbering plan (総務省, 電気通信番号計画): 0120 and 0570 have
ten, 0800 eleven, mobiles eleven, landlines ten; three digits and # with four are services.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Final

_DASHES: Final = re.compile(r"[-‐-―−─━ー]")
_OPEN: Final = re.compile(r"\s*[-() ]+\s*")
_SHORT: Final = frozenset({"104", "110", "115", "117", "118", "119", "171", "177", "188", "189"})
_HASHED: Final = re.compile(r"#[0-9]{4}")
_TEN: Final = 10
_ELEVEN: Final = 11

_LENGTHS: Final[tuple[tuple[str, int], ...]] = (
    ("0120", _TEN),
    ("0570", _TEN),
    ("0990", _TEN),
    ("0800", _ELEVEN),
    ("020", _ELEVEN),
    ("050", _ELEVEN),
    ("060", _ELEVEN),
    ("070", _ELEVEN),
    ("080", _ELEVEN),
    ("090", _ELEVEN),
)
"""By how a number begins; every other that begins with 0 is a landline of ten digits."""


@unique
class NumberProblem(StrEnum):
    """Why something is no number that can be rung."""

    NOT_A_NUMBER = "not_a_number"
    TOO_FEW_DIGITS = "too_few_digits"
    TOO_MANY_DIGITS = "too_many_digits"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber:
    """A number: ``shown`` with dashes where they were printed, ``digits`` as it is dialled."""

    shown: str
    digits: str


class NoNumberError(ValueError):
    """What was read is no telephone number; ``problem`` says why."""

    def __init__(self, problem: NumberProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def read_phone_number(printed: str) -> PhoneNumber:
    """The number in what was printed: any width, any dash, brackets or blanks between.

    Raises:
        NoNumberError: it holds other signs, or its kind has another number of digits.
    """
    folded = _DASHES.sub("-", unicodedata.normalize("NFKC", printed)).strip()
    if folded.startswith("+81"):
        folded = "0" + folded.removeprefix("+81").strip("- ").removeprefix("(0)").lstrip("0-")
    shown = _OPEN.sub("-", folded).strip("-")
    digits = shown.replace("-", "")
    if digits in _SHORT or _HASHED.fullmatch(digits):
        return PhoneNumber(shown=digits, digits=digits)
    if not re.fullmatch(r"0[0-9]+", digits):
        raise NoNumberError(NumberProblem.NOT_A_NUMBER)
    right = next((length for head, length in _LENGTHS if digits.startswith(head)), _TEN)
    if len(digits) != right:
        is_short = len(digits) < right
        problem = NumberProblem.TOO_FEW_DIGITS if is_short else NumberProblem.TOO_MANY_DIGITS
        raise NoNumberError(problem)
    return PhoneNumber(shown=shown, digits=digits)
