"""The sheet's tables of what talks were about, from their records: G to K."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from domain.conversation import End
from domain.incident import EntryKind
from domain.record import Caller, RiskKind, RiskLevel, Theme
from domain.record_details import (
    DECADES,
    Area,
    Duration,
    Gender,
    ReferStep,
    ReferTo,
    Relation,
    decade_of,
)
from domain.statistics.cohort import Standing, cohort
from domain.statistics.coming import Coming
from domain.statistics.counted import Material
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.table import Heading, Measure, Table, Unit
from domain.statistics.tabulating import (
    ALL,
    UNKNOWN,
    Sorting,
    Way,
    cross,
    of_pairs,
    one_row,
    one_way,
)

_CALLERS: Final = tuple(each for each in Caller if each is not Caller.UNKNOWN)
_RELATIONS: Final = (*Relation, UNKNOWN)

COHORTS: Final = ((15, 39), (34, 49), (40, 64))
"""The ages plans speak of, both included: young people, the ice age of employment, the middle."""

CALLS: Final = {
    "opened": (EntryKind.OPENED,),
    "emergency": (EntryKind.POLICE, EntryKind.AMBULANCE),
    "prefecture": (EntryKind.PREFECTURE,),
    "conferences": (EntryKind.SMALL_CONFERENCE, EntryKind.CONFERENCE),
}
"""What is counted of incidents, and which entries tell of it."""


def callers_and_subjects(material: Material) -> tuple[Table, ...]:
    """G: who wrote and whom it is about, apart; ages, genders, areas, durations."""
    visits = material.answered
    who = Way(key="G_who", rows=_CALLERS, of=_caller)
    return (
        cross(who, _RELATIONS, lambda visit: visit.relation or UNKNOWN, visits),
        one_way(Way(key="G_age", rows=DECADES, of=_decade(lambda v: v.subject_age)), visits),
        one_way(Way(key="G_caller_age", rows=DECADES, of=_decade(_callers_age)), visits),
        one_way(
            Way(key="G_gender", rows=tuple(Gender), of=_one(lambda v: v.subject_gender)), visits
        ),
        one_way(_by("G_caller_gender", tuple(Gender), FactCode.CALLER_GENDER), visits),
        one_way(_by("G_area", tuple(Area), FactCode.AREA), visits),
        one_way(_by("G_duration", tuple(Duration), FactCode.DURATION), visits),
    )


def cohorts(material: Material) -> Table:
    """G: who is of certain ages in this fiscal year; of whom only a decade is known, apart."""
    visits, year = material.answered, material.period.fiscal_year
    found = {f"{first}-{last}": cohort(year, first, last) for first, last in COHORTS}
    counted = Counter(
        (of.standing(visit.subject_age, year=year).value, code)
        for visit in visits
        for code, of in found.items()
    )
    rows = (Standing.IN, Standing.PARTLY, Standing.OUT, Standing.UNKNOWN)
    return Table(
        key="G_cohorts",
        rows=(*(Heading(code=row) for row in rows), Heading(code=ALL, is_total=True)),
        columns=tuple(Measure(code=code, unit=Unit.VISITS) for code in found),
        cells={(row.value, code): counted[row.value, code] for row in rows for code in found}
        | {(ALL, code): len(visits) for code in found},
    )


def themes(material: Material) -> Table:
    """H: what it was about; several may be true of one talk."""
    return one_way(_several("H", tuple(Theme), FactCode.THEMES), material.answered)


def dangers(material: Material) -> tuple[Table, ...]:
    """I: levels and kinds of danger, and what incidents came to."""
    told = Counter(
        fact.codes.get(FactCode.ENTRY) for fact in material.others if fact.kind is FactKind.INCIDENT
    )
    incidents = one_row(
        "I_incidents",
        {
            Measure(code=code, unit=Unit.ACTS): sum(told[kind] for kind in kinds)
            for code, kinds in CALLS.items()
        },
    )
    visits = material.answered
    return (
        one_way(_by("I", tuple(RiskLevel), FactCode.RISK), visits),
        one_way(_several("I_kinds", tuple(RiskKind), FactCode.RISK_KINDS), visits),
        incidents,
    )


def referrals(material: Material) -> tuple[Table, ...]:
    """J: to whom, and how far it came: the steps of the period, and as records say it."""
    steps = Counter(
        (fact.codes.get(FactCode.TO, ReferTo.OTHER), fact.codes.get(FactCode.STEP, UNKNOWN))
        for fact in material.others
        if fact.kind is FactKind.REFERRAL_STEP
    )
    recorded = Counter(
        tuple(pair.split(":", 1))
        for visit in material.answered
        for pair in _words(visit, FactCode.REFERRALS)
    )
    return (
        of_pairs("J", tuple(ReferTo), tuple(ReferStep), _pairs(steps), unit=Unit.ACTS),
        of_pairs("J_records", tuple(ReferTo), tuple(ReferStep), _pairs(recorded)),
    )


def ends(material: Material) -> Table:
    """K: how visits ended; unknown are those that go on, or whose record is still missing."""
    return one_way(
        Way(key="K", rows=tuple(End), of=_one(lambda visit: visit.final_end)), material.real
    )


def _pairs(
    counted: Counter[tuple[str, ...]] | Counter[tuple[str, str]],
) -> dict[tuple[str, str], int]:
    return {(str(pair[0]), str(pair[1])): number for pair, number in counted.items()}


def _caller(visit: Coming) -> Iterable[str]:
    said = visit.record.get(FactCode.CALLER)
    return () if said is None or said == Caller.UNKNOWN else (said,)


def _by(key: str, rows: tuple[str, ...], code: FactCode) -> Way:
    return Way(key=key, rows=rows, of=_one(lambda visit: visit.record.get(code)))


def _several(key: str, rows: tuple[str, ...], code: FactCode) -> Way:
    return Way(key=key, rows=rows, of=lambda visit: _words(visit, code), is_multiple=True)


def _one(find: Callable[[Coming], str | None]) -> Sorting:
    def of(visit: Coming) -> Iterable[str]:
        said = find(visit)
        return () if said is None else (said,)

    return of


def _decade(find: Callable[[Coming], str | None]) -> Sorting:
    def of(visit: Coming) -> Iterable[str]:
        said = find(visit)
        return () if said is None else (decade_of(said),)

    return of


def _callers_age(visit: Coming) -> str | None:
    return visit.record.get(FactCode.CALLER_AGE)


def _words(visit: Coming, code: FactCode) -> list[str]:
    return [word for word in visit.record.get(code, "").split(",") if word]
