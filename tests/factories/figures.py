"""Facts as months of talks leave them: made up, many at once, without an evening for each."""

import random  # noqa: TID251 - the same people every time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from domain.record import Theme
from domain.record_details import DECADES, Age, Area, Gender, ReferStep, ReferTo
from domain.service_day import fiscal_year
from domain.statistics.coming import Coming, Fact
from domain.statistics.counted import Friends, Material
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.periods import Period
from storage.models.statistics import StatFact
from tests.machinery.evening import Evening

AGES = (1, 6, 9, 12, 10, 4, 1, 3, 1)
AREAS = (9, 5, 3, 1, 3, 1, 4)
GENDERS = (10, 7, 1, 1, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is talked with; ``days`` are those of their talks."""

    name: bytes
    age: Age
    area: Area
    gender: Gender
    themes: tuple[Theme, ...]
    days: tuple[date, ...]
    linked: ReferTo | None = None


def people(count: int, *, seed: int, months: Sequence[date]) -> list[Person]:
    """So many people, each with some talks in some of the months."""
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    return [_person(chance, months) for _ in range(count)]


def note(evening: Evening, everybody: Iterable[Person]) -> None:
    """Leave the facts their talks would have left."""
    with evening.program.open_work() as work:
        for person in everybody:
            work.session.add_all(_facts(person))


def material(everybody: Sequence[Person], period: Period) -> Material:
    """What is counted of their talks in a period, without a database.

    Each has added the account on the day of their first talk, by one of two ways in or by neither.
    """
    added = [each for each in everybody if period.first <= each.days[0] <= period.last]
    return Material(
        period=period,
        others=[fact for each in added for fact in _as_friend(each)],
        friends=Friends(added=len(added)),
        visits=[
            Coming(
                on=day,
                pseudonym=person.name,
                has_waited=True,
                has_ended=True,
                answer_minutes=3,
                is_first_answered=day == person.days[0],
                record={code.value: said for code, said in _record(person).items()},
            )
            for person in everybody
            for day in person.days
            if period.first <= day <= period.last
        ],
    )


def come(evening: Evening, visits: int, *, on: date) -> None:
    """Leave the facts of so many who wrote out of hours."""
    codes = {FactCode.FIRST_EVER.value: "no"}
    with evening.program.open_work() as work:
        for _ in range(visits):
            name = uuid4().bytes
            work.session.add(_fact(FactKind.VISIT_BEGAN, on, name, uuid4(), codes))


def befriend(evening: Evening, by_day: Mapping[date, int], *, way: str | None = None) -> None:
    """Leave the facts of people who added the account, by a way in where one is named."""
    codes = {FactCode.WAY.value: way or "unknown"}
    with evening.program.open_work() as work:
        for day, number in by_day.items():
            for _ in range(number):
                name = uuid4().bytes
                work.session.add(_fact(FactKind.FRIEND_ADDED, day, name, None, {}))
                work.session.add(_fact(FactKind.FRIEND_SOURCE, day, None, None, codes))


def set_aside(evening: Evening, person: Person, day: date) -> None:
    """Correct one talk: it was a trial of ours."""
    with evening.program.open_work() as work:
        began = (
            work.session.query(StatFact)
            .filter_by(kind=FactKind.VISIT_BEGAN, pseudonym=person.name, on=day)
            .first()
        )
        assert began is not None
        codes = {FactCode.REASON.value: "test"}
        row = _fact(FactKind.SET_ASIDE, day, person.name, began.stat_id, codes)
        work.session.add(row)


def _as_friend(person: Person) -> Iterator[Fact]:
    yield Fact(kind=FactKind.FRIEND_ADDED, on=person.days[0])
    way = ("poster", "page", "unknown")[min(person.name[0] // 50, 2)]
    codes = {FactCode.WAY.value: way}
    yield Fact(kind=FactKind.FRIEND_SOURCE, on=person.days[0], codes=codes)


def _person(chance: random.Random, months: Sequence[date]) -> Person:
    often = chance.choices((1, 2, 3, 6), (8, 4, 3, 2))[0]
    days = [
        month + timedelta(days=chance.randrange(28))
        for month in chance.sample(months, min(often, len(months)))
        for _ in range(chance.choice((1, 1, 2)))
    ]
    return Person(
        name=chance.randbytes(16),
        age=chance.choices(DECADES, AGES)[0],
        area=chance.choices(tuple(Area), AREAS)[0],
        gender=chance.choices(tuple(Gender), GENDERS)[0],
        themes=tuple({chance.choice(tuple(Theme)) for _ in range(chance.choice((1, 1, 2, 3)))}),
        days=tuple(sorted(days)),
        linked=ReferTo.FAMILY_GROUP if chance.random() < 0.1 else None,
    )


def _facts(person: Person) -> Iterator[StatFact]:
    record = {code.value: said for code, said in _record(person).items()}
    for number, day in enumerate(person.days):
        stat_id = UUID(bytes=bytes([number]) + person.name[1:])
        for kind, codes in (
            (FactKind.VISIT_BEGAN, {FactCode.FIRST_EVER.value: "no"}),
            (FactKind.WAITED, {}),
            (FactKind.ANSWERED, {FactCode.FIRST_EVER.value: "no" if number else "yes"}),
            (FactKind.RECORDED, record),
        ):
            yield _fact(kind, day, person.name, stat_id, codes)
    if person.linked is not None:
        codes = {
            FactCode.TO.value: person.linked.value,
            FactCode.STEP.value: ReferStep.CONFIRMED.value,
        }
        yield _fact(FactKind.REFERRAL_STEP, person.days[-1], person.name, None, codes)


def _record(person: Person) -> dict[FactCode, str]:
    return {
        FactCode.SUBJECT_AGE: person.age.value,
        FactCode.SUBJECT_GENDER: person.gender.value,
        FactCode.AREA: person.area.value,
        FactCode.THEMES: ",".join(sorted(person.themes)),
    }


def _fact(
    kind: FactKind, day: date, name: bytes | None, stat_id: UUID | None, codes: dict[str, str]
) -> StatFact:

    return StatFact(
        id=uuid4(),
        kind=kind,
        on=day,
        hour=17,
        fiscal_year=fiscal_year(day),
        pseudonym=name,
        stat_id=stat_id,
        organisation="yamanashi",
        number=1,
        codes=codes,
        corrects=None,
        noted_on=day,
    )
