"""One evening of made-up people, served by the rules of a real one.

Whoever comes until the last intake has a place in the line (``waiting_line``). A free counsellor
is chosen (``assignment``) and asked for a minute; a no or no answer asks the next one, and the same
one not again for a while (``domain.offer``). At the closing whoever nobody is being asked about is
turned away, and talks go on to their end.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from uuid import UUID

from domain.offer import DECLINE_PAUSE, LEASE
from routing import assignment
from routing.assignment import Candidate, Wish
from routing.evenings import Evening
from routing.waiting_line import Place, in_order

Answer = Callable[[], tuple[bool | None, timedelta]]
"""What becomes of an offer: yes, no, or None for no answer; and after how long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who comes: until when they wait, and how long they will talk."""

    came_at: datetime
    leaves_at: datetime
    talk: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Who is there, from the opening on: the organisation of each, None for none.

    ``held``: talks each has at once. ``shares`` and ``most`` as ``assignment.choose`` takes them.
    Of offers the share ``declined`` is answered with a no and the share ``lapsed`` not at all; an
    answer takes up to ``answered_within``.
    """

    counsellors: tuple[str | None, ...]
    held: int = 1
    shares: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    declined: float = 0.0
    lapsed: float = 0.0
    answered_within: timedelta = timedelta()


@dataclass(slots=True, kw_only=True)
class _Desk:
    """One counsellor as the evening goes on; ``asked`` counts the offers that are open."""

    id: UUID
    organisation: str | None
    free_since: datetime
    talks: int = 0
    asked: int = 0
    given: int = 0

    @property
    def held(self) -> int:
        return self.talks + self.asked


@dataclass(slots=True, kw_only=True)
class _Waiting:
    """Somebody in the line; ``asked`` is whoever is being asked about them, and by which offer."""

    place: Place
    guest: Guest
    asked: tuple[_Desk, int] | None = None
    refused: dict[UUID, datetime] = field(default_factory=dict)


class StaffedEvening:
    """Who waits, who is asked, who talks until when, and what became of the others."""

    def __init__(self, evening: Evening, crew: Crew, *, answer: Answer) -> None:
        self._evening = evening
        self._crew = crew
        self._answer = answer
        self._numbers = count(1)
        self._agenda: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._line: dict[UUID, _Waiting] = {}
        self._desks = {
            UUID(int=number): _Desk(
                id=UUID(int=number), organisation=organisation, free_since=evening.opens_at
            )
            for number, organisation in enumerate(crew.counsellors, start=1)
        }
        self.waits: list[timedelta] = []
        self.left = 0
        self.turned_away = 0

    def play(self, guests: Iterable[Guest]) -> None:
        """Let them come, and go on until the last one is met or gone."""
        for guest in guests:
            self._at(guest.came_at, partial(self._come, guest))
        self._at(self._evening.closes_at, lambda _now: self._close())
        while self._agenda:
            now, _, act = heapq.heappop(self._agenda)
            act(now)

    def _at(self, when: datetime, act: Callable[[datetime], None]) -> None:
        heapq.heappush(self._agenda, (when, next(self._numbers), act))

    def _come(self, guest: Guest, now: datetime) -> None:
        if now >= self._evening.last_intake_at:
            self.turned_away += 1
            return
        visit_id = UUID(int=next(self._numbers))
        place = Place(visit_id=visit_id, arrived_at=now)
        self._line[visit_id] = _Waiting(place=place, guest=guest)
        self._at(guest.leaves_at, lambda at: self._leave(visit_id, at))
        self._serve(now)

    def _leave(self, visit_id: UUID, now: datetime) -> None:
        waiting = self._line.pop(visit_id, None)
        if waiting is None:
            return
        self.left += 1
        if waiting.asked is not None:  # the offer is withdrawn
            waiting.asked[0].asked -= 1
            self._serve(now)

    def _close(self) -> None:
        for visit_id in [each for each, waiting in self._line.items() if waiting.asked is None]:
            self._turn_away(visit_id)

    def _turn_away(self, visit_id: UUID) -> None:
        del self._line[visit_id]
        self.turned_away += 1

    def _serve(self, now: datetime) -> None:
        """Ask about everybody somebody can be asked about; after the closing about nobody."""
        waiting = [each.place for each in self._line.values() if each.asked is None]
        if now >= self._evening.closes_at:
            return
        for place in in_order(waiting, now=now) if self._has_room() else ():
            chosen = self._choose(self._line[place.visit_id], now)
            if chosen is not None:
                self._ask(self._line[place.visit_id], self._desks[chosen], now)
                if not self._has_room():
                    return

    def _has_room(self) -> bool:
        return any(desk.held < self._crew.held for desk in self._desks.values())

    def _choose(self, waiting: _Waiting, now: datetime) -> UUID | None:
        refused = (each for each, at in waiting.refused.items() if now - at < DECLINE_PAUSE)
        desks = self._desks.values()
        busy = Counter[str]()
        for desk in desks:
            if desk.organisation is not None:
                busy[desk.organisation] += desk.held
        return assignment.choose(
            Wish(not_to=frozenset(refused)),
            (self._candidate(desk) for desk in desks),
            shares=self._crew.shares,
            busy=busy,
            most=self._crew.most,
        )

    def _candidate(self, desk: _Desk) -> Candidate:
        return Candidate(
            member_id=desk.id,
            organisation=desk.organisation,
            room=self._crew.held - desk.held,
            free_since=desk.free_since,
            held=desk.held,
            given_this_evening=desk.given,
        )

    def _ask(self, waiting: _Waiting, desk: _Desk, now: datetime) -> None:
        offer = next(self._numbers)
        waiting.asked = desk, offer
        desk.asked += 1
        says, after = self._answer()
        after = LEASE if says is None or after >= LEASE else after
        visit_id = waiting.place.visit_id
        is_yes = says is True and after < LEASE
        if is_yes and not after:
            self._answered(visit_id, offer, now, is_yes=True)
        else:
            self._at(now + after, lambda at: self._answered(visit_id, offer, at, is_yes=is_yes))

    def _answered(self, visit_id: UUID, offer: int, now: datetime, *, is_yes: bool) -> None:
        waiting = self._line.get(visit_id)
        if waiting is None or waiting.asked is None or waiting.asked[1] != offer:
            return  # they have left meanwhile
        desk, waiting.asked = waiting.asked[0], None
        desk.asked -= 1
        if is_yes:
            self._begin(waiting, desk, now)
        elif now >= self._evening.closes_at:
            self._turn_away(visit_id)
        else:
            waiting.refused[desk.id] = now
            self._at(now + DECLINE_PAUSE, self._serve)
            self._serve(now)

    def _begin(self, waiting: _Waiting, desk: _Desk, now: datetime) -> None:
        del self._line[waiting.place.visit_id]
        self.waits.append(now - waiting.guest.came_at)
        desk.talks += 1
        desk.given += 1
        desk.free_since = now
        self._at(now + waiting.guest.talk, lambda at: self._end(desk, at))

    def _end(self, desk: _Desk, now: datetime) -> None:
        desk.talks -= 1
        desk.free_since = now
        self._serve(now)
