"""Two people make sure of an entry, and it holds for some months: the rule of every directory.

Which months, and what of an entry is only background, each directory says itself
(``domain.directory``, ``domain.destination``).
"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum, unique
from typing import TYPE_CHECKING, Final
from uuid import UUID

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PEOPLE_NEEDED: Final = 2
WARNED_BEFORE: Final = timedelta(days=30)
_MONTHS: Final = 12


@unique
class EntryState(StrEnum):
    """How an entry stands on a day; ``USABLE`` ones are shown, ``EXAMPLE`` ones in the demo."""

    USABLE = "usable"
    EXAMPLE = "example"
    CHECKED_ONCE = "checked_once"
    UNCHECKED = "unchecked"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    OVER = "over"
    INCOMPLETE = "incomplete"  # there is nothing yet to make sure of
    WITHDRAWN = "withdrawn"


_STOOD: Final = frozenset({EntryState.USABLE, EntryState.EXPIRED, EntryState.OVER})


@unique
class EntryAct(StrEnum):
    """What was done to an entry."""

    SHIPPED = "shipped"
    IMPORTED = "imported"
    ADDED = "added"
    CHANGED = "changed"
    CHECKED = "checked"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Somebody rang, went there or opened the page, and it was as the entry says.

    ``by`` is a member, or the place itself where its own people say so: however many they are,
    they are one.
    """

    by: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides whether an entry may be shown.

    ``checks`` are those of what stands there now; they hold for ``months`` calendar months. The
    entry exists from ``valid_from`` up to and including ``valid_until`` (None: unbounded). A
    made-up ``is_example`` needs no checks.
    """

    months: int
    checks: tuple[Check, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    is_complete: bool = True
    is_withdrawn: bool = False
    is_example: bool = False

    def good_until(self, day: date) -> date | None:
        """The last day on which it may be shown, by its checks and its validity, as of a day."""
        held = good_until(self.checks, on=day, months=self.months)
        if held is None or self.valid_until is None:
            return held
        return min(held, self.valid_until)

    def state(self, day: date) -> EntryState:
        """How it stands on a local day."""
        if self.is_withdrawn:
            return EntryState.WITHDRAWN
        if not self.is_complete:
            return EntryState.INCOMPLETE
        if self.valid_until is not None and self.valid_until < day:
            return EntryState.OVER
        if self.valid_from is not None and self.valid_from > day:
            return EntryState.NOT_YET
        return EntryState.EXAMPLE if self.is_example else self._checked(day)

    def may_be_named(self, day: date, *, with_examples: bool) -> bool:
        """Whether it may be shown on a local day at all."""
        state = self.state(day)
        return state is EntryState.USABLE or (with_examples and state is EntryState.EXAMPLE)

    def runs_out(self, day: date) -> date | None:
        """Its last day, where it ends within thirty days or has ended; None for every other."""
        until = self.good_until(day) if self.state(day) in _STOOD else None
        return until if until is not None and until - day <= WARNED_BEFORE else None

    def _checked(self, day: date) -> EntryState:
        held = good_until(self.checks, on=day, months=self.months)
        if held is not None:
            return EntryState.USABLE if day <= held else EntryState.EXPIRED
        return EntryState.CHECKED_ONCE if self.checks else EntryState.UNCHECKED


def voids_checks(
    before: "DataclassInstance", after: "DataclassInstance", *, background: Collection[str]
) -> bool:
    """Whether something was changed that was made sure of: any field but the ``background``."""
    names = (each.name for each in fields(before) if each.name not in background)
    return any(getattr(before, name) != getattr(after, name) for name in names)


def good_until(checks: Iterable[Check], *, on: date, months: int) -> date | None:
    """The last day on which these checks hold, asked on a day; None before two people checked."""
    assured = assured_on(checks, on=on)
    return months_after(assured, months) if assured is not None else None


def assured_on(checks: Iterable[Check], *, on: date) -> date | None:
    """The day these checks count from, asked on a day; None before two people checked.

    Of each person the latest check counts, of the people the second latest.
    """
    latest: dict[UUID, date] = {}
    for check in checks:
        if check.on <= on:
            latest[check.by] = max(check.on, latest.get(check.by, check.on))
    if len(latest) < PEOPLE_NEEDED:
        return None
    return sorted(latest.values(), reverse=True)[PEOPLE_NEEDED - 1]


def vouching(checks: Iterable[Check], *, on: date, months: int) -> frozenset[UUID]:
    """Who vouches for an entry on a day: whose check still holds."""
    return frozenset(each.by for each in checks if each.on <= on <= months_after(each.on, months))


def months_after(day: date, months: int) -> date:
    """The same day some months on; the last of its month where that is shorter."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
