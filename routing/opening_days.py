"""Days and hours as values: what a week, a closure and an extra opening are made of."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, unique
from typing import Protocol

MINUTES_IN_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """One stretch of a day, from ``opens_minute`` up to, not including, ``closes_minute``.

    Both count minutes from local midnight of the day it begins on: 0 ≤ opens < 1440, opens <
    closes ≤ 2880. Beyond 1440 it goes on into the next day.
    """

    opens_minute: int
    closes_minute: int


Week = tuple[tuple[OpenHours, ...], ...]
"""Seven days, Monday first; the hours of each in order and without overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Closed days, both ends included."""

    first_on: date
    last_on: date
    reason: str

    def covers(self, day: date) -> bool:
        """Whether ``day`` is closed by this."""
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MonthDay:
    """A day of every year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyClosure:
    """Days closed every year, both ends included; over New Year when ``first`` is the later."""

    first: MonthDay
    last: MonthDay
    reason: str

    def covers(self, day: date) -> bool:
        """Whether ``day`` is closed by this."""
        asked = MonthDay(month=day.month, day=day.day)
        if self.first <= self.last:
            return self.first <= asked <= self.last
        return asked >= self.first or asked <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraOpening:
    """A single day with hours of its own: they stand whatever its weekday or holiday says."""

    on: date
    hours: tuple[OpenHours, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A closure decided in the console: nobody new from ``from_at`` up to ``until_at`` (aware)."""

    from_at: datetime
    until_at: datetime
    reason: str


@unique
class Channel(StrEnum):
    """Where people write; each may have a week of its own."""

    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWeek:
    """The week of one channel, in place of everybody's."""

    channel: Channel
    weekly: Week


class Opens(Protocol):
    """What has opening hours: the window, or a support line."""

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The closures decided in the console."""

    def hours_on(self, day: date) -> tuple[OpenHours, ...]:
        """The hours that begin on a local day, in order, stops left out of account."""
