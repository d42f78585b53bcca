"""Open or closed, and until when (DOMAIN §2.0). Every answer is an aware time in UTC.

Hours are half-open and reckoned in Asia/Tokyo, whatever the zone of the machine or of ``now``.
A ``now`` without a zone raises ValueError. Stops count: what they take away is closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.clock import TOKYO
from routing.losses import latest_loss
from routing.opening_days import Opens
from routing.openings import (
    ONE_DAY,
    Stretch,
    local_day,
    moment,
    openings,
    planned_openings,
)

HORIZON = timedelta(days=400)
NIGHT_ENDS = time(5)
# A fixed first day keeps the start of a closed window the same, however long the window lasts.
FIRST_DAY = date(2020, 1, 1)


class ClosedKind(StrEnum):
    """Why nobody reads now; each kind has its own answer (T10, T11, T12, T12b)."""

    BEFORE_OPENING = "before_opening"
    AFTER_CLOSING = "after_closing"
    DAY_OFF = "day_off"
    SUDDEN = "sudden"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedWindow:
    """One closed time. ``started_at`` names it: the same from the last closing to the next opening.

    Where stops take open time away, a window of its own begins with what is taken. ``kind`` may
    change within a window (night, then morning); ``next_opening`` is None when nothing opens
    within ``HORIZON``.
    """

    kind: ClosedKind
    started_at: datetime
    next_opening: datetime | None


def is_open(schedule: Opens, *, now: datetime) -> bool:
    """Whether somebody reads at ``now``: open at 16:00:00 sharp, closed at 21:00:00 sharp."""
    return _open_until(schedule, now) is not None


def next_opening(schedule: Opens, *, now: datetime) -> datetime | None:
    """The first opening after ``now``, None if there is none within ``HORIZON``.

    While open this is the opening after the present one.
    """
    first, last = local_day(now) - ONE_DAY, local_day(now + HORIZON)
    for opens_at, _ in openings(schedule, first, last):
        if now < opens_at <= now + HORIZON and _is_fresh(schedule, opens_at):
            return opens_at
    return None


def current_closing(schedule: Opens, *, now: datetime) -> datetime | None:
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


def current_opening(schedule: Opens, *, now: datetime) -> datetime | None:
    """When the present opening began, None while closed; hours that touch are one opening."""
    if not is_open(schedule, now=now):
        return None
    day = local_day(now)
    began = [
        opens_at
        for opens_at, _ in openings(schedule, day - ONE_DAY, day)
        if opens_at <= now and _is_fresh(schedule, opens_at)
    ]
    return began[-1] if began else now - ONE_DAY


def closed_window(schedule: Opens, *, now: datetime) -> ClosedWindow | None:
    """The closed time around ``now``, None while open."""
    if is_open(schedule, now=now):
        return None
    closed_at = _last_closing(schedule, now)
    loss = latest_loss(schedule, since=closed_at, now=now)
    is_news = loss is not None and now < loss.is_news_until
    return ClosedWindow(
        kind=ClosedKind.SUDDEN if is_news else _closed_kind(schedule, now),
        started_at=closed_at if loss is None else loss.began_at,
        next_opening=next_opening(schedule, now=now),
    )


def _closed_kind(schedule: Opens, now: datetime) -> ClosedKind:
    today = local_day(now)
    planned = list(planned_openings(schedule, today, today))
    yesterday = list(openings(schedule, today - ONE_DAY, today - ONE_DAY))
    if now.astimezone(TOKYO).time() < NIGHT_ENDS and yesterday:
        ended_today = yesterday[-1].closes_at > moment(today, 0)
        if ended_today or (planned and now < planned[0].opens_at):
            return ClosedKind.AFTER_CLOSING
    if not planned:
        return ClosedKind.DAY_OFF
    return _kind_by_day(list(openings(schedule, today, today)), now)


def _kind_by_day(left: Sequence[Stretch], now: datetime) -> ClosedKind:
    """By what stops leave of a day that was to open; where that is nothing, they are why."""
    if not left:
        return ClosedKind.SUDDEN
    return ClosedKind.AFTER_CLOSING if now >= left[-1].closes_at else ClosedKind.BEFORE_OPENING


def _last_closing(schedule: Opens, now: datetime) -> datetime:
    day = local_day(now)
    while day >= FIRST_DAY:
        closings = [closes_at for _, closes_at in openings(schedule, day, day) if closes_at <= now]
        if closings:
            return closings[-1]
        day -= ONE_DAY
    return moment(FIRST_DAY, 0)


def _open_until(schedule: Opens, at: datetime) -> datetime | None:
    day = local_day(at)
    for opens_at, closes_at in openings(schedule, day - ONE_DAY, day):
        if opens_at <= at < closes_at:
            return closes_at
    return None


def _is_fresh(schedule: Opens, opens_at: datetime) -> bool:
    """Whether it was closed right before; 00:00 after hours up to 24:00 is no opening."""
    return not is_open(schedule, now=opens_at - datetime.resolution)
