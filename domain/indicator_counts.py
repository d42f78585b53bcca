"""What indicators count, from the facts and visits of one fiscal year; exactly."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from domain.destination import Offer
from domain.record_details import ReferStep
from domain.statistics.coming import Coming, Fact
from domain.statistics.fact import FactCode, FactKind


def attended(others: Sequence[Fact]) -> int:
    """Attendances of group programmes, 延べ: by code, and by heads where more came without one.

    Heads are of all who came, with and without a code: of a day the larger number counts, so that
    nobody is counted twice. Of several dates on one day it is the least there can have been.
    """
    by_code = _by_day(others, FactKind.PROGRAMME_ATTENDED)
    by_heads = _by_day(others, FactKind.PROGRAMME_HEADS)
    return sum(max(by_code[day], by_heads[day]) for day in by_code.keys() | by_heads.keys())


def programme_persons(others: Sequence[Fact]) -> int:
    """Who took part by a code at least once: 実, and each whom nobody knows again."""
    found = _of_groups(others, FactKind.PROGRAMME_ATTENDED)
    known = {fact.pseudonym for fact in found if fact.pseudonym is not None}
    return len(known) + sum(fact.number for fact in found if fact.pseudonym is None)


def linked(others: Iterable[Fact]) -> int:
    """Referrals that the destination has confirmed."""
    return sum(
        fact.kind is FactKind.REFERRAL_STEP and fact.codes.get(FactCode.STEP) == ReferStep.CONFIRMED
        for fact in others
    )


def newly_answered(visits: Iterable[Coming]) -> set[bytes | None]:
    """The people whom a human answered for the first time, among answered visits."""
    return {each.pseudonym for each in visits if each.is_first_answered}


def _by_day(others: Sequence[Fact], kind: FactKind) -> Counter[date]:
    counted: Counter[date] = Counter()
    for fact in _of_groups(others, kind):
        counted[fact.on] += fact.number
    return counted


def _of_groups(others: Iterable[Fact], kind: FactKind) -> list[Fact]:
    return [
        each
        for each in others
        if each.kind is kind and each.codes.get(FactCode.PROGRAMME) == Offer.GROUP_PROGRAMME
    ]
