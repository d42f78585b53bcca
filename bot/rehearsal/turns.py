"""Whose turn it was: every offer held against everybody who stood in the line at that moment.

By the rule of the line a better class comes first, and within a class whoever came first. Passed
over is only who is being asked already, or whom the asked counsellor declined or has themselves.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum, unique
from uuid import UUID

from bot.rehearsal.ledger import Moment, OfferNow, VisitNow
from domain.conversation import VisitState
from domain.offer import DECLINE_PAUSE, OfferKind
from domain.risk_level import JOINED
from routing.waiting_line import LONGEST_BEHIND, Priority, priority

RefusedSince = Callable[[UUID, datetime], frozenset[UUID]]


@unique
class Why(StrEnum):
    """Why somebody who came later began earlier."""

    NEED = "by need (a better class)"
    ASKED = "while an answer was awaited"
    DECLINED = "after a no of that counsellor"
    SUPERVISOR = "by the supervisor's hand"
    EQUAL = "among equals"


class Turns:
    """Follows every offer and every start of an evening."""

    def __init__(self, refused_since: RefusedSince) -> None:
        self.overtakings: Counter[Why] = Counter()
        self.waits: dict[UUID, timedelta] = {}
        self._refused_since = refused_since
        self._passed_over: dict[UUID, dict[UUID, Why]] = {}

    def follow(self, before: Moment, after: Moment) -> Iterator[str]:
        """Take a step in; gives a sentence for every turn that was not kept."""
        asked = {offer.visit_id: offer for offer in after.offers.values()}
        for offer in after.offers.values():
            visit = after.visits.get(offer.visit_id)
            is_new = offer.id not in before.offers and offer.kind is not OfferKind.HAND_OVER
            if is_new and visit is not None and visit.arrived_at is not None:
                passed = self._passed_by(offer, visit, after, asked)
                self._passed_over[visit.id] = passed
                yield from (
                    f"{visit.person} was offered before {after.visits[other].person}"
                    for other, why in passed.items()
                    if why is Why.EQUAL
                    or _is_out_of_patience(after.visits[other], why, offer, visit)
                )
        for visit in after.visits.values():
            self._follow_start(before, visit, after)

    def _passed_by(
        self, offer: OfferNow, visit: VisitNow, after: Moment, asked: dict[UUID, OfferNow]
    ) -> dict[UUID, Why]:
        own = _turn(visit, offer.made_at)
        passed: dict[UUID, Why] = {}
        for other in after.visits.values():
            if not other.is_in_line or other.arrived_at is None or other.id == visit.id:
                continue
            is_earlier = other.arrived_at < own[1]
            if other.id in asked:
                if is_earlier:
                    passed[other.id] = Why.ASKED
            elif _turn(other, offer.made_at) < own:
                passed[other.id] = self._why_not(offer, other)
            elif is_earlier:
                passed[other.id] = Why.NEED
        return passed

    def _why_not(self, offer: OfferNow, other: VisitNow) -> Why:
        refused = self._refused_since(other.id, offer.made_at - DECLINE_PAUSE)
        is_excluded = offer.member_id in refused or offer.member_id == other.owner_id
        return Why.DECLINED if is_excluded else Why.EQUAL

    def _follow_start(self, before: Moment, visit: VisitNow, after: Moment) -> None:
        if visit.state is not VisitState.TALKING or visit.id in self.waits:
            return
        if visit.arrived_at is None:
            return
        self.waits[visit.id] = after.at - visit.arrived_at
        was_asked = any(offer.visit_id == visit.id for offer in before.offers.values())
        waiting = {
            other.id
            for other in after.visits.values()
            if other.state is VisitState.WAITING
            and other.arrived_at is not None
            and other.arrived_at < visit.arrived_at
        }
        passed = self._passed_over.get(visit.id, {}) if was_asked else {}
        for other_id in waiting:
            if not was_asked:
                self.overtakings[Why.SUPERVISOR] += 1
            elif other_id in passed:
                self.overtakings[passed[other_id]] += 1


def _is_out_of_patience(other: VisitNow, why: Why, offer: OfferNow, visit: VisitNow) -> bool:
    """Who has waited for so long comes after no later arrival but danger, whatever the classes."""
    has_waited = offer.made_at - other.place.arrived_at >= LONGEST_BEHIND
    return why is Why.NEED and has_waited and visit.risk < JOINED


def _turn(visit: VisitNow, at: datetime) -> tuple[Priority, datetime]:
    return priority(visit.place, now=at), visit.place.arrived_at
