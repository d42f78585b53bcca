"""Room: how many more talks a member can hold, always counted, never kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.presence import LOST_AFTER, Duty
from routing.assignment import Candidate
from routing.schedule import Capacity
from services import timetable
from services.work import Work
from storage.models.member import Member
from storage.models.presence import PresenceRow
from storage.queries import line, offers, presences


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Everybody who could be offered a talk now, and how busy each organisation is."""

    candidates: tuple[Candidate, ...]
    busy: Mapping[str, int]


def capacity_of(member: Member, presence: PresenceRow | None, usual: Capacity) -> int:
    """Talks at once: as a supervisor has set it for this evening, or as the schedule says."""
    if presence is not None and presence.capacity is not None:
        return min(presence.capacity, usual.most)
    return usual.new if member.is_new else usual.usual


def room_of(work: Work, member_id: UUID) -> int:
    """How many more talks one member can hold; offers that are open count as talks."""
    member = work.session.get_one(Member, member_id)
    presence = presences.find(work.session, member_id)
    held = line.count_talks(work.session, member_id)
    asked = len(offers.open_of_member(work.session, member_id))
    capacity = timetable.current(work).capacity
    return capacity_of(member, presence, capacity) - held - asked


def crew(work: Work) -> Crew:
    """Whoever is ready and here, with their room."""
    here = presences.on_duty(work.session, seen_after=work.now - LOST_AFTER)
    talks = line.open_talks(work.session)
    asked = offers.open_by_member(work.session)
    return Crew(
        candidates=tuple(_candidates(work, here, talks, asked)),
        busy=_busy(work, here, asked),
    )


def free_slots(work: Work) -> int:
    """How many people could be talked with at once, beyond those who are."""
    return sum(max(0, candidate.room) for candidate in crew(work).candidates)


def _candidates(
    work: Work,
    here: Iterable[tuple[PresenceRow, Member]],
    talks: Mapping[UUID, int],
    asked: Mapping[UUID, int],
) -> Iterable[Candidate]:
    ready = [(row, member) for row, member in here if row.duty is Duty.READY]
    capacity = timetable.current(work).capacity
    last = presences.last_changes(work.session, [member.id for _, member in ready])
    given = presences.given_since(work.session, _evening_began(work))
    for row, member in ready:
        held = talks.get(member.id, 0) + asked.get(member.id, 0)
        yield Candidate(
            member_id=member.id,
            organisation=member.organisation,
            room=capacity_of(member, row, capacity) - held,
            free_since=max(row.duty_since, last.get(member.id, row.duty_since)),
            held=held,
            given_this_evening=given.get(member.id, 0),
        )


def _busy(
    work: Work, here: Iterable[tuple[PresenceRow, Member]], asked: Mapping[UUID, int]
) -> dict[str, int]:
    """Talks and open offers of each organisation."""
    busy = line.busy_organisations(work.session)
    for _, member in here:
        if member.organisation is not None and member.id in asked:
            busy[member.organisation] = busy.get(member.organisation, 0) + asked[member.id]
    return busy


def _evening_began(work: Work) -> datetime:
    tonight = timetable.evening(work)
    return tonight.opens_at if tonight is not None else work.now
