"""The optional questions put while somebody waits, and their answers as closed codes.

Every question can be skipped, alone or with all that follow. The codes of an answer are those
of the code tables; what a button shows and types is not here, it belongs to a language.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from types import MappingProxyType
from typing import Final

LONG_LINE: Final = 2
"""With more people than this in the line, how hard it is right now is asked first."""

SKIP: Final = "skip"
SKIP_ALL: Final = "skip_all"


@unique
class Question(StrEnum):
    """Q1 to Q5."""

    WHO = "who"  # whom the words are about
    AGE = "age"  # of whom they are about
    AREA = "area"
    DURATION = "duration"
    DISTRESS = "distress"


@unique
class Distress(StrEnum):
    """How hard it is now; the codes are numbers because they show on a phone others may see."""

    TALK = "1"  # 話したいくらい
    HARD = "3"  # かなりつらい
    WISH_TO_DIE = "5"  # 死にたい気持ちがある
    UNKNOWN = "0"  # わからない


CHOICES: Final[Mapping[Question, tuple[str, ...]]] = MappingProxyType(
    {
        Question.WHO: ("self", "family", "other"),
        Question.AGE: ("0-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-", "unsaid"),
        Question.AREA: (
            "kofu",
            "chuhoku",
            "kyoto",
            "kyonan",
            "fuji_tobu",
            "outside",
            "unknown",
        ),
        # Months, the upper end not included.
        Question.DURATION: (
            "0-6",
            "6-12",
            "12-36",
            "36-60",
            "60-120",
            "120-180",
            "180-240",
            "240-",
            "unknown",
            "unsaid",
        ),
        Question.DISTRESS: tuple(Distress),
    }
)
"""The codes of each question in the order of its buttons; both skips come after them."""

_PREFIX: Final = "q"
_PARTS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: a code of ``CHOICES``, SKIP or SKIP_ALL."""

    question: Question
    code: str

    def __post_init__(self) -> None:
        if self.code not in (*CHOICES[self.question], SKIP, SKIP_ALL):
            raise ValueError(f"the question {self.question} has no such answer")

    @property
    def is_skip(self) -> bool:
        """Whether nothing is to be kept of it."""
        return self.code in {SKIP, SKIP_ALL}

    @property
    def ends_questions(self) -> bool:
        """Whether no further question is wanted."""
        return self.code == SKIP_ALL

    @property
    def is_distressed(self) -> bool:
        """Whether somebody said of themselves that it is very hard now."""
        return self.question is Question.DISTRESS and self.code in {
            Distress.HARD,
            Distress.WISH_TO_DIE,
        }

    @property
    def risk(self) -> int:
        """The risk level (R0-R4) it tells of: 2 for a wish to die, else 0."""
        says_so = self.question is Question.DISTRESS and self.code == Distress.WISH_TO_DIE
        return 2 if says_so else 0


def is_line_long(waiting: int) -> bool:
    """Whether so many people in the line are many."""
    return waiting > LONG_LINE


def order(*, is_line_long: bool) -> tuple[Question, ...]:
    """All questions in the order in which they are put."""
    if not is_line_long:
        return tuple(Question)
    return (Question.DISTRESS, *(q for q in Question if q is not Question.DISTRESS))


def next_question(asked: Collection[Question], *, is_line_long: bool) -> Question | None:
    """The question to put now, ``asked`` being those put already; None when none is left."""
    return next((q for q in order(is_line_long=is_line_long) if q not in asked), None)


def button_codes(question: Question) -> tuple[str, ...]:
    """The codes of all buttons of a question, in their order; at most LINE's thirteen."""
    return (*CHOICES[question], SKIP, SKIP_ALL)


def button_data(answer: Answer) -> str:
    """What a button sends back: ``q:who:self``."""
    return f"{_PREFIX}:{answer.question}:{answer.code}"


def find_answer(data: str) -> Answer | None:
    """The answer a button's data stands for; None when it is another button's or unknown."""
    parts = data.split(":")
    if len(parts) != _PARTS or parts[0] != _PREFIX or parts[1] not in set(Question):
        return None
    question = Question(parts[1])
    if parts[2] not in button_codes(question):
        return None
    return Answer(question=question, code=parts[2])
