"""What the dashboard's pictures show: exact counts of one's own organisation, in plain rows."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.clock import TOKYO
from domain.record_details import ReferStep
from domain.statistics.coming import Coming, Fact, Outcome
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.periods import Period
from services import monthly_sheet
from services.work import Work
from storage.queries import indicator_facts

WAITS: Final = (5, 10, 20, 30, 60)
"""Minutes up to which a wait belongs to a class; the last class has no end."""

LOADS: Final = (0, 2, 5, 10)
"""Arrivals up to which an evening belongs to a class; the last class has no end."""

STEPS: Final = (
    ReferStep.TOLD,
    ReferStep.GAVE_CONTACT,
    ReferStep.CONTACTED,
    ReferStep.WENT_ALONG,
    ReferStep.CONFIRMED,
)
"""The rungs of a referral; what was declined or not wanted is no rung."""

_KEPT: Final = ("hours", "weekdays", "waits", "evenings", "ladder")
_MONTHS: Final = 12
_IN_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts of a period. ``hours`` and ``weekdays`` (Monday is 0): arrivals in hours, answers.

    ``waits`` and ``evenings`` go by ``WAITS`` and ``LOADS``, one class more than these.
    ``friends``: by the first of a month, who added the account for the first time. ``ladder``:
    how many referrals took a step.
    """

    hours: tuple[tuple[int, int, int], ...]
    weekdays: tuple[tuple[int, int, int], ...]
    waits: tuple[int, ...]
    evenings: tuple[int, ...]
    friends: tuple[tuple[date, int], ...]
    ladder: tuple[tuple[ReferStep, int], ...]


def count(
    work: Work, period: Period, *, organisation: str | None, as_of: date | None = None
) -> Counts:
    """The counts of a period, as one organisation sees them; as they were known on a day."""
    material = monthly_sheet.material(work, period, organisation=organisation, as_of=as_of)
    visits = [each for each in material.visits if each.is_in_hours]
    today = work.now.astimezone(TOKYO).date()
    steps = Counter(
        fact.codes.get(FactCode.STEP)
        for fact in material.others
        if fact.kind is FactKind.REFERRAL_STEP
    )
    return Counts(
        hours=_hours(visits),
        weekdays=tuple(
            (day, *_two([each for each in visits if each.on.weekday() == day]))
            for day in range(_IN_A_WEEK)
        ),
        waits=_classes(
            [each.wait_minutes for each in visits if each.wait_minutes is not None], WAITS
        ),
        evenings=_evenings(visits, material.others),
        friends=_friends(work, today),
        ladder=tuple((step, steps[step]) for step in STEPS),
    )


def written(counts: Counts) -> str:
    """Counts as text, but for friends, which are counted at once."""
    return json.dumps({each: getattr(counts, each) for each in _KEPT})


def read(work: Work, text: str) -> Counts:
    """The counts of a text that ``written`` gave, and the friends of today."""
    kept = json.loads(text)
    return Counts(
        hours=tuple((hour, came, answered) for hour, came, answered in kept["hours"]),
        weekdays=tuple((day, came, answered) for day, came, answered in kept["weekdays"]),
        waits=tuple(kept["waits"]),
        evenings=tuple(kept["evenings"]),
        friends=_friends(work, work.now.astimezone(TOKYO).date()),
        ladder=tuple((ReferStep(step), number) for step, number in kept["ladder"]),
    )


def _hours(visits: Sequence[Coming]) -> tuple[tuple[int, int, int], ...]:
    found = sorted({each.hour for each in visits if each.hour is not None})
    if not found:
        return ()
    return tuple(
        (hour, *_two([each for each in visits if each.hour == hour]))
        for hour in range(found[0], found[-1] + 1)
    )


def _two(visits: Sequence[Coming]) -> tuple[int, int]:
    return len(visits), sum(each.outcome is Outcome.ANSWERED for each in visits)


def _evenings(visits: Sequence[Coming], facts: Sequence[Fact]) -> tuple[int, ...]:
    """Every evening that was open, by how many came; tonight is one once somebody has come."""
    came = Counter(each.on for each in visits)
    every = came.keys() | {fact.on for fact in facts if fact.kind is FactKind.EVENING}
    return _classes([came[day] for day in sorted(every)], LOADS)


def _classes(numbers: Sequence[int], ends: Sequence[int]) -> tuple[int, ...]:
    made = [0] * (len(ends) + 1)
    for number in numbers:
        made[next((at for at, end in enumerate(ends) if number <= end), len(ends))] += 1
    return tuple(made)


def _friends(work: Work, today: date) -> tuple[tuple[date, int], ...]:
    """The last twelve months, the one that runs among them."""
    months = [today.replace(day=1)]
    while len(months) < _MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    added = indicator_facts.by_day(
        work.session, FactKind.FRIEND_ADDED, since=months[-1], until=today
    )
    sums = Counter[date]()
    for day, number in added.items():
        sums[day.replace(day=1)] += number
    return tuple((month, sums[month]) for month in reversed(months))
