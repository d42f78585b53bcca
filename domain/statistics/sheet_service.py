"""The sheet's tables of the service itself: the survey (L), staffing (M), notes (N)."""

from collections import Counter
from typing import Final

from domain.statistics.coming import Fact
from domain.statistics.counted import Material
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.reckoning import percent
from domain.statistics.table import Mark, Measure, Table, Unit, Value
from domain.statistics.tabulating import one_row
from domain.survey import Feeling

_FEELINGS: Final = (Feeling.BETTER, Feeling.SAME, Feeling.WORSE)
"""The answers that are counted as answers."""


def survey(material: Material) -> Table:
    """L: the one question after a talk, its answers and their share; not asked, not measured."""
    asked = [visit for visit in material.answered if visit.was_surveyed]
    said = Counter(visit.feeling for visit in asked)
    answered = sum(said[each] for each in _FEELINGS)
    return one_row(
        "L",
        {
            Measure(code="asked", unit=Unit.VISITS): len(asked) or Mark.NOT_MEASURED,
            **{
                Measure(code=each, unit=Unit.VISITS): said[each] if asked else Mark.NOT_MEASURED
                for each in (*_FEELINGS, Feeling.UNSAID)
            },
            Measure(code="surveyed", unit=Unit.VISITS): answered if asked else Mark.NOT_MEASURED,
            Measure(
                code="survey_rate", unit=Unit.PERCENT, numerator="surveyed", denominator="asked"
            ): percent(answered, len(asked)),
        },
    )


def staffing(material: Material) -> Table:
    """M: evenings and minutes open, minutes of members, minutes without a supervisor."""
    evenings, on_duty = _of(material, FactKind.EVENING), _of(material, FactKind.ON_DUTY)
    return one_row(
        "M",
        {
            _acts("evenings"): len(evenings) or Mark.NOT_MEASURED,
            _minutes("open_minutes"): _sum(evenings),
            _minutes("member_minutes"): _sum(on_duty),
            _minutes("without_supervisor"): (
                _sum(_of(material, FactKind.SUPERVISOR_ABSENT)) if evenings else Mark.NOT_MEASURED
            ),
        },
    )


def notes(material: Material) -> Table:
    """N: what was not as always: closures, outages, other definitions, corrections.

    Where an evening was noted, somebody watched: then no outage is none.
    """
    outages, changed = _of(material, FactKind.OUTAGE), _of(material, FactKind.DEFINITION_CHANGED)
    nothing = 0 if _of(material, FactKind.EVENING) else Mark.NOT_MEASURED
    return one_row(
        "N",
        {
            _acts("closures"): len(_of(material, FactKind.CLOSURE)),
            _acts("outages"): len(outages) or nothing,
            _minutes("outage_minutes"): sum(each.number for each in outages) or nothing,
            _acts("definitions"): len(changed) or nothing,
            _acts("set_aside"): len(_of(material, FactKind.SET_ASIDE)),
        },
        notes=tuple(
            f"{FactCode.DEFINITION}:{each.codes[FactCode.DEFINITION]}:{each.on.isoformat()}"
            for each in changed
            if FactCode.DEFINITION in each.codes
        ),
    )


def _of(material: Material, kind: FactKind) -> list[Fact]:
    return [fact for fact in material.others if fact.kind is kind]


def _sum(facts: list[Fact]) -> Value:
    """Their numbers together; of no facts nobody knows any."""
    return sum(fact.number for fact in facts) if facts else Mark.NOT_MEASURED


def _acts(code: str) -> Measure:
    return Measure(code=code, unit=Unit.ACTS, of_people=False)


def _minutes(code: str) -> Measure:
    return Measure(code=code, unit=Unit.MINUTES, of_people=False)
