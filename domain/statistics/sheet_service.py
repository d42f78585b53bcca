"""The sheet's tables of the service itself: the survey (L), staffing (M), notes (N)."""

from domain.statistics.coming import Fact
from domain.statistics.counted import Material
from domain.statistics.fact import FactKind
from domain.statistics.reckoning import percent
from domain.statistics.table import Mark, Measure, Table, Unit, Value
from domain.statistics.tabulating import one_row


def survey(material: Material) -> Table:
    """L: answers to the one question after a talk, and their share; not asked, not measured."""
    answers = _of(material, FactKind.SURVEYED)
    asked = len([visit for visit in material.answered if visit.has_ended])
    is_asked = bool(answers)
    return one_row(
        "L",
        {
            Measure(code="asked", unit=Unit.VISITS): asked if is_asked else Mark.NOT_MEASURED,
            Measure(code="surveyed", unit=Unit.VISITS): (
                len(answers) if is_asked else Mark.NOT_MEASURED
            ),
            Measure(
                code="survey_rate", unit=Unit.PERCENT, numerator="surveyed", denominator="asked"
            ): percent(len(answers), asked) if is_asked else Mark.NOT_MEASURED,
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

    Nobody notes yet that there was no outage, or that no definition changed: that is not measured.
    """
    return one_row(
        "N",
        {
            _acts("closures"): len(_of(material, FactKind.CLOSURE)),
            _acts("outages"): len(_of(material, FactKind.OUTAGE)) or Mark.NOT_MEASURED,
            _acts("definitions"): (
                len(_of(material, FactKind.DEFINITION_CHANGED)) or Mark.NOT_MEASURED
            ),
            _acts("set_aside"): len(_of(material, FactKind.SET_ASIDE)),
        },
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
