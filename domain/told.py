"""What a person has told of who is spoken of, as closed codes (DOMAIN §5.2).

There may be two people: the one who writes (相談する方) and the one it is about (話の中心の方).
"""

from collections.abc import Mapping
from enum import StrEnum, unique
from types import MappingProxyType
from typing import Final

from domain.questions import Question
from domain.record import Caller
from domain.record_details import Age, Area, Duration, Gender


@unique
class Side(StrEnum):
    """Of whom it was told."""

    CALLER = "caller"  # 相談する方
    SUBJECT = "subject"  # 話の中心の方


@unique
class Detail(StrEnum):
    """One thing that may have been told."""

    WHO = "who"  # who writes, seen from the person the talk is about
    AGE = "age"
    GENDER = "gender"
    AREA = "area"
    DURATION = "duration"


DETAILS: Final[Mapping[Side, tuple[Detail, ...]]] = MappingProxyType(
    {
        Side.CALLER: (Detail.WHO, Detail.AGE, Detail.GENDER),
        Side.SUBJECT: (Detail.AGE, Detail.GENDER, Detail.AREA, Detail.DURATION),
    }
)
"""What can be told of each, in the order in which it is shown."""

CODES: Final[Mapping[Detail, tuple[str, ...]]] = MappingProxyType(
    {
        Detail.WHO: tuple(Caller),
        Detail.AGE: tuple(Age),
        Detail.GENDER: tuple(Gender),
        Detail.AREA: tuple(Area),
        Detail.DURATION: tuple(Duration),
    }
)
"""The codes of each; ages, areas and durations are those of the optional questions."""

ToldCodes = Mapping[tuple[Side, Detail], str]
"""What is known: by side and detail its code."""


def from_answers(answers: Mapping[Question, str]) -> dict[tuple[Side, Detail], str]:
    """What the answers to the optional questions tell. Skips tell nothing.

    The questions ask for the age, area and duration of the person the talk is about.
    """
    told: dict[tuple[Side, Detail], str] = {}
    if answers.get(Question.WHO) == "self":
        told[Side.CALLER, Detail.WHO] = Caller.SELF
    for question, detail in (
        (Question.AGE, Detail.AGE),
        (Question.AREA, Detail.AREA),
        (Question.DURATION, Detail.DURATION),
    ):
        code = answers.get(question)
        if code in CODES[detail]:
            told[Side.SUBJECT, detail] = code
    return told


def is_about_another(told: ToldCodes) -> bool:
    """Whether two people are spoken of: as soon as somebody else than the person writes."""
    who = told.get((Side.CALLER, Detail.WHO))
    return who not in {None, Caller.SELF, Caller.UNKNOWN}
