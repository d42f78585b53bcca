"""Room: how many more talks a member can hold, always counted, never kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.errors import NoRoomError
from domain.presence import LOST_AFTER
from routing.assignment import Candidate
from routing.schedule import Capacity
from services import timetable
from services.work import Work
from storage.models.member import Member
from storage.models.presence import PresenceRow
from storage.queries import line, offers, presences
from storage.queries.presences import ReadyMember

_LONGEST_TALK: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Everybody who could be offered a talk now, and how busy each organisation is."""

    candidates: tuple[Candidate, ...]
    busy: Mapping[str, int]


def capacity_of(member: Member, presence: PresenceRow | None, usual: Capacity) -> int:
    """Talks at once: as a supervisor has set it for this evening, or as the schedule says."""
    own = presence.capacity if presence is not None else None
    return _talks_at_once(is_new=member.is_new, own=own, usual=usual)


def room_of(work: Work, member_id: UUID) -> int:
    """How many more talks one member can hold; offers that are open count as talks."""
    member = work.session.get_one(Member, member_id)
    presence = presences.find(work.session, member_id)
    held = line.count_talks(work.session, member_id)
    asked = len(offers.open_of_member(work.session, member_id))
    return capacity_of(member, presence, timetable.current(work).capacity) - held - asked


def require(work: Work, member_id: UUID, *, instead_of: UUID | None = None) -> None:
    """The member can hold one more talk, and so can their organisation.

    ``instead_of`` has the talk now: within one organisation its number stays the same.

    Raises:
        NoRoomError: as many as there can be, open offers counted as talks.
    """
    if room_of(work, member_id) < 1:
        raise NoRoomError
    theirs = work.session.get_one(Member, member_id).organisation
    if theirs is None:
        return
    if instead_of is not None and work.session.get_one(Member, instead_of).organisation == theirs:
        return
    most = {each.code: each.capacity for each in timetable.current(work).organisations}.get(theirs)
    if most is not None and crew(work).busy.get(theirs, 0) >= most:
        raise NoRoomError


def crew(work: Work) -> Crew:
    """Whoever is ready and here, with their room."""
    rooms = _rooms(work)
    ids = [row.member_id for row, _, _ in rooms]
    began_at = _evening_began(work)
    last = presences.last_changes(work.session, ids, since=began_at - _LONGEST_TALK)
    given = presences.given_since(work.session, ids, began_at)
    busy = line.busy_organisations(work.session)
    for row, _, asked in rooms:
        if row.organisation is not None and asked:
            busy[row.organisation] = busy.get(row.organisation, 0) + asked
    return Crew(
        candidates=tuple(
            Candidate(
                member_id=row.member_id,
                organisation=row.organisation,
                room=_capacity(work, row) - held,
                free_since=max(row.duty_since, last.get(row.member_id, row.duty_since)),
                held=held,
                given_this_evening=given.get(row.member_id, 0),
            )
            for row, held, _ in rooms
        ),
        busy=busy,
    )


def free_slots(work: Work) -> int:
    """How many people could be talked with at once, beyond those who are."""
    return sum(max(0, _capacity(work, row) - held) for row, held, _ in _rooms(work))


def _rooms(work: Work) -> list[tuple[ReadyMember, int, int]]:
    """Everybody who is ready, with the talks and offers they hold, and the offers alone."""
    talks = line.open_talks(work.session)
    offered = offers.open_by_member(work.session)
    ready = presences.ready(work.session, seen_after=work.now - LOST_AFTER)
    return [
        (
            row,
            talks.get(row.member_id, 0) + offered.get(row.member_id, 0),
            offered.get(row.member_id, 0),
        )
        for row in ready
    ]


def _capacity(work: Work, row: ReadyMember) -> int:
    usual = timetable.current(work).capacity
    return _talks_at_once(is_new=row.is_new, own=row.capacity, usual=usual)


def _talks_at_once(*, is_new: bool, own: int | None, usual: Capacity) -> int:
    if own is not None:
        return min(own, usual.most)
    return usual.new if is_new else usual.usual


def _evening_began(work: Work) -> datetime:
    tonight = timetable.evening(work)
    return tonight.opens_at if tonight is not None else work.now
