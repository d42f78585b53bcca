"""Training: the courses somebody has to have before they are given talks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.certificate import Held

_MINUTES: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course by its code in the schedule file; ``hours`` of it are needed, 0 for no bound."""

    code: str
    name: str
    hours: int = 0


USUAL: Final = (
    Course(code="privacy", name="個人情報"),
    Course(code="crisis", name="危機対応（声かけ・責任者を呼ぶ）"),
    Course(code="line", name="LINE操作"),
    Course(code="hikikomori", name="ひきこもり理解"),
)
"""What may be written on a certificate where the schedule file names no courses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """The gate: whoever lacks a ``required`` course takes no talks, from ``from_on`` on.

    ``optional`` courses are kept on certificates as well, and close nothing.
    """

    required: tuple[Course, ...] = ()
    optional: tuple[Course, ...] = ()
    from_on: date | None = None

    @property
    def courses(self) -> tuple[Course, ...]:
        """Everything a certificate may be of."""
        return (*self.required, *self.optional) or USUAL

    def is_asked(self, day: date) -> bool:
        """Whether the courses are asked for on a day."""
        return bool(self.required) and (self.from_on is None or self.from_on <= day)


def missing(training: Training, held: Iterable[Held], *, on: date) -> tuple[Course, ...]:
    """The required courses somebody lacks on a day, in the file's order.

    A course is there when the hours of its good certificates reach what is needed, and a
    reflection was handed in with at least one of them.
    """
    good = [each for each in held if each.holds_on(on)]
    return tuple(course for course in training.required if not _is_met(course, good))


def _is_met(course: Course, good: Iterable[Held]) -> bool:
    own = [each for each in good if each.course == course.code]
    hours_reached = sum(each.minutes for each in own) >= course.hours * _MINUTES
    return hours_reached and any(each.has_reflection for each in own)
