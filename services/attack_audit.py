"""The attack audit: whether all releases together, and a new one, narrow any small count.

Where they would, one more cell of the new release is protected, the nearest first, until nothing
is narrowed any more. Counts that are allowed are shown to be: each has counts that fit, checked in
whole numbers, so that an error of the solver protects too much and never too little.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from domain.disclosure.finding import Finding
from domain.disclosure.quantity import Fact, Kind, Quantity
from domain.disclosure.relations import (
    ATTENDED,
    TIED,
    TOOK_PART,
    Facts,
    relations,
    with_implied,
)
from domain.disclosure.rule import Rule
from domain.disclosure.shape import Shape
from domain.disclosure.system import systems
from domain.statistics.table import Unit
from services import attack_case
from services.attack_case import Case

Tell = Callable[[int, int], None]
"""Is told how many systems have been looked through, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the audit asks for: ``seconds`` are protected besides the small counts.

    ``targets`` is how many small counts were looked at, of all releases.
    """

    seconds: frozenset[Quantity]
    findings: tuple[Finding, ...]
    targets: int

    @property
    def is_refused(self) -> bool:
        """Whether something stays narrowed whatever is protected."""
        return any(finding.protected is None for finding in self.findings)


def audit(
    facts: Iterable[Fact],
    shapes: Iterable[Shape],
    rule: Rule,
    *,
    new: Collection[Quantity],
    tell: Tell = lambda _done, _of: None,
) -> Verdict:
    """Look at everything released, and at what is ``new`` in it, which may still be protected.

    ``facts`` and ``shapes`` are those of all releases, the new one too; where nothing is new,
    every finding is named. Rounded numbers are
    protected first, exact ones of the service's activity where nothing else helps.
    """
    tables = tuple(shapes)
    known = with_implied({fact.quantity: fact for fact in facts}, tables)
    exact: list[Finding] = []
    while True:
        cases = _cases(known, tables, rule, new, tell)
        found = tuple(finding for case in cases for finding in case.findings)
        last = _last_resort(found, known, new)
        if last is None:
            break
        exact.append(last)
        known = _without(known, last)
    return Verdict(
        seconds=frozenset(
            [each for case in cases for each in case.protected()]
            + [each.protected for each in exact if each.protected is not None]
        ),
        findings=(*exact, *found),
        targets=sum(len(case.system.targets) for case in cases),
    )


def _cases(
    known: Facts, shapes: Sequence[Shape], rule: Rule, new: Collection[Quantity], tell: Tell
) -> list[Case]:
    found = systems(known, relations(known, shapes, rule), rule)
    cases = []
    for number, system in enumerate(found):
        tell(number, len(found))
        free = (
            place
            for place, each in enumerate(system.quantities)
            if each in new and known[each].kind is Kind.SHOWN
        )
        cases.append(attack_case.solve(system, tuple(free), is_whole=not new))
    tell(len(found), len(found))
    return cases


def _last_resort(
    findings: Sequence[Finding], known: Facts, new: Collection[Quantity]
) -> Finding | None:
    """What nothing helped against, with the exact number to protect; None if none is left."""
    for finding in findings:
        if finding.protected is None:
            near = [each for each in new if _is_exact_beside(known[each], finding.quantity)]
            if near:
                return replace(finding, protected=min(near, key=lambda each: known[each].count))
    return None


def _is_exact_beside(fact: Fact, quantity: Quantity) -> bool:
    other = fact.quantity
    overlaps = other.first <= quantity.last and quantity.first <= other.last
    if quantity.unit is Unit.FRIENDS:  # tied to nothing that could be hidden
        return False
    # Attendances of programmes are tied to their participants, and to nobody else.
    is_tied = other.attributes in TIED and (
        (other.attributes == ATTENDED) == (quantity.attributes == TOOK_PART)
    )
    return fact.kind is Kind.EXACT and other.unit is not Unit.PERSONS and is_tied and overlaps


def _without(known: Facts, finding: Finding) -> dict[Quantity, Fact]:
    chosen = finding.protected
    return {
        each: replace(fact, kind=Kind.SECOND, shown=None) if each == chosen else fact
        for each, fact in known.items()
    }
