"""The crew on the supervisor's board: who is here, for how many talks, and whether it is enough."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.permission import Role
from domain.presence import Duty, Presence, presence
from routing.evenings import Evening
from routing.organisations import staff_needed
from services import heavy_talks, room, timetable, training
from services.work import Work
from storage.models.member import Member
from storage.models.presence import PresenceRow
from storage.queries import board, line, offers

STAFF_COUNTED_BEFORE: Final = timedelta(minutes=5)
"""From here to the opening it is said whether there are enough people: 15:55 (DOMAIN §2.7)."""

_HERE: Final = frozenset({Presence.HERE, Presence.GREY})


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewMember:
    """A member on duty; ``set_capacity`` is what a supervisor has set for this evening.

    ``is_barred``: lacks a required course or a good certificate, and is given nothing new.
    ``is_worn``: has had enough heavy talks; the next is held out to others, where there are any.
    """

    member_id: UUID
    alias: str
    organisation: str | None
    is_supervisor: bool
    duty: Duty
    presence: Presence
    seen_at: datetime
    talks: int
    asked: int
    capacity: int
    set_capacity: int | None
    most: int
    is_barred: bool
    is_worn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Whether it may open: ``needed`` are the fewest, one of them a supervisor.

    ``planned`` are as many as the shifts of the schedule have at this time, never fewer.
    """

    here: int
    needed: int
    planned: int
    has_supervisor: bool

    @property
    def is_enough(self) -> bool:
        """Whether there are enough people, a supervisor among them."""
        return self.here >= self.needed and self.has_supervisor

    @property
    def is_as_planned(self) -> bool:
        """Whether at least as many are here as the shifts say."""
        return self.here >= self.planned


def list_crew(work: Work) -> tuple[CrewMember, ...]:
    """Everybody on duty and every supervisor at a console, by organisation and name."""
    capacity = timetable.current(work).capacity
    names = {each.code: each.name for each in timetable.current(work).organisations}
    talks = line.open_talks(work.session)
    asked = offers.open_by_member(work.session)
    found = board.crew(work.session)
    barred = training.barred(work, [member.id for member, _ in found])
    worn = heavy_talks.list_worn(work, [member.id for member, _ in found])
    return tuple(
        CrewMember(
            member_id=member.id,
            alias=member.alias,
            organisation=names.get(member.organisation or "", member.organisation),
            is_supervisor=member.role is Role.SUPERVISOR,
            duty=row.duty,
            presence=presence(row.seen_at, now=work.now),
            seen_at=row.seen_at,
            talks=talks.get(member.id, 0),
            asked=asked.get(member.id, 0),
            capacity=room.capacity_of(member, row, capacity),
            set_capacity=row.capacity,
            most=capacity.most,
            is_barred=member.id in barred,
            is_worn=member.id in worn,
        )
        for member, row in found
        if row.duty is not Duty.AWAY or member.id in talks or _leads(work, member, row)
    )


def staffing(work: Work, tonight: Evening | None, crew: tuple[CrewMember, ...]) -> Staffing | None:
    """Whether enough people are here; None while nobody has to be."""
    if tonight is None:
        return None
    if not tonight.opens_at - STAFF_COUNTED_BEFORE <= work.now < tonight.closes_at:
        return None
    here = [each for each in crew if _is_here(each)]
    schedule = timetable.current(work)
    return Staffing(
        here=len(here),
        needed=schedule.staff_to_open,
        planned=staff_needed(schedule, now=max(work.now, tonight.opens_at)),
        has_supervisor=any(each.is_supervisor for each in here),
    )


def _leads(work: Work, member: Member, row: PresenceRow) -> bool:
    """A supervisor leads the evening from an open console, without taking talks."""
    return member.role is Role.SUPERVISOR and presence(row.seen_at, now=work.now) in _HERE


def _is_here(each: CrewMember) -> bool:
    return each.presence in _HERE and (each.duty is not Duty.AWAY or each.is_supervisor)
