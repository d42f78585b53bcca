"""How many counsellors each weekday needs: what has been seen, and evenings played with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.clock import TOKYO
from domain.conversation import End
from domain.erlang import erlang_a
from domain.statistics.coming import Coming, comings
from domain.statistics.fact import FactKind
from routing.openings import local_day, planned_openings
from routing.staffing import QUARTER, Demand, Evenings, play, seeded, spread
from services import timetable
from services.work import Work
from storage.queries import stat_facts

LOOKED_BACK: Final = timedelta(weeks=12)
FEW: Final = 10
"""Of fewer nothing is said, and nothing reckoned: a mean of three people tells of three people."""

TALK: Final = 40
PATIENCE: Final = 20
"""Minutes taken where nothing has been seen yet."""

_MOST_TIMES: Final = 150
_PEOPLE_PLAYED: Final = 3000
"""An estimate is ready within a second or two: busy evenings are played less often."""

_HOUR: Final = 60
_DAYS: Final = timedelta(days=13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the last twelve weeks were like.

    ``opens``: weekday (0 is Monday) to when it opens, in minutes from midnight, and for how many
    minutes; weekdays that never open are missing. ``last_intake``: for how many minutes before the
    end nobody new is taken in. ``by_hour``: weekday and hour to how many came.
    ``evenings``: how many of each weekday there were. ``talks``: lengths, in minutes; empty under
    ten. ``patience``: the mean, in minutes, None under ten who left.
    """

    opens: Mapping[int, tuple[int, int]]
    last_intake: int
    by_hour: Mapping[tuple[int, int], int]
    evenings: Mapping[int, int]
    talks: tuple[float, ...]
    patience: float | None

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
    return Seen(
        opens=_opens(work, today),
        last_intake=timetable.current(work).last_intake_minutes,
        by_hour=came,
        evenings={day: sum(on.weekday() == day for on in opened) for day in range(7)},
        talks=_talks(visits),
        patience=_patience(visits),
    )


def estimate(seen: Seen, asked: Question) -> tuple[Weekday, ...]:
    """For each weekday that opens, and for every number of counsellors, what evenings come to."""
    return tuple(
        _weekday(seen, asked, weekday) for weekday in sorted(seen.opens) if weekday in asked.people
    )


def _weekday(seen: Seen, asked: Question, weekday: int) -> Weekday:
    people = asked.people[weekday]
    demand = Demand(
        arrivals=_quarters(seen, weekday, people),
        talks=seen.talks if asked.talk is None and seen.talks else spread(asked.talk or TALK),
        patience=spread(asked.patience),
        no_start=float(min(seen.last_intake, seen.opens[weekday][1])),
    )
    answers = tuple(
        _answer(demand, asked, people, counsellors) for counsellors in range(1, asked.most + 1)
    )
    return Weekday(weekday=weekday, people=people, answers=answers)


def _answer(demand: Demand, asked: Question, people: float, counsellors: int) -> Answer:
    slots = counsellors * asked.held
    times = max(20, min(_MOST_TIMES, int(_PEOPLE_PLAYED / max(1.0, people))))
    reckoned = erlang_a(
        an_hour=people / demand.open_for * _HOUR,
        talk=sum(demand.talks) / len(demand.talks),
        patience=asked.patience,
        slots=slots,
    )
    return Answer(
        counsellors=counsellors,
        evenings=play(demand, slots=slots, times=times, chance=seeded(counsellors)),
        formula=reckoned.answered,
    )


def _quarters(seen: Seen, weekday: int, people: float) -> tuple[float, ...]:
    """People in each quarter: as those of this weekday came, else of all, else evenly.

    Evenly is until the last intake.
    """
    opens, minutes = seen.opens[weekday]
    size = max(1, round(minutes / QUARTER))
    for days in ({weekday}, set(range(7))):
        weights = [0.0] * size
        for (day, hour), number in seen.by_hour.items():
            first = int((hour * _HOUR - opens) // QUARTER)
            inside = [place for place in range(first, first + 4) if 0 <= place < size]
            for place in inside if day in days else ():
                weights[place] += number / len(inside)
        if sum(weights) >= FEW:
            return tuple(people * weight / sum(weights) for weight in weights)
    early = max(1, size - round(seen.last_intake / QUARTER))
    return (people / early,) * early + (0.0,) * (size - early)


def _opens(work: Work, today: date) -> Mapping[int, tuple[int, int]]:
    """From the first opening of a day to its last closing, in the two weeks from today."""
    hours: dict[int, tuple[int, int]] = {}
    for stretch in planned_openings(timetable.current(work), today, today + _DAYS):
        opens = stretch.opens_at.astimezone(TOKYO)
        begin = opens.hour * _HOUR + opens.minute
        length = int((stretch.closes_at - stretch.opens_at).total_seconds() // _HOUR)
        known = hours.get(opens.weekday(), (begin, 0))
        end = max(known[0] + known[1], begin + length)
        hours[opens.weekday()] = (min(known[0], begin), end - min(known[0], begin))
    return hours


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
