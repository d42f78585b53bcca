"""What the last three closed months were like: who came when, how long talks were, how long waits.

Coordinators ask for estimates as well, who see no exact figures. So what has been seen are months
that are closed, which tell nothing from one day to the next, and of fewer than ten nothing goes in.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from domain.conversation import End
from domain.disclosure.closing import is_closed
from domain.disclosure.rule import TEN_FIVE, rounded
from domain.statistics.coming import Coming, comings
from domain.statistics.fact import FactKind
from domain.statistics.periods import Length, Period
from routing import ordinary_week
from routing.evenings import Evening
from routing.openings import local_day
from services.work import Work
from storage.queries import stat_facts

LOOKED_BACK: Final = 3
"""Months."""

FEW: Final = 10
"""Of fewer nothing is said, and nothing reckoned: a mean of three people tells of three people."""

_MANY: Final = 50
_LENGTHS: Final = 10
"""How long talks are is drawn from so many lengths, each the mean of ten talks or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the last three closed months were like, and by which rules evenings are kept.

    ``opens``: weekday (0 is Monday) to such an evening; weekdays that never open are missing.
    ``by_hour``: weekday and hour to how many came. ``evenings``: how many of each weekday there
    were. ``talk_minutes``: the mean length of a talk, None under ten; ``talks``: lengths that are
    means of ten talks or more, empty under fifty. ``patience``: the mean, in minutes, None under
    ten who left. ``organisations``: who has shifts on each weekday. ``held``: talks at once
    of a counsellor; ``shares`` and ``most`` as ``assignment.choose`` takes them.
    """

    opens: Mapping[int, Evening]
    by_hour: Mapping[tuple[int, int], int]
    evenings: Mapping[int, int]
    talk_minutes: int | None
    talks: tuple[float, ...]
    patience: int | None
    organisations: Mapping[int, tuple[str, ...]]
    held: int
    shares: Mapping[str, int]
    most: Mapping[str, int]

    def an_evening(self, weekday: int) -> int | None:
        """How many came on such an evening, on the whole; None where too few did to say."""
        came = sum(number for (day, _), number in self.by_hour.items() if day == weekday)
        return round(rounded(came, TEN_FIVE) / self.evenings[weekday]) if came >= FEW else None


def look(work: Work) -> Seen:
    """What the last three closed months were like."""
    today = local_day(work.now)
    first, last = _closed_months(today)
    facts = stat_facts.between(work.session, first, last)
    visits = [each for each in comings(facts) if each.is_in_hours]
    came = Counter(
        (each.arrived_on.weekday(), each.arrived_hour)
        for each in visits
        if each.arrived_on is not None and each.arrived_hour is not None
    )
    opened = {fact.on for fact in facts if fact.kind is FactKind.EVENING} | {
        each.arrived_on for each in visits if each.arrived_on is not None
    }
    lengths = sorted(max(1, each.talk_minutes) for each in visits if each.talk_minutes is not None)
    schedule = work.house.schedule
    return Seen(
        opens=ordinary_week.evenings(schedule, today),
        by_hour=came,
        evenings={day: sum(on.weekday() == day for on in opened) for day in range(7)},
        talk_minutes=round(sum(lengths) / len(lengths)) if len(lengths) >= FEW else None,
        talks=_talks(lengths),
        patience=_patience(visits),
        organisations=ordinary_week.organisations(schedule, today),
        held=schedule.capacity.usual,
        shares={each.code: each.share for each in schedule.organisations},
        most={
            each.code: each.capacity for each in schedule.organisations if each.capacity is not None
        },
    )


def by_hour(seen: Seen, days: Collection[int]) -> dict[int, float]:
    """How many came in each hour, to the nearest five; in hours of few as many in one as another.

    Where these are few all together they are none: nobody is told of three people at eight.
    """
    came = Counter[int]()
    for (day, hour), number in seen.by_hour.items():
        if day in days:
            came[hour] += number
    hours = {hour for _, hour in seen.by_hour}
    quiet = {hour for hour in hours if came[hour] < FEW}
    together = sum(came[hour] for hour in quiet)
    shared = rounded(together, TEN_FIVE) / len(quiet) if together >= FEW else 0.0
    return {hour: shared if hour in quiet else rounded(came[hour], TEN_FIVE) for hour in hours}


def _closed_months(today: date) -> tuple[date, date]:
    """The first and the last day of the newest months that may be released."""
    month = Period.around(today, Length.MONTH)
    while not is_closed(month, today):
        month = month.before()
    last = month.last
    for _ in range(LOOKED_BACK - 1):
        month = month.before()
    return month.first, last


def _talks(lengths: Sequence[int]) -> tuple[float, ...]:
    """Lengths to draw from, of sorted ones: the means of as many equal parts as there may be."""
    parts = min(_LENGTHS, len(lengths) // FEW)
    if len(lengths) < _MANY:
        return ()
    ends = [len(lengths) * place // parts for place in range(parts + 1)]
    return tuple(
        float(round(sum(lengths[first:last]) / (last - first))) for first, last in pairwise(ends)
    )


def _patience(visits: Sequence[Coming]) -> int | None:
    """Minutes waited by all, for each who left: the best guess where many did not have to wait."""
    left = sum(each.end == End.LEFT_WAITING for each in visits)
    waited = [each.wait_minutes for each in visits if each.wait_minutes is not None]
    if left < FEW or not waited:
        return None
    return max(1, round(sum(waited) * (len(waited) + left) / len(waited) / left))
