"""The attacker's program: counts nobody has said, and every line they have to keep.

It falls into systems that have nothing to do with one another; each is solved by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.disclosure.quantity import Kind, Quantity
from domain.disclosure.relation import Relation
from domain.disclosure.relations import Facts, tells_of_somebody
from domain.disclosure.rule import Rule, is_small, meant_by
from domain.statistics.table import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``low <= sum(factor * count) <= high``, over places in the system."""

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A small count at ``place``: every number from ``low`` to ``high`` has to stay possible."""

    place: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Quantities that hang together, what their cells tell of each, and what ties them.

    ``threshold``: what is protected for another's sake is at least that, and the attacker knows.
    """

    quantities: tuple[Quantity, ...]
    bounds: tuple[tuple[int, int | None], ...]
    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    threshold: int = 0

    def telling(self, place: int, bounds: tuple[int, int | None]) -> "System":
        """The same, with something else said of one place."""
        return replace(self, bounds=(*self.bounds[:place], bounds, *self.bounds[place + 1 :]))

    def without(self, place: int) -> "System":
        """The same, with one place protected for another's sake."""
        return self.telling(place, (self.threshold, None))

    def allows(self, place: int, count: int) -> bool:
        """Whether what is said of one place lets it be this count."""
        return _is_within(count, *self.bounds[place])

    def fits(self, counts: Sequence[int]) -> bool:
        """Whether these counts could be the true ones, reckoned in whole numbers."""
        within = all(
            _is_within(count, low, high)
            for count, (low, high) in zip(counts, self.bounds, strict=True)
        )
        return within and all(
            _is_within(sum(factor * counts[place] for place, factor in line.terms), *_ends(line))
            for line in self.lines
        )

    def near(self, place: int) -> list[int]:
        """Every other place, those that are tied to this one by fewer lines first."""
        ties: dict[int, set[int]] = defaultdict(set)
        for line in self.lines:
            here = {each for each, _ in line.terms}
            for each in here:
                ties[each] |= here
        found, edge = [place], [place]
        seen = {place}
        while edge:
            edge = sorted({each for one in edge for each in ties[one]} - seen)
            seen |= set(edge)
            found += edge
        return found[1:]


def systems(facts: Facts, relations: Sequence[Relation], rule: Rule) -> tuple[System, ...]:
    """The systems in which there is a small count, in a fixed order."""
    roots = _Roots(each for each, fact in facts.items() if fact.kind is not Kind.EXACT)
    for relation in relations:
        roots.tie([each for each, _ in relation.terms if each in roots.above])
    groups: dict[Quantity, list[Quantity]] = defaultdict(list)
    for each in sorted(roots.above):
        groups[roots.root(each)].append(each)
    tying: dict[Quantity, list[Relation]] = defaultdict(list)
    for relation in relations:
        free = next(each for each, _ in relation.terms if each in roots.above)
        tying[roots.root(free)].append(relation)
    made = (_system(group, tying[root], facts, rule) for root, group in groups.items())
    return tuple(system for system in made if system.targets)


class _Roots:
    """Which quantities are tied to which."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        self.above = {each: each for each in quantities}

    def root(self, quantity: Quantity) -> Quantity:
        while self.above[quantity] != quantity:
            self.above[quantity] = self.above[self.above[quantity]]
            quantity = self.above[quantity]
        return quantity

    def tie(self, quantities: Sequence[Quantity]) -> None:
        for each in quantities[1:]:
            self.above[self.root(each)] = self.root(quantities[0])


def _system(
    group: Sequence[Quantity], tying: Sequence[Relation], facts: Facts, rule: Rule
) -> System:
    places = {each: place for place, each in enumerate(group)}
    return System(
        quantities=tuple(group),
        bounds=tuple(facts[each].bounds(rule) for each in group),
        lines=tuple(_line(relation, places, facts) for relation in tying),
        targets=tuple(_targets(places, facts, rule)),
        threshold=rule.threshold,
    )


def _targets(places: Mapping[Quantity, int], facts: Facts, rule: Rule) -> Iterator[Target]:
    for each, place in places.items():
        fact = facts[each]
        own = fact.rule or rule
        if fact.kind is Kind.SMALL:
            yield Target(place=place, low=_least(each, facts), high=own.largest_small)
        elif fact.kind is Kind.KEPT and fact.shown is not None and is_small(fact.count, own):
            least = meant_by(fact.shown, own)[0] - own.base + 1  # that it tells by standing there
            yield Target(place=place, low=min(fact.count, least), high=own.largest_small)


def _line(relation: Relation, places: Mapping[Quantity, int], facts: Facts) -> Line:
    free = tuple((places[each], factor) for each, factor in relation.terms if each in places)
    said = sum(facts[each].count * factor for each, factor in relation.terms if each not in places)
    return Line(
        terms=free,
        low=None if relation.low is None else relation.low - said,
        high=None if relation.high is None else relation.high - said,
    )


def _least(quantity: Quantity, facts: Facts) -> int:
    """Where somebody came at all, that it was at least one person is no secret of anybody's."""
    if quantity.unit is not Unit.PERSONS or quantity.attributes:
        return 0
    inside = (
        fact
        for fact in facts.values()
        if quantity.first <= fact.quantity.first and fact.quantity.last <= quantity.last
    )
    return int(any(map(tells_of_somebody, inside)))


def _ends(line: Line) -> tuple[int | None, int | None]:
    return line.low, line.high


def _is_within(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)
