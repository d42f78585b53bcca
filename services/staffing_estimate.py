"""How many counsellors each weekday needs: what has been seen, and evenings played with it.

They are played by the schedule's own hours, last intake, capacities and shares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.clock import TOKYO
from domain.erlang import erlang_a
from routing.staffed_evening import Crew
from routing.staffing import QUARTER, Demand, Evenings, play, seeded, spread
from services.staffing_seen import FEW, Seen, by_hour

TALK: Final = 40
PATIENCE: Final = 20
"""Minutes taken where nothing has been seen yet."""

DECLINED: Final = 0.12
LAPSED: Final = 0.07
ANSWERED_WITHIN: Final = timedelta(seconds=25)
"""What becomes of offers, as the rehearsed evenings have it: nobody keeps it for statistics."""

_MOST_TIMES: Final = 100
_PEOPLE_PLAYED: Final = 1200
"""An estimate is ready within a few seconds: busy evenings are played less often."""

_SEED: Final = 1
_HOUR: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked. ``people``: weekday to how many come on such an evening.

    ``talk`` None: as long as the talks that were seen. ``held``: talks a counsellor has at once.
    ``most``: counsellors, up to whom it is reckoned.
    """

    people: Mapping[int, float]
    talk: float | None
    patience: float
    held: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An evening with so many counsellors. ``formula``: the share answered by Erlang-A."""

    counsellors: int
    evenings: Evenings
    formula: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """One weekday with its answers, from one counsellor on."""

    weekday: int
    people: float
    answers: tuple[Answer, ...]


def estimate(seen: Seen, asked: Question) -> tuple[Weekday, ...]:
    """For each weekday that opens, and for every number of counsellors, what evenings come to."""
    return tuple(
        _weekday(seen, asked, weekday) for weekday in sorted(seen.opens) if weekday in asked.people
    )


def _weekday(seen: Seen, asked: Question, weekday: int) -> Weekday:
    people = asked.people[weekday]
    demand = Demand(
        evening=seen.opens[weekday],
        arrivals=_quarters(seen, weekday, people),
        talks=seen.talks if asked.talk is None and seen.talks else spread(_talk(seen, asked)),
        patience=spread(asked.patience),
    )
    answers = tuple(
        _answer(demand, asked, _talk(seen, asked), _crew(seen, asked, weekday, counsellors))
        for counsellors in range(1, asked.most + 1)
    )
    return Weekday(weekday=weekday, people=people, answers=answers)


def _crew(seen: Seen, asked: Question, weekday: int, counsellors: int) -> Crew:
    """So many counsellors, of the organisations that have shifts on this weekday in turn."""
    codes = seen.organisations.get(weekday, ())
    shares = {code: seen.shares.get(code, 1) for code in codes}
    return Crew(
        counsellors=tuple(
            codes[number % len(codes)] if codes else None for number in range(counsellors)
        ),
        held=asked.held,
        shares=shares if len(set(shares.values())) > 1 else {},
        most=seen.most,
        declined=DECLINED,
        lapsed=LAPSED,
        answered_within=ANSWERED_WITHIN,
    )


def _talk(seen: Seen, asked: Question) -> float:
    """The mean length of a talk: as it was asked, else as it was seen."""
    return asked.talk or seen.talk_minutes or TALK


def _answer(demand: Demand, asked: Question, talk: float, crew: Crew) -> Answer:
    people = sum(demand.arrivals)
    times = max(20, min(_MOST_TIMES, int(_PEOPLE_PLAYED / max(1.0, people))))
    reckoned = erlang_a(
        an_hour=people / (len(demand.arrivals) * QUARTER) * _HOUR,
        talk=talk,
        patience=asked.patience,
        slots=len(crew.counsellors) * crew.held,
    )
    return Answer(
        counsellors=len(crew.counsellors),
        evenings=play(demand, crew, times=times, chance=seeded(_SEED)),
        formula=reckoned.answered,
    )


def _quarters(seen: Seen, weekday: int, people: float) -> tuple[float, ...]:
    """People in each quarter: as those of this weekday came, else of all, else evenly.

    Evenly is until the last intake.
    """
    evening = seen.opens[weekday]
    opens_at = evening.opens_at.astimezone(TOKYO)
    opens = opens_at.hour * _HOUR + opens_at.minute
    size = max(1, round(_minutes(evening.closes_at - evening.opens_at) / QUARTER))
    for days in ({weekday}, set(range(7))):
        weights = [0.0] * size
        for hour, number in by_hour(seen, days).items():
            first = int((hour * _HOUR - opens) // QUARTER)
            inside = [place for place in range(first, first + 4) if 0 <= place < size]
            for place in inside:
                weights[place] += number / len(inside)
        if sum(weights) >= FEW:
            return tuple(people * weight / sum(weights) for weight in weights)
    early = max(1, round(_minutes(evening.last_intake_at - evening.opens_at) / QUARTER))
    return (people / early,) * early + (0.0,) * (size - early)


def _minutes(length: timedelta) -> float:
    return length / timedelta(minutes=1)
