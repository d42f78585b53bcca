"""What anybody knows who lays all releases side by side: how their numbers hang together.

A table's parts make its total; what a quarter counts its months have counted; nobody is counted
more often as a person than as a visit. Each such sentence is one line of the attacker's program.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from domain.disclosure import indicator_lines
from domain.disclosure.quantity import Fact, Kind, Quantity
from domain.disclosure.relation import Relation, is_sum, no_more
from domain.disclosure.rule import Rule
from domain.disclosure.shape import Shape, wholes
from domain.statistics.table import Unit

Facts = Mapping[Quantity, Fact]

ANSWERED: Final = ()
ARRIVED: Final = (("measure", "arrived"),)
IN_HOURS: Final = (("measure", "in_hours"),)
INSIDE: Final = (("measure", "answered_in_hours"),)
WRITTEN: Final = (("measure", "messages_in"),)
REPLIED: Final = (("measure", "messages_out"),)
BEFRIENDED: Final = (("measure", "friends_added"),)
ATTENDED: Final = (("measure", indicator_lines.ATTENDED),)
TOOK_PART: Final = (("measure", indicator_lines.TOOK_PART),)
TIED: Final = frozenset({ANSWERED, ARRIVED, IN_HOURS, INSIDE, WRITTEN, REPLIED, ATTENDED})
"""What the service did that is tied to how many people there were."""

_NO_MORE: Final = (
    ((Unit.PERSONS, ANSWERED), (Unit.VISITS, ANSWERED)),
    ((Unit.PERSONS, ANSWERED), (Unit.VISITS, ARRIVED)),
    ((Unit.PERSONS, ANSWERED), (Unit.VISITS, IN_HOURS)),
    ((Unit.PERSONS, ANSWERED), (Unit.ACTS, WRITTEN)),
    ((Unit.PERSONS, ANSWERED), (Unit.ACTS, REPLIED)),
    ((Unit.VISITS, ANSWERED), (Unit.VISITS, ARRIVED)),
    ((Unit.VISITS, ANSWERED), (Unit.VISITS, IN_HOURS)),
    ((Unit.VISITS, ANSWERED), (Unit.ACTS, REPLIED)),
    ((Unit.VISITS, INSIDE), (Unit.VISITS, ANSWERED)),
    ((Unit.VISITS, INSIDE), (Unit.VISITS, IN_HOURS)),
    ((Unit.VISITS, IN_HOURS), (Unit.VISITS, ARRIVED)),
)
"""The first is never more than the second: who was answered came while we were open, wrote, and was
written to."""


_QUARTER: Final = 3
"""Months."""


def with_implied(facts: Facts, shapes: Iterable[Shape]) -> dict[Quantity, Fact]:
    """The facts, and the totals that stand nowhere but can be added up."""
    known = dict(facts)
    for whole in (whole for shape in shapes for whole in wholes(shape)):
        parts = [known.get(part) for part in whole.parts]
        if whole.quantity in known or whole.is_multiple or None in parts:
            continue
        known[whole.quantity] = Fact(
            quantity=whole.quantity,
            kind=Kind.IMPLIED,
            count=sum(part.count for part in parts if part is not None),
        )
    return known


def relations(facts: Facts, shapes: Iterable[Shape], rule: Rule) -> tuple[Relation, ...]:
    """Every relation between quantities that are in ``facts``.

    Where the counts themselves break one (a correction came between two exports; somebody's age
    was asked anew), it is widened by just as much: the truth always fits, and whoever knew how
    much was corrected would know no more than this program does.
    """
    found = [*_in_tables(facts, shapes), *_over_time(facts), *_units(facts)]
    found += [*_editions(facts, rule), *indicator_lines.lines(facts)]
    useful = (each for each in found if not _is_known(each, facts))
    return tuple(dict.fromkeys(_fitted(each, facts) for each in useful))


def _in_tables(facts: Facts, shapes: Iterable[Shape]) -> Iterator[Relation]:
    for whole in (whole for shape in shapes for whole in wholes(shape)):
        if whole.quantity not in facts or any(part not in facts for part in whole.parts):
            continue
        gap = (*((part, 1) for part in whole.parts), (whole.quantity, -1))
        yield Relation(terms=gap, low=0, high=None if whole.is_multiple else 0)
        for part in whole.parts if whole.is_multiple else ():
            yield no_more(part, whole.quantity)


def _over_time(facts: Facts) -> Iterator[Relation]:
    series: dict[tuple[Unit, tuple[tuple[str, str], ...]], list[Quantity]] = defaultdict(list)
    for each in sorted(facts):
        series[each.unit, each.attributes].append(each)
    for told in series.values():
        for edition in sorted({each.edition for each in told}):
            spans = _as_of(told, edition)
            for whole in spans.values():
                yield from _nested(whole, spans)


def _as_of(told: Sequence[Quantity], edition: int) -> dict[tuple[int, int], Quantity]:
    """Of each period the last edition up to this one, the first where there was none yet."""
    found: dict[tuple[int, int], Quantity] = {}
    for each in sorted(told, key=lambda one: one.edition):
        if each.edition <= edition or (each.first, each.last) not in found:
            found[each.first, each.last] = each
    return found


def _nested(whole: Quantity, spans: Mapping[tuple[int, int], Quantity]) -> Iterator[Relation]:
    is_people = whole.unit is Unit.PERSONS
    inside = [each for each in spans.values() if _is_within(each, whole)]
    if is_people:  # once in the year, perhaps in several months
        yield from (no_more(part, whole) for part in inside)
    for parts in _covers(whole, spans):
        is_complete = sum(part.months for part in parts) == whole.months
        gap = (*((part, 1) for part in parts), (whole, -1))
        if is_people and is_complete:
            yield Relation(terms=gap, low=0, high=None)
        elif not is_people and parts:
            # A way in that was not there yet has no row, and brought nobody.
            is_complete |= whole.unit is Unit.FRIENDS
            yield Relation(terms=gap, low=0 if is_complete else None, high=0)


def _covers(
    whole: Quantity, spans: Mapping[tuple[int, int], Quantity]
) -> Iterator[tuple[Quantity, ...]]:
    """Every way to lay what was told of a period out of shorter ones: each quarter, or months."""
    if whole.months <= _QUARTER:
        yield _months(whole.first, whole.last, spans) if whole.months > 1 else ()
        return
    ways: list[list[tuple[Quantity, ...]]] = []
    for first in range(whole.first, whole.last + 1, _QUARTER):
        last = first + _QUARTER - 1
        months, quarter = _months(first, last, spans), spans.get((first, last))
        ways.append([way for way in ((quarter,) if quarter else (), months) if way] or [()])
    for chosen in product(*ways):
        yield tuple(part for way in chosen for part in way)


def _months(
    first: int, last: int, spans: Mapping[tuple[int, int], Quantity]
) -> tuple[Quantity, ...]:
    each = (spans.get((month, month)) for month in range(first, last + 1))
    return tuple(month for month in each if month is not None)


def _is_within(part: Quantity, whole: Quantity) -> bool:
    return whole.first <= part.first and part.last <= whole.last and part.months < whole.months


def tells_of_somebody(fact: Fact) -> bool:
    """Whether it says openly that at least one person was answered."""
    is_answer = fact.quantity.unit is Unit.VISITS and fact.quantity.attributes in {ANSWERED, INSIDE}
    return is_answer and fact.kind is Kind.EXACT and fact.count > 0


def _units(facts: Facts) -> Iterator[Relation]:
    for each, fact in facts.items():
        visits = replace(each, unit=Unit.VISITS)
        if each.unit is Unit.PERSONS and each.attributes and visits in facts:
            yield no_more(each, visits)
        everybody = replace(each, unit=Unit.PERSONS, attributes=())
        if tells_of_somebody(fact) and everybody in facts:
            yield Relation(terms=((everybody, 1),), low=1, high=None)
        befriended = replace(each, unit=Unit.ACTS, attributes=BEFRIENDED)
        if (each.unit, each.attributes) == (Unit.FRIENDS, ()) and befriended in facts:
            yield is_sum(befriended, (each,))
        for less, more in _NO_MORE:
            other = replace(each, unit=more[0], attributes=more[1])
            if (each.unit, each.attributes) == less and other in facts:
                yield no_more(each, other)


def _editions(facts: Facts, rule: Rule) -> Iterator[Relation]:
    for fact in facts.values():
        old = facts.get(replace(fact.quantity, edition=fact.quantity.edition - 1))
        if old is None or (old.kind is Kind.EXACT is not fact.kind):
            continue
        change, base = ((fact.quantity, 1), (old.quantity, -1)), (fact.rule or rule).base
        if fact.kind is Kind.KEPT:
            yield Relation(terms=change, low=1 - base, high=base - 1)
        elif fact.shown != old.shown and fact.count > old.count:
            yield Relation(terms=change, low=base, high=None)
        elif fact.shown != old.shown:
            yield Relation(terms=change, low=None, high=-base)


def _is_known(relation: Relation, facts: Facts) -> bool:
    return all(facts[quantity].kind is Kind.EXACT for quantity, _ in relation.terms)


def _fitted(relation: Relation, facts: Facts) -> Relation:
    truth = sum(factor * facts[quantity].count for quantity, factor in relation.terms)
    return replace(
        relation,
        low=None if relation.low is None else min(relation.low, truth),
        high=None if relation.high is None else max(relation.high, truth),
    )
