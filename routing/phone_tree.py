"""The phone tree: who is called beyond the page, by whose it is, in the order of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from domain.clock import TOKYO
from routing.opening_days import OpenHours

_MINUTES_IN_A_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Somebody of an organisation, by the name that is said in an evening.

    ``way`` is the name of a secret, never the secret. Called during an evening and while it is
    made ready; at ``hours`` of every day instead, or ``is_on_call`` at any time.
    """

    name: str
    organisation: str
    way: str
    hours: OpenHours | None = None
    is_on_call: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneTree:
    """Who is called; ``member_ways`` are the ways of members, by their login names."""

    branches: tuple[Branch, ...] = ()
    member_ways: Mapping[str, str] = field(default_factory=dict)

    @property
    def ways(self) -> tuple[str, ...]:
        """The name of every way it needs, each once, in order."""
        named = (*(branch.way for branch in self.branches), *self.member_ways.values())
        return tuple(dict.fromkeys(named))

    def in_order(self, organisation: str | None) -> tuple[Branch, ...]:
        """Those of one organisation first; within each, and without one, the file's order."""
        return tuple(sorted(self.branches, key=lambda each: each.organisation != organisation))


def may_be_called(branch: Branch, *, now: datetime, is_evening: bool) -> bool:
    """Whether somebody may be called at ``now``; ``is_evening``: one is on or made ready.

    Raises:
        ValueError: ``now`` has no zone.
    """
    if branch.is_on_call:
        return True
    if branch.hours is None:
        return is_evening
    return _covers(branch.hours, now)


def _covers(hours: OpenHours, now: datetime) -> bool:
    """Whether hours of every day cover a moment; those over midnight cover the morning too."""
    if now.tzinfo is None:
        raise ValueError("a time without a zone")
    local = now.astimezone(TOKYO)
    minute = timedelta(hours=local.hour, minutes=local.minute) // timedelta(minutes=1)
    return any(
        hours.opens_minute <= at < hours.closes_minute
        for at in (minute, minute + _MINUTES_IN_A_DAY)
    )
