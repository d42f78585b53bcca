"""Support lines a text may name: only what answers at that minute, and only what was checked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum, unique
from typing import Protocol

from domain.clock import TOKYO
from routing import hours
from routing.opening_days import OpenHours, Stop, Week, YearlyClosure

CHECK_HOLDS = timedelta(days=92)
"""Three months: whoever runs the window rings each line that often (DOMAIN §4)."""
MOST_NAMED = 3


@unique
class LineKind(StrEnum):
    """What a support line is for, and whether one writes or speaks."""

    CENTRE = "centre"  # the regional centre's telephone
    TEXT = "text"
    VOICE = "voice"
    CRISIS_TEXT = "crisis_text"
    CRISIS_VOICE = "crisis_voice"

    @property
    def is_text(self) -> bool:
        """Whether one can be there without a voice."""
        return self in {LineKind.TEXT, LineKind.CRISIS_TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One support line. ``contact`` is a telephone number or an https address.

    It exists from ``valid_from`` up to and including ``valid_until`` (None: unbounded).
    ``checked_on`` is when somebody last made sure of it; a made-up ``is_example`` has none.
    """

    name: str
    kind: LineKind
    contact: str
    weekly: Week
    closing_holiday: Callable[[date], str | None] | None = None
    yearly_closures: tuple[YearlyClosure, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    checked_on: date | None = None
    is_example: bool = False

    @property
    def stops(self) -> tuple[Stop, ...]:
        """None: nobody closes a line but those who keep it."""
        return ()

    def hours_on(self, day: date) -> tuple[OpenHours, ...]:
        """The hours that begin on a local day."""
        is_closed = any(closure.covers(day) for closure in self.yearly_closures)
        is_holiday = self.closing_holiday is not None and self.closing_holiday(day) is not None
        return () if is_closed or is_holiday else self.weekly[day.weekday()]

    def may_be_named(self, day: date, *, with_examples: bool) -> bool:
        """Whether it exists on a day and was checked in the three months before."""
        begun = self.valid_from is None or self.valid_from <= day
        over = self.valid_until is not None and self.valid_until < day
        if over or not begun:
            return False
        if self.is_example:
            return with_examples
        return self.checked_on is not None and timedelta() <= day - self.checked_on <= CHECK_HOLDS


class HasLines(Protocol):
    """What lists support lines."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, in the order of preference."""


def open_lines(
    schedule: HasLines, *, now: datetime, kinds: Collection[LineKind], with_examples: bool
) -> tuple[Line, ...]:
    """The lines of these kinds that answer at ``now``: text before voice, three at the most.

    Otherwise in the file's order. One never checked, or too long ago, is not among them.
    """
    today = now.astimezone(TOKYO).date()
    answering = [
        line
        for line in schedule.lines
        if line.kind in kinds
        and line.may_be_named(today, with_examples=with_examples)
        and hours.is_open(line, now=now)
    ]
    return tuple(sorted(answering, key=lambda line: not line.kind.is_text)[:MOST_NAMED])
