"""Open time that was taken away by stops, as whoever writes meanwhile is told of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.opening_days import Opens
from routing.openings import ONE_DAY, Cut, cuts, local_day, moment

_ONE_EVENING = timedelta(hours=6)
"""Cuts no further apart are one loss: a lunch gap between them is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Open time taken away. It is news up to ``is_news_until``: its day's end, or later its own."""

    began_at: datetime
    ended_at: datetime
    is_news_until: datetime


def latest_loss(schedule: Opens, *, since: datetime, now: datetime) -> Loss | None:
    """The last loss that began between ``since``, when it was last open, and ``now``."""
    latest = None
    for loss in _losses(schedule, since, now):
        near = latest is not None and loss.began_at - latest.ended_at <= _ONE_EVENING
        latest = (
            loss
            if latest is None or not near
            else Loss(
                began_at=latest.began_at,
                ended_at=loss.ended_at,
                is_news_until=loss.is_news_until,
            )
        )
    return latest


def _losses(schedule: Opens, since: datetime, now: datetime) -> Iterator[Loss]:
    if not schedule.stops:
        return
    begun = max(since, min(stop.from_at for stop in schedule.stops))
    for cut in cuts(schedule, local_day(begun) - ONE_DAY, local_day(now)):
        if since <= cut.began_at <= now:
            yield _loss(cut)


def _loss(cut: Cut) -> Loss:
    midnight = moment(local_day(cut.planned.opens_at) + ONE_DAY, 0)
    return Loss(
        began_at=cut.began_at,
        ended_at=cut.ended_at,
        is_news_until=max(midnight, cut.planned.closes_at),
    )
