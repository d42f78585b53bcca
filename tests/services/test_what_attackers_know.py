"""What an attacker knows besides the numbers themselves, and the audit therefore, too."""

from dataclasses import replace

import pytest

from domain.disclosure.indicator_lines import NEW, TOLD_AGE
from domain.disclosure.quantity import Fact, Kind, Quantity, fact_of
from domain.disclosure.relations import relations
from domain.disclosure.rule import Rule
from domain.disclosure.shape import Dimension, Shape
from domain.statistics.table import Unit
from services.attack_audit import audit

RULE = Rule()


def shape(first: int, last: int, *names: str) -> Shape:
    dimensions = tuple(Dimension(name=name, codes=("a", "b")) for name in names)
    return Shape(first=first, last=last, unit=Unit.PERSONS, dimensions=dimensions)


def activity(name: str, count: int, unit: Unit = Unit.VISITS) -> Fact:
    quantity = Quantity(first=0, last=0, unit=unit, attributes=(("measure", name),))
    return Fact(quantity=quantity, kind=Kind.EXACT, count=count, shown=count)


@pytest.mark.parametrize(
    "telling", [activity("in_hours", 2), activity("messages_out", 3, Unit.ACTS)]
)
def test_nobody_was_answered_out_of_nothing(telling: Fact) -> None:
    persons = fact_of(Quantity(first=0, last=0, unit=Unit.PERSONS), 2, RULE)
    facts = {fact.quantity: fact for fact in (persons, telling, activity("messages_in", 40))}

    verdict = audit(facts.values(), (), RULE, new=tuple(facts))

    assert verdict.seconds == {telling.quantity}


def test_what_is_protected_for_anothers_sake_is_known_not_to_be_small() -> None:
    table = shape(0, 0, "age")
    a, b, total = (table.quantity(each) for each in ((("age", "a"),), (("age", "b"),), ()))
    facts = {each: fact_of(each, count, RULE) for each, count in ((a, 3), (b, 12), (total, 15))}

    verdict = audit(facts.values(), [table], RULE, new=tuple(facts))

    assert verdict.seconds >= {total}  # with 13 to 17 told, b of ten or more would leave 0 to 7


def test_a_release_is_attacked_by_the_rule_it_was_made_under() -> None:
    quantity = Quantity(first=0, last=0, unit=Unit.PERSONS)
    old = fact_of(quantity, 12, RULE)

    assert old.bounds(Rule(threshold=20, base=10)) == (10, 12)
    assert fact_of(quantity, 3, RULE).bounds(Rule(threshold=20, base=10)) == (0, 9)


def test_every_edition_of_every_length_is_laid_over_every_other() -> None:
    month = [fact_of(shape(place, place).quantity(), 9, RULE) for place in range(3)]
    quarters = [
        Fact(
            quantity=replace(shape(0, 2).quantity(), edition=edition), kind=Kind.EXACT, count=count
        )
        for edition, count in ((1, 27), (2, 20))
    ]
    year = Fact(quantity=shape(0, 11).quantity(), kind=Kind.EXACT, count=36)
    later = [
        Fact(quantity=shape(first, first + 2).quantity(), kind=Kind.EXACT, count=5)
        for first in (3, 6, 9)
    ]
    facts = {fact.quantity: fact for fact in (*month, *quarters, *later, year)}

    verdict = audit(facts.values(), (), RULE, new=())

    assert {found.least for found in verdict.findings} == {9}
    found = relations(facts, (), RULE)
    mixed = {each.quantity for each in (*month, *later, year)}
    assert any({quantity for quantity, _ in each.terms} == mixed for each in found)


AGED = {"20-29": (3, 2), "40-44": (6, 6), "45-49": (5, 5), "unknown": (20, 9)}
"""Of each age how many people, and how many new; nobody came twice."""


def yearly(attributes: tuple[tuple[str, str], ...], unit: Unit = Unit.PERSONS) -> Quantity:
    return Quantity(first=24_315, last=24_326, unit=unit, attributes=attributes)  # fiscal 2026


def of_ages(*told: Fact) -> dict[Quantity, Fact]:
    """A year's people by decade, what is kept of each age, and what else was told."""
    facts = list(told)
    for row, count in (("20-29", 3), ("40-49", 11), ("unknown", 20)):
        facts.append(fact_of(yearly((("age", row),)), count, RULE))
    for age, (came, new) in AGED.items():
        told_age = (TOLD_AGE, age)
        for quantity, count in (
            (yearly((told_age,), Unit.VISITS), came),
            (yearly((told_age, *NEW)), new),
        ):
            facts.append(Fact(quantity=quantity, kind=Kind.IMPLIED, count=count))
    return {fact.quantity: fact for fact in facts}


def test_a_cohorts_number_may_not_say_what_a_small_age_beside_it_is() -> None:
    both = fact_of(yearly((("measure", "visits_2026-20-49"),)), 14, RULE)
    facts = of_ages(both)

    verdict = audit(facts.values(), (), RULE, new=(both.quantity,))

    # 13 to 17 visits, 10 to 12 of them by people in their forties: 20-29 would be 7 at the most.
    assert {found.quantity for found in verdict.findings} == {yearly((("age", "20-29"),))}
    assert verdict.seconds == {both.quantity}


@pytest.mark.parametrize(
    ("small", "exact"),
    [
        ((("measure", "programme_persons"),), (("measure", "programme_attended"),)),
        ((("whose", "linked"),), None),
    ],
    ids=["programme", "linked"],
)
def test_nobody_took_part_or_was_linked_more_often_than_is_written_down(
    small: tuple[tuple[str, str], ...], exact: tuple[tuple[str, str], ...] | None
) -> None:
    people = fact_of(yearly(small), 4, RULE)
    if exact is not None:
        written = Fact(quantity=yearly(exact, Unit.ACTS), kind=Kind.EXACT, count=6, shown=6)
    else:
        written = fact_of(yearly((("measure", "linked_referrals"),)), 6, RULE)
    others = Fact(
        quantity=yearly((("measure", "messages_in"),), Unit.ACTS), kind=Kind.EXACT, count=2, shown=2
    )
    facts = {fact.quantity: fact for fact in (people, written, others)}

    verdict = audit(facts.values(), (), RULE, new=tuple(facts))

    assert verdict.seconds == ({written.quantity} if exact else set())
    assert not verdict.is_refused
