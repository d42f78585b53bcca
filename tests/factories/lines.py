"""Support lines as values, made sure of by two people on a day unless told otherwise."""

from datetime import date
from uuid import UUID

from domain.checking import Check
from domain.directory import Means, Purpose
from routing.line_hours import ALWAYS, LineHours
from routing.lines import Line
from routing.opening_days import OpenHours

CHECKED = date(2026, 11, 1)
OFFICE = (
    OpenHours(opens_minute=9 * 60, closes_minute=12 * 60),
    OpenHours(opens_minute=13 * 60, closes_minute=16 * 60),
)
ALL_DAY = LineHours(weekly=ALWAYS)
WORKDAYS = LineHours(weekly=(OFFICE,) * 5 + ((), ()), holiday=())
MIDORI, ASAGI = UUID(int=1), UUID(int=2)


def checked(*days: date) -> tuple[Check, ...]:
    """A check on each day, each by another person."""
    return tuple(Check(by=UUID(int=number), on=day) for number, day in enumerate(days, start=1))


def line(
    contact: str,
    purpose: Purpose = Purpose.LISTENING,
    *,
    name: str = "名前",
    hours: LineHours | None = ALL_DAY,
    checked_on: date | None = CHECKED,
) -> Line:
    """A line; one with an address is written to."""
    return Line(
        name=name,
        purpose=purpose,
        means=Means.TEXT if contact.startswith("https:") else Means.VOICE,
        contact=contact,
        hours=hours,
        checks=checked(checked_on, checked_on) if checked_on is not None else (),
    )
