"""A usual evening out of a seed: a burst at the opening, then fewer; talks of 54 minutes.

The numbers are those of the programmes whose figures are published: a lognormal length with a mean
of 54 minutes, about 73 messages a talk, written in bursts of one to eight.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bot.rehearsal.chance import Chance
from bot.rehearsal.plan import EveningPlan, Late, Manner, MemberPlan, PersonPlan, Rest
from routing.evenings import Evening
from routing.schedule import Schedule

MEAN_MINUTES: Final = 54.0
MEAN_MESSAGES: Final = 73.0
_NIGHT_SHARE: Final = 0.15
_BURST_SHARE: Final = 0.45
_SPREAD: Final = 0.55
_LONGEST: Final = 180.0
_SHORTEST: Final = 6.0


def usual_evening(
    seed: int, evening: Evening, schedule: Schedule, *, people: int, counsellors: int
) -> EveningPlan:
    """An evening that its seed decides: the same one every time."""
    chance = Chance(f"evening {seed}")
    return EveningPlan(
        seed=seed,
        evening=evening,
        people=tuple(
            _person(chance.branch(f"person {number}"), evening, f"p{number:02}")
            for number in range(1, people + 1)
        ),
        members=tuple(_members(chance.branch("crew"), evening, schedule, counsellors)),
    )


def _person(chance: Chance, evening: Evening, name: str) -> PersonPlan:
    writes_at = _arrival(chance, evening)
    minutes = min(_LONGEST, max(_SHORTEST, chance.lognormal(MEAN_MINUTES, _SPREAD)))
    rate = MEAN_MESSAGES / MEAN_MINUTES * chance.between(0.6, 1.4)
    return PersonPlan(
        name=name,
        writes_at=writes_at,
        talk_minutes=minutes,
        messages=max(4, round(minutes * rate)),
        wants_call=writes_at < evening.opens_at and chance.happens(0.6),
        answers_call=chance.happens(0.8),
        manner=chance.pick((Manner.ANSWERS, Manner.ANSWERS, Manner.SKIPS, Manner.WRITES)),
        distress=chance.pick(("1", "1", "1", "1", "0", "0", "3", "3", "5")),
        late=chance.pick(tuple(Late)),
        leaves_after=_perhaps(chance, 0.15, 10, 60),
        asks_after=_perhaps(chance, 0.2, 5, 30),
        blocks_after=_perhaps(chance, 0.08, 2, 90),
        silent_after=_perhaps(chance, 0.15, 5, 50),
        returns_after=_perhaps(chance, 0.6, 5, 60),
    )


def _arrival(chance: Chance, evening: Evening) -> datetime:
    kind = chance.share()
    if kind < _NIGHT_SHARE:
        return evening.opens_at - timedelta(minutes=chance.between(5, 12 * 60))
    if kind < _NIGHT_SHARE + _BURST_SHARE:
        return evening.opens_at + timedelta(minutes=min(chance.soon(8), 60))
    last = evening.closes_at - timedelta(minutes=10)
    thinning: float = chance.share() ** 1.3
    return evening.opens_at + (last - evening.opens_at) * thinning


def _members(
    chance: Chance, evening: Evening, schedule: Schedule, counsellors: int
) -> Iterator[MemberPlan]:
    codes: list[str | None] = [each.code for each in schedule.organisations]
    for number in range(counsellors):
        # Arrivals are seconds apart: who came first is never left to how an id sorts.
        comes_at = evening.opens_at - timedelta(minutes=20 - number, seconds=7 * number)
        yield _counsellor(
            chance.branch(str(number)),
            evening,
            f"c{number + 1}",
            codes[number % len(codes)] if codes else None,
            comes_at,
        )
    yield MemberPlan(
        name="sv",
        organisation=None,
        comes_at=evening.opens_at - timedelta(minutes=25),
        goes_at=evening.report_at,
        is_supervisor=True,
    )


def _counsellor(
    chance: Chance, evening: Evening, name: str, organisation: str | None, comes_at: datetime
) -> MemberPlan:
    length = evening.closes_at - evening.opens_at
    if chance.happens(0.2):  # comes later, after other work
        comes_at = evening.opens_at + timedelta(minutes=chance.between(20, 90))
    drops = (evening.opens_at + length * chance.between(0.15, 0.95),)
    begins_at = evening.opens_at + length * chance.between(0.3, 0.8)
    pause = Rest(begins_at=begins_at, ends_at=begins_at + timedelta(minutes=15))
    return MemberPlan(
        name=name,
        organisation=organisation,
        comes_at=comes_at,
        goes_at=evening.closes_at + timedelta(minutes=chance.between(10, 40)),
        is_new=chance.happens(0.2),
        declines=0.12,
        lapses=0.07,
        hands_over=0.08,
        drops=drops if chance.happens(0.4) else (),
        rests=(pause,) if chance.happens(0.5) else (),
    )


def _perhaps(chance: Chance, probability: float, least: float, most: float) -> float | None:
    drawn = chance.between(least, most)
    return drawn if chance.happens(probability) else None
