"""How many counsellors each weekday needs: what has been seen, and evenings played with it.

They are played by the schedule's own hours, last intake, capacities and shares.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.clock import TOKYO
from domain.conversation import End
from domain.erlang import erlang_a
from domain.statistics.coming import Coming, comings
from domain.statistics.fact import FactKind
from routing import ordinary_week
from routing.evenings import Evening
from routing.openings import local_day
from routing.staffed_evening import Crew
from routing.staffing import QUARTER, Demand, Evenings, play, seeded, spread
from services.work import Work
from storage.queries import stat_facts

LOOKED_BACK: Final = timedelta(weeks=12)
FEW: Final = 10
"""Of fewer nothing is said, and nothing reckoned: a mean of three people tells of three people."""

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
class Seen:
    """What the last twelve weeks were like, and by which rules evenings are kept.

    ``opens``: weekday (0 is Monday) to such an evening; weekdays that never open are missing.
    ``by_hour``: weekday and hour to how many came. ``evenings``: how many of each weekday there
    were. ``talks``: lengths, in minutes; empty under ten. ``patience``: the mean, in minutes, None
    under ten who left. ``organisations``: who has shifts on each weekday. ``held``: talks at once
    of a counsellor; ``shares`` and ``most`` as ``assignment.choose`` takes them.
    """

    opens: Mapping[int, Evening]
    by_hour: Mapping[tuple[int, int], int]
    evenings: Mapping[int, int]
    talks: tuple[float, ...]
    patience: float | None
    organisations: Mapping[int, tuple[str, ...]]
    held: int
    shares: Mapping[str, int]
    most: Mapping[str, int]

    def an_evening(self, weekday: int) -> int | None:
        """How many came on such an evening, on the whole; None where too few did to say."""
        came = sum(number for (day, _), number in self.by_hour.items() if day == weekday)
        return round(came / self.evenings[weekday]) if came >= FEW else None

    @property
    def talk_minutes(self) -> int | None:
        """The mean length of a talk; None under ten."""
        return round(sum(self.talks) / len(self.talks)) if self.talks else None


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


def look(work: Work) -> Seen:
    """What the last twelve weeks were like, today left out."""
    today = local_day(work.now)
    first = today - LOOKED_BACK
    facts = stat_facts.between(work.session, first, today - timedelta(days=1))
    visits = [each for each in comings(facts) if each.is_in_hours]
    came = Counter(
        (each.arrived_on.weekday(), each.arrived_hour)
        for each in visits
        if each.arrived_on is not None and each.arrived_hour is not None
    )
    opened = {fact.on for fact in facts if fact.kind is FactKind.EVENING} | {
        each.arrived_on for each in visits if each.arrived_on is not None
    }
    schedule = work.house.schedule
    return Seen(
        opens=ordinary_week.evenings(schedule, today),
        by_hour=came,
        evenings={day: sum(on.weekday() == day for on in opened) for day in range(7)},
        talks=_talks(visits),
        patience=_patience(visits),
        organisations=ordinary_week.organisations(schedule, today),
        held=schedule.capacity.usual,
        shares={each.code: each.share for each in schedule.organisations},
        most={
            each.code: each.capacity for each in schedule.organisations if each.capacity is not None
        },
    )


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
        talks=seen.talks if asked.talk is None and seen.talks else spread(asked.talk or TALK),
        patience=spread(asked.patience),
    )
    answers = tuple(
        _answer(demand, asked, people, _crew(seen, asked, weekday, counsellors))
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


def _answer(demand: Demand, asked: Question, people: float, crew: Crew) -> Answer:
    times = max(20, min(_MOST_TIMES, int(_PEOPLE_PLAYED / max(1.0, people))))
    reckoned = erlang_a(
        an_hour=people / (len(demand.arrivals) * QUARTER) * _HOUR,
        talk=sum(demand.talks) / len(demand.talks),
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
        for (day, hour), number in seen.by_hour.items():
            first = int((hour * _HOUR - opens) // QUARTER)
            inside = [place for place in range(first, first + 4) if 0 <= place < size]
            for place in inside if day in days else ():
                weights[place] += number / len(inside)
        if sum(weights) >= FEW:
            return tuple(people * weight / sum(weights) for weight in weights)
    early = max(1, round(_minutes(evening.last_intake_at - evening.opens_at) / QUARTER))
    return (people / early,) * early + (0.0,) * (size - early)


def _minutes(length: timedelta) -> float:
    return length / timedelta(minutes=1)


def _talks(visits: Sequence[Coming]) -> tuple[float, ...]:
    lengths = sorted(
        max(1.0, float(each.talk_minutes)) for each in visits if each.talk_minutes is not None
    )
    return tuple(lengths) if len(lengths) >= FEW else ()


def _patience(visits: Sequence[Coming]) -> float | None:
    """Minutes waited by all, for each who left: the best guess where many did not have to wait."""
    left = sum(each.end == End.LEFT_WAITING for each in visits)
    waited = [each.wait_minutes for each in visits if each.wait_minutes is not None]
    if left < FEW or not waited:
        return None
    return max(1.0, sum(waited) * (len(waited) + left) / len(waited) / left)
