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
from services import open_records, timetable, training
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """A member who is ready: talks and offers they hold, the offers alone.

    ``is_shut``: they are given nothing, for want of a course or with records left to write.
    """

    row: ReadyMember
    held: int
    asked: int
    is_shut: bool


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
    """The member may take talks and can hold one more, and so can their organisation.

    ``instead_of`` has the talk now: within one organisation its number stays the same.

    Raises:
        NoRoomError: as many as there can be, open offers counted as talks.
        TrainingMissingError: a required course or a good certificate is missing.
        TooManyOpenRecordsError: two records are left to write.
    """
    training.require(work, member_id)
    open_records.require_few(work, member_id)
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
    desks = _desks(work)
    ids = [desk.row.member_id for desk in desks]
    began_at = _evening_began(work)
    last = presences.last_changes(work.session, ids, since=began_at - _LONGEST_TALK)
    given = presences.given_since(work.session, ids, began_at)
    busy = line.busy_organisations(work.session)
    for desk in desks:
        if desk.row.organisation is not None and desk.asked:
            busy[desk.row.organisation] = busy.get(desk.row.organisation, 0) + desk.asked
    return Crew(
        candidates=tuple(
            Candidate(
                member_id=desk.row.member_id,
                organisation=desk.row.organisation,
                room=_room(work, desk),
                free_since=max(
                    desk.row.duty_since, last.get(desk.row.member_id, desk.row.duty_since)
                ),
                held=desk.held,
                given_this_evening=given.get(desk.row.member_id, 0),
            )
            for desk in desks
        ),
        busy=busy,
    )


def free_slots(work: Work) -> int:
    """How many people could be talked with at once, beyond those who are."""
    return sum(max(0, _room(work, desk)) for desk in _desks(work))


def _desks(work: Work) -> list[_Desk]:
    """Everybody who is ready, with what they hold."""
    talks = line.open_talks(work.session)
    offered = offers.open_by_member(work.session)
    ready = presences.ready(work.session, seen_after=work.now - LOST_AFTER)
    ids = [row.member_id for row in ready]
    shut = training.barred(work, ids) | open_records.held_back(work, ids)
    return [
        _Desk(
            row=row,
            held=talks.get(row.member_id, 0) + offered.get(row.member_id, 0),
            asked=offered.get(row.member_id, 0),
            is_shut=row.member_id in shut,
        )
        for row in ready
    ]


def _room(work: Work, desk: _Desk) -> int:
    if desk.is_shut:
        return 0
    usual = timetable.current(work).capacity
    return _talks_at_once(is_new=desk.row.is_new, own=desk.row.capacity, usual=usual) - desk.held


def _talks_at_once(*, is_new: bool, own: int | None, usual: Capacity) -> int:
    if own is not None:
        return min(own, usual.most)
    return usual.new if is_new else usual.usual


def _evening_began(work: Work) -> datetime:
    tonight = timetable.evening(work)
    return tonight.opens_at if tonight is not None else work.now
