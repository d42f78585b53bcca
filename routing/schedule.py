"""The schedule as values: when the window is open, who is on duty."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from routing.agreement import Agreement
from routing.opening_days import (
    Channel,
    ChannelWeek,
    Closure,
    ExtraOpening,
    MonthDay,
    OpenHours,
    Stop,
    Week,
    YearlyClosure,
)
from routing.organisations import Organisation, Rotation, Shift
from routing.phone_tree import PhoneTree
from routing.training import Training

__all__ = [
    "Capacity",
    "Channel",
    "ChannelWeek",
    "Closure",
    "ExtraOpening",
    "MonthDay",
    "OpenHours",
    "Schedule",
    "Stop",
    "Week",
    "YearlyClosure",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """Talks at once: of somebody new, usually, and at the most by a supervisor's leave."""

    new: int = 1
    usual: int = 2
    most: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When the window is open and who keeps it, reckoned in Asia/Tokyo.

    ``place`` is the first part of the alias shown for a person. ``closing_holiday`` names the
    public holiday a day is, None for an ordinary day; None in its place: holidays are open.
    ``calendar_until`` is the last day whose closures and shifts somebody has looked at.
    ``stops`` are not of the file. The numbers' defaults are those of DOMAIN §2.0.
    """

    place: str
    weekly: Week
    channels: tuple[ChannelWeek, ...] = ()
    closing_holiday: Callable[[date], str | None] | None = None
    closures: tuple[Closure, ...] = ()
    yearly_closures: tuple[YearlyClosure, ...] = ()
    openings: tuple[ExtraOpening, ...] = ()
    calendar_until: date | None = None
    last_intake_minutes: int = 30
    closing_notice_minutes: int = 15
    extension_minutes: int = 30
    report_minutes: int = 60
    staff_to_open: int = 2
    talk_minutes: int = 50
    heavy_talks_in_a_row: int = 2
    capacity: Capacity = Capacity()
    organisations: tuple[Organisation, ...] = ()
    rotation: Rotation | None = None
    shifts: tuple[Shift, ...] = ()
    agreement: Agreement = field(default_factory=Agreement)
    training: Training = field(default_factory=Training)
    phone_tree: PhoneTree = field(default_factory=PhoneTree)
    stops: tuple[Stop, ...] = ()

    def week_of(self, channel: Channel = Channel.LINE) -> Week:
        """The ordinary week of a channel."""
        own = {each.channel: each.weekly for each in self.channels}
        return own.get(channel, self.weekly)

    def hours_on(self, day: date, channel: Channel = Channel.LINE) -> tuple[OpenHours, ...]:
        """The open hours that begin on a local day; none on a closed one. Stops do not count."""
        opening = self.opening_on(day)
        if opening is not None:
            return opening.hours
        return () if self.closed_for(day) is not None else self.week_of(channel)[day.weekday()]

    def opening_on(self, day: date) -> ExtraOpening | None:
        """The extra opening of a day, if it has one; it wins over every closure."""
        return next((opening for opening in self.openings if opening.on == day), None)

    def closed_for(self, day: date) -> str | None:
        """The reason that closes a day of its own: a closure's, or the holiday's name."""
        covering = [closure.reason for closure in self.closures if closure.covers(day)]
        covering += [closure.reason for closure in self.yearly_closures if closure.covers(day)]
        if covering:
            return covering[0]
        return None if self.closing_holiday is None else self.closing_holiday(day)
