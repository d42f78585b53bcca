"""Open or closed, and until when (DOMAIN §2.0). Every answer is an aware time in UTC.

Hours are half-open and reckoned in Asia/Tokyo, whatever the zone of the machine or of ``now``.
A ``now`` without a zone raises ValueError.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.clock import TOKYO
from routing.schedule import Schedule

HORIZON = timedelta(days=400)
NIGHT_ENDS = time(5)
# A fixed first day keeps the start of a closed window the same, however long the window lasts.
FIRST_DAY = date(2020, 1, 1)

_ONE_DAY = timedelta(days=1)


class ClosedKind(StrEnum):
    """Why nobody reads now; each kind has its own answer (T10, T11, T12)."""

    BEFORE_OPENING = "before_opening"
    AFTER_CLOSING = "after_closing"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedWindow:
    """One closed time. ``started_at`` names it: the same from the last closing to the next opening.

    ``kind`` may change within a window (night, then morning); ``next_opening`` is None when
    nothing opens within ``HORIZON``.
    """

    kind: ClosedKind
    started_at: datetime
    next_opening: datetime | None


def is_open(schedule: Schedule, *, now: datetime) -> bool:
    """Whether somebody reads at ``now``: open at 16:00:00 sharp, closed at 21:00:00 sharp."""
    return _open_until(schedule, now) is not None


def next_opening(schedule: Schedule, *, now: datetime) -> datetime | None:
    """The first opening after ``now``, None if there is none within ``HORIZON``.

    While open this is the opening after the present one.
    """
    for opens_at, _ in _openings(schedule, _local_day(now), _local_day(now + HORIZON)):
        if now < opens_at <= now + HORIZON and _is_fresh(schedule, opens_at):
            return opens_at
    return None


def current_closing(schedule: Schedule, *, now: datetime) -> datetime | None:
    """When the present opening ends, None while closed.

    Hours that touch (20:00-24:00, then 00:00-02:00) are one opening; of one that never ends,
    the end of a day past ``HORIZON`` is given.
    """
    closes_at = _open_until(schedule, now)
    while closes_at is not None and closes_at <= now + HORIZON:
        later = _open_until(schedule, closes_at)
        if later is None:
            break
        closes_at = later
    return closes_at


def closed_window(schedule: Schedule, *, now: datetime) -> ClosedWindow | None:
    """The closed time around ``now``, None while open."""
    if is_open(schedule, now=now):
        return None
    return ClosedWindow(
        kind=_closed_kind(schedule, now),
        started_at=_last_closing(schedule, now),
        next_opening=next_opening(schedule, now=now),
    )


def _closed_kind(schedule: Schedule, now: datetime) -> ClosedKind:
    local = _aware(now).astimezone(TOKYO)
    today = local.date()
    openings = list(_openings(schedule, today, today))
    if not openings:
        return ClosedKind.DAY_OFF
    if now >= openings[-1][1]:
        return ClosedKind.AFTER_CLOSING
    is_night = local.time() < NIGHT_ENDS and now < openings[0][0]
    if is_night and schedule.hours_on(today - _ONE_DAY):
        return ClosedKind.AFTER_CLOSING
    return ClosedKind.BEFORE_OPENING


def _last_closing(schedule: Schedule, now: datetime) -> datetime:
    day = _local_day(now)
    while day >= FIRST_DAY:
        closings = [closes_at for _, closes_at in _openings(schedule, day, day) if closes_at <= now]
        if closings:
            return closings[-1]
        day -= _ONE_DAY
    return _minute_of(FIRST_DAY, 0)


def _open_until(schedule: Schedule, moment: datetime) -> datetime | None:
    day = _local_day(moment)
    for opens_at, closes_at in _openings(schedule, day, day):
        if opens_at <= moment < closes_at:
            return closes_at
    return None


def _is_fresh(schedule: Schedule, opens_at: datetime) -> bool:
    """Whether it was closed right before; 00:00 after hours up to 24:00 is no opening."""
    return not is_open(schedule, now=opens_at - datetime.resolution)


def _openings(schedule: Schedule, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    day = first
    while day <= last:
        for hours in schedule.hours_on(day):
            yield _minute_of(day, hours.opens_minute), _minute_of(day, hours.closes_minute)
        day += _ONE_DAY


def _minute_of(day: date, minute: int) -> datetime:
    wall = datetime.combine(day, time(), TOKYO) + timedelta(minutes=minute)
    return wall.astimezone(UTC)


def _local_day(moment: datetime) -> date:
    return _aware(moment).astimezone(TOKYO).date()


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone: opening hours cannot be asked of it")
    return moment
