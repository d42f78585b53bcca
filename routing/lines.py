"""Support lines: only what answers at that minute, and only what two people have made sure of."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Protocol
from uuid import UUID

from domain.checking import Check, EntryState, Standing
from domain.clock import TOKYO
from domain.directory import CHECK_HOLDS_MONTHS, Audience, Means, Purpose
from routing import hours
from routing.line_hours import LineHours
from routing.opening_days import OpenHours, Stop

MOST_NAMED: Final = 3
ANYBODY: Final = frozenset({Audience.ONESELF})
"""Whoever writes, while we know nothing else of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One support line. ``contact`` is a telephone number or an https address, or not known ("").

    It exists from ``valid_from`` up to and including ``valid_until`` (None: unbounded). ``hours``
    is None while nobody knows them. ``checks`` are those of what stands there now; a made-up
    ``is_example`` needs none. Without ``audience`` it is for everybody.
    """

    name: str
    purpose: Purpose
    means: Means
    contact: str
    hours: LineHours | None
    audience: frozenset[Audience] = frozenset()
    serves_here: bool = True
    valid_from: date | None = None
    valid_until: date | None = None
    checks: tuple[Check, ...] = ()
    is_withdrawn: bool = False
    is_example: bool = False
    entry_id: UUID | None = None
    stops: tuple[Stop, ...] = field(default=(), init=False)

    @property
    def is_text(self) -> bool:
        """Whether one can be there without a voice."""
        return self.means is Means.TEXT

    def hours_on(self, day: date) -> tuple[OpenHours, ...]:
        """The hours that begin on a local day."""
        return () if self.hours is None else self.hours.on(day)

    @property
    def standing(self) -> Standing:
        """What decides whether it may be shown."""
        return Standing(
            months=CHECK_HOLDS_MONTHS,
            checks=self.checks,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            is_complete=bool(self.contact) and self.hours is not None,
            is_withdrawn=self.is_withdrawn,
            is_example=self.is_example,
        )

    def good_until(self, day: date) -> date | None:
        """The last day on which it may be shown, by its checks and its validity, as of a day."""
        return self.standing.good_until(day)

    def state(self, day: date) -> EntryState:
        """How it stands on a local day."""
        return self.standing.state(day)

    def may_be_named(self, day: date, *, with_examples: bool) -> bool:
        """Whether it may be shown on a local day at all, whatever the hour."""
        return self.standing.may_be_named(day, with_examples=with_examples)

    def answers(self, now: datetime, *, with_examples: bool) -> bool:
        """Whether it may be shown at this minute: it may be named today, and is open."""
        today = now.astimezone(TOKYO).date()
        is_good = self.may_be_named(today, with_examples=with_examples)
        return is_good and hours.is_open(self, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All lines, in the order of preference; ``former`` are contacts that no entry has any more."""

    lines: tuple[Line, ...] = ()
    former: frozenset[str] = frozenset()


class HasLines(Protocol):
    """What lists support lines."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, in the order of preference."""


def open_lines(
    directory: HasLines,
    *,
    now: datetime,
    purposes: Collection[Purpose],
    with_examples: bool,
    audience: frozenset[Audience] = ANYBODY,
) -> tuple[Line, ...]:
    """The lines for this that answer at ``now``: text before voice, three at the most.

    Otherwise in the directory's order, those for just this audience first. Lines of elsewhere,
    and lines for somebody else, are not among them.
    """
    fitting = [
        line
        for line in directory.lines
        if line.purpose in purposes
        and line.serves_here
        and (not line.audience or line.audience & audience)
        and line.answers(now, with_examples=with_examples)
    ]
    by_means = sorted(fitting, key=lambda line: (not line.is_text, not line.audience))
    once = {line.contact: line for line in reversed(by_means)}
    return tuple(line for line in by_means if once[line.contact] is line)[:MOST_NAMED]
