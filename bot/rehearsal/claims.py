"""What must hold in every evening, asked after every step, of the tables and of the phones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from bot.rehearsal.ledger import CrewNow, Moment, VisitNow
from bot.rehearsal.phone import Heard
from bot.rehearsal.plan import MemberPlan
from domain.conversation import Passing, VisitState
from domain.presence import LOST_AFTER
from domain.risk_level import CONSULTED
from domain.silence import REST_AFTER
from routing.evenings import Evening
from routing.schedule import Schedule
from texts.notices import NoticeName

CAPACITY: Final = "nobody has more talks and offers than they can hold"
ORGANISATION: Final = "no organisation has more talks than it can hold"
ONE_OWNER: Final = "a running talk has one owner"
ONE_OFFER: Final = "one open offer a visit"
NO_GHOSTS: Final = "no open offer for a visit that is over"
DEADLINE: Final = "no talk outlives its deadline"
RESTS: Final = "a talk that is silent for forty minutes rests"
PASSED_ON: Final = "a talk whose counsellor is lost is offered on"
APART: Final = "one unasked notice in ten minutes"
WARNED_ONCE: Final = "the closing is announced once a talk"
FAIR: Final = "first come, first served among equals"
NO_TROUBLE: Final = "the program logs no error"

_TEN_MINUTES: Final = timedelta(minutes=10)
_GRACE: Final = timedelta(seconds=50)
_LOOK: Final = timedelta(seconds=65)
_BLINK: Final = timedelta(seconds=10)
"""The clock of a rehearsal looks every five seconds around the report and while a console is
silent, and every minute at the least."""
_UNASKED: Final = frozenset(
    {
        NoticeName.CALL,
        NoticeName.CALL_LATER,
        NoticeName.NEXT_IN_LINE,
        NoticeName.SECOND_IN_LINE,
        NoticeName.FULL,
        NoticeName.FULL_UNDATED,
        NoticeName.SUDDEN,
        NoticeName.SUDDEN_LINES,
        NoticeName.SUDDEN_UNDATED,
    }
)
"""Of the line, as far as they come by push. What belongs to a talk, or ends the waiting at the
closing, is not put off for ten minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A claim that did not hold: which, when, and how it showed."""

    claim: str
    at: datetime
    how: str


class Claims:
    """Keeps what did not hold; each thing once, however long it lasts."""

    def __init__(
        self, evening: Evening, schedule: Schedule, crew: Mapping[UUID, MemberPlan]
    ) -> None:
        self.broken: list[Broken] = []
        self._evening = evening
        self._capacity = schedule.capacity
        self._crew = crew
        self._most = {each.code: each.capacity for each in schedule.organisations}
        self._known: set[tuple[str, str]] = set()
        self._last_unasked: dict[str, datetime] = {}
        self._warned: Counter[UUID] = Counter()

    def note(self, claim: str, at: datetime, how: str) -> None:
        """Something does not hold."""
        if (claim, how) not in self._known:
            self._known.add((claim, how))
            self.broken.append(Broken(claim=claim, at=at, how=how))

    def check(self, moment: Moment) -> None:
        """Ask the tables as they stand."""
        for claim, how in (
            *self._over_capacity(moment),
            *_odd_offers(moment),
            *_odd_owners(moment),
            *self._overdue(moment),
            *_silent(moment),
            *_lost(moment),
        ):
            self.note(claim, moment.at, how)

    def listen(self, heard: Iterable[Heard], moment: Moment) -> None:
        """Ask the phones."""
        for each in heard:
            if each.is_push and _UNASKED.intersection(each.notices):
                last = self._last_unasked.get(each.person)
                if last is not None and each.at - last < _TEN_MINUTES:
                    self.note(APART, each.at, each.person)
                self._last_unasked[each.person] = each.at
            for _ in range(each.notices.count(NoticeName.WARN)):
                self._count_warning(each, moment)

    def _count_warning(self, heard: Heard, moment: Moment) -> None:
        for visit in moment.visits.values():
            if visit.person == heard.person and visit.state is VisitState.TALKING:
                self._warned[visit.id] += 1
                if self._warned[visit.id] > 1:
                    self.note(WARNED_ONCE, heard.at, heard.person)

    def _over_capacity(self, moment: Moment) -> Iterator[tuple[str, str]]:
        busy: Counter[str] = Counter()
        for member_id, mate in self._crew.items():
            talks, asked = moment.talks_of(member_id), moment.asked_of(member_id)
            if talks + asked > self._capacity_of(mate, moment.crew.get(member_id)):
                yield CAPACITY, f"{mate.name} has {talks} talks and {asked} offers"
            if mate.organisation is not None:
                busy[mate.organisation] += talks
        for code, talks in busy.items():
            most = self._most.get(code)
            if most is not None and talks > most:
                yield ORGANISATION, f"{code} has {talks} talks"

    def _capacity_of(self, mate: MemberPlan, now: CrewNow | None) -> int:
        if now is not None and now.capacity is not None:
            return min(now.capacity, self._capacity.most)
        return self._capacity.new if mate.is_new else self._capacity.usual

    def _overdue(self, moment: Moment) -> Iterator[tuple[str, str]]:
        for visit in moment.visits.values():
            if visit.state is VisitState.TALKING and visit.risk < CONSULTED:
                report_at = self._evening.report_at
                deadline = max(report_at, visit.extended_until or report_at)
                if moment.at > deadline + _GRACE:
                    yield DEADLINE, f"the talk of {visit.person}"


def _odd_offers(moment: Moment) -> Iterator[tuple[str, str]]:
    count = Counter(offer.visit_id for offer in moment.offers.values())
    for offer in moment.offers.values():
        who = _person(moment, offer.visit_id)
        if count[offer.visit_id] > 1:
            yield ONE_OFFER, who
        if offer.visit_state not in {VisitState.WAITING, VisitState.TALKING}:
            yield NO_GHOSTS, f"{who}, {offer.visit_state}"


def _odd_owners(moment: Moment) -> Iterator[tuple[str, str]]:
    for visit in moment.visits.values():
        wanted = int(visit.state is VisitState.TALKING)
        if visit.owners != wanted or (wanted and visit.owner_id is None):
            yield ONE_OWNER, f"{visit.person}, {visit.state}, {visit.owners} owners"


def _silent(moment: Moment) -> Iterator[tuple[str, str]]:
    for visit in moment.visits.values():
        if visit.state is not VisitState.TALKING or visit.risk >= CONSULTED:
            continue
        silent_for = moment.at - (visit.awaiting_since or moment.at)
        if silent_for > REST_AFTER + _LOOK:
            yield RESTS, f"the talk of {visit.person}"


def _lost(moment: Moment) -> Iterator[tuple[str, str]]:
    for visit in moment.visits.values():
        if visit.state is not VisitState.TALKING or visit.passing is Passing.DROPPED:
            continue
        owner = moment.crew.get(visit.owner_id) if visit.owner_id is not None else None
        if owner is not None and moment.at - owner.seen_at > LOST_AFTER + _BLINK:
            yield PASSED_ON, f"the talk of {visit.person}"


def _person(moment: Moment, visit_id: UUID) -> str:
    visit: VisitNow | None = moment.visits.get(visit_id)
    return visit.person if visit is not None else "somebody who is gone"
