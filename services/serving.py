"""Serving the line: whoever is next is offered to whoever has room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.conversation import VisitState
from domain.offer import DECLINE_PAUSE, OfferKind
from domain.permission import Role
from domain.presence import Presence, presence
from domain.risk_level import CONSULTED
from routing import assignment
from routing.assignment import Candidate, Wish
from routing.schedule import Schedule
from services import heavy_talks, line_order, offers, organisations, room, timetable
from services.line_order import Standing
from services.live import WAITING_LINE
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import board, line, presences, visits
from storage.queries import contacts as contact_rows
from storage.queries import offers as offer_rows

_AT_HAND: Final = frozenset({Presence.HERE, Presence.GREY})

_SUPERVISORS_FIRST: Final = timedelta(minutes=3)
"""Then two offers still fit into the five minutes in which whoever is in danger meets a human."""

_AT_A_TIME: Final = 25
"""Places looked at together; mostly the first few are enough."""


@dataclass(slots=True, kw_only=True)
class _Round:
    """One time of serving: who still has room, and how busy each organisation is."""

    candidates: list[Candidate]
    busy: dict[str, int]
    shares: Mapping[str, int]
    most: Mapping[str, int]

    @property
    def has_room(self) -> bool:
        return any(candidate.room > 0 for candidate in self.candidates)

    def choose(self, wish: Wish, *, held_by: str | None) -> UUID | None:
        """Whom to ask; ``held_by`` is the organisation that has the talk now, if it is one."""
        busy = dict(self.busy)
        if held_by is not None:
            busy[held_by] = busy.get(held_by, 0) - 1
        return assignment.choose(
            wish, self.candidates, shares=self.shares, busy=busy, most=self.most
        )

    def have_all_refused(self, refused: frozenset[UUID]) -> bool:
        """Whether everybody with room has said no to this one."""
        return {each.member_id for each in self.candidates if each.room > 0} <= refused

    def give(self, member_id: UUID) -> None:
        """Somebody has one talk less to give room to."""
        for number, candidate in enumerate(self.candidates):
            if candidate.member_id == member_id:
                self.candidates[number] = replace(
                    candidate,
                    room=candidate.room - 1,
                    held=candidate.held + 1,
                    given_this_evening=candidate.given_this_evening + 1,
                )
                if candidate.organisation is not None:
                    held = self.busy.get(candidate.organisation, 0)
                    self.busy[candidate.organisation] = held + 1


def is_worth_trying(work: Work) -> bool:
    """Whether somebody has a place in the line, and somebody has room; locks nothing."""
    return line.has_somebody(work.session) and room.free_slots(work) > 0


def serve(work: Work) -> int:
    """Make every offer that can be made now; gives how many. Equals are served as they came.

    After closing only talks that are passed on, and people in danger, are held out any more.
    """
    line.lock(work.session)
    if not line.has_somebody(work.session):
        return 0
    turn = _round(work)
    if not turn.has_room:
        return 0
    made = 0
    asked = {offer.visit_id for offer in offer_rows.open_now(work.session)}
    goes_on = timetable.goes_on(work)
    left = [
        each
        for each in line_order.standings(work)
        if each.place.visit_id not in asked
        and (goes_on or each.owner_id is not None or each.place.risk > 0)
    ]
    while left and turn.has_room:
        some, left = left[:_AT_A_TIME], left[_AT_A_TIME:]
        made += _serve_some(work, some, turn)
    return made


def _round(work: Work) -> _Round:
    crew = room.crew(work)
    schedule = timetable.current(work)
    return _Round(
        candidates=list(crew.candidates),
        busy=dict(crew.busy),
        shares=_shares(schedule),
        most={
            each.code: each.capacity for each in schedule.organisations if each.capacity is not None
        },
    )


def _shares(schedule: Schedule) -> dict[str, int]:
    """The organisations' weights; where all weigh the same there is nothing to respect."""
    shares = {each.code: each.share for each in schedule.organisations}
    return shares if len(set(shares.values())) > 1 else {}


def _serve_some(work: Work, some: Sequence[Standing], turn: _Round) -> int:
    contact_ids = [each.contact_id for each in some]
    refused = offer_rows.refusals(
        work.session,
        [each.place.visit_id for each in some],
        since=work.now - DECLINE_PAUSE,
    )
    apart = presences.conflicts(work.session, contact_ids)
    earlier = _earlier_counsellors(work, contact_ids)
    made = 0
    for each in some:
        if not turn.has_room:
            break
        owner = {each.owner_id} if each.owner_id is not None else set()
        not_to = refused.get(each.place.visit_id, frozenset())
        not_to |= apart.get(each.contact_id, frozenset()) | owner | _not_agreed(work, each, turn)
        spared = _spared(work, each, turn)
        if spared and _is_for_supervisors(work, each, apart.get(each.contact_id, frozenset())):
            not_to |= spared
        wish = Wish(
            earlier_counsellor_id=earlier.get(each.contact_id),
            not_to=not_to,
            rather_not_to=spared,
        )
        member_id = turn.choose(wish, held_by=each.held_by)
        if member_id is None and turn.have_all_refused(not_to):
            _ask_supervisor(work, each)
        elif member_id is None:
            continue
        elif _offer(work, each, member_id):
            turn.give(member_id)
            made += 1
    return made


def _spared(work: Work, standing: Standing, turn: _Round) -> frozenset[UUID]:
    """Whom another heavy talk is spared, while somebody else could have it."""
    if standing.place.risk < CONSULTED:
        return frozenset()
    return heavy_talks.list_worn(work, [each.member_id for each in turn.candidates])


def _is_for_supervisors(work: Work, standing: Standing, apart: frozenset[UUID]) -> bool:
    """Whether a supervisor can be asked before whoever has had enough: one is here, and in time."""
    if work.now - standing.place.arrived_at >= _SUPERVISORS_FIRST:
        return False
    return any(
        member.role is Role.SUPERVISOR
        and organisations.takes_part(work, member)
        and member.id not in apart
        and presence(row.seen_at, now=work.now) in _AT_HAND
        for member, row in board.crew(work.session)
    )


def _not_agreed(work: Work, standing: Standing, turn: _Round) -> frozenset[UUID]:
    """Whose organisation may not go on with a talk of another."""
    if not standing.is_going_on:
        return frozenset()
    return frozenset(
        each.member_id
        for each in turn.candidates
        if not organisations.may_go_on(work, whose=standing.whose, who=each.organisation)
    )


def _offer(work: Work, standing: Standing, member_id: UUID) -> bool:
    """Make one offer, unless the person has left or blocked in this very moment."""
    contact_rows.lock(work.session, standing.contact_id)
    visit = visits.get(work.session, standing.place.visit_id)
    is_running = standing.owner_id is not None
    expected = VisitState.TALKING if is_running else VisitState.WAITING
    has_changed = visit.state is not expected or (
        visit.conversation is not None and is_running and visit.conversation.passing is None
    )
    if has_changed or offer_rows.open_of_visit(work.session, visit.id) is not None:
        return False
    offers.make(
        work,
        visit,
        member_id=member_id,
        kind=OfferKind.PASSING if is_running else OfferKind.WAITING,
        from_member_id=standing.owner_id,
    )
    visit.escalated_at = None
    return True


def _ask_supervisor(work: Work, standing: Standing) -> None:
    """Nobody with room can be asked any more: the place is kept, and a supervisor decides."""
    visit = work.session.get_one(Visit, standing.place.visit_id)
    if visit.escalated_at is None:
        visit.escalated_at = work.now
        work.tell(WAITING_LINE)


def _earlier_counsellors(work: Work, contact_ids: Sequence[bytes]) -> dict[bytes, UUID]:
    rows = work.session.execute(
        select(Contact.id, Contact.earlier_counsellor_id).where(Contact.id.in_(contact_ids))
    )
    return {contact_id: member_id for contact_id, member_id in rows if member_id is not None}
