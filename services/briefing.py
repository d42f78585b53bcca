"""The briefing (15:45): who is on, whom to think of, what was handed on, what has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from domain.clock import TOKYO
from domain.evening import Mode
from domain.secret import PrivateText
from domain.service_day import ServiceDay
from routing.evenings import Evening
from routing.organisations import organisations_on
from services import (
    board_crew,
    desk,
    destination_warnings,
    directory_warnings,
    notes,
    organisations,
    programmes,
    reading,
    returning,
    shown,
    timetable,
)
from services.board_crew import CrewMember
from services.desk import WaitingPerson
from services.destination_warnings import Ending
from services.directory_warnings import DirectoryNews
from services.programmes import ShownDate
from services.work import Work
from storage.models.record import Note
from storage.queries import board, presences, shifts, visits, wishes

_DAYS_AHEAD: Final = 7
"""So far ahead a closed day is told of."""

_DAYS_BACK: Final = timedelta(days=7)
"""The last evening may be so long ago: a new year's closure is six days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """A note of the last evening."""

    alias: str
    words: PrivateText
    author_alias: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDay:
    """A day on which it is closed, and why."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What an evening begins with; ``tonight`` is None on a day without one.

    ``planned`` are the aliases the plan names of one's own organisation, ``night`` whoever wrote
    outside the hours, danger first; ``calls`` counts those who asked to be called, and
    ``dates_waiting`` the dates that destinations wrote down and nobody has looked at.
    """

    tonight: Evening | None
    on_duty: tuple[str, ...]
    planned: tuple[str, ...]
    crew: tuple[CrewMember, ...]
    night: tuple[WaitingPerson, ...]
    handed_on: tuple[HandedOn, ...]
    calls: int
    modes: frozenset[Mode]
    closed_days: tuple[ClosedDay, ...]
    directory: DirectoryNews
    destinations: tuple[Ending, ...]
    programmes: tuple[ShownDate, ...]
    dates_waiting: int


def look(work: Work, *, member_id: UUID) -> Briefing:
    """The briefing through a member's eyes."""
    today = work.now.astimezone(TOKYO).date()
    tonight = timetable.evening(work)
    day = ServiceDay.around(work.now)
    return Briefing(
        tonight=tonight,
        on_duty=_organisations(work, today),
        planned=_planned(work, member_id),
        crew=board_crew.list_crew(work),
        night=desk.list_overnight(work, member_id=member_id),
        handed_on=_handed_on(work, day, member_id),
        calls=len(wishes.asked_before(work.session, work.now)),
        modes=frozenset(row.mode for row in board.modes(work.session)),
        closed_days=_closed_days(work, today),
        directory=directory_warnings.news(work),
        destinations=destination_warnings.ending(work),
        programmes=programmes.list_today(work),
        dates_waiting=len(programmes.list_waiting(work)),
    )


def _planned(work: Work, member_id: UUID) -> tuple[str, ...]:
    """Whom the plan names today, of one's own organisation: others' plans are not shown."""
    day = ServiceDay.around(work.now)
    own = organisations.of_member(work, member_id)
    planned = shifts.standing(work.session, day.begins_at, day.ends_at)
    return tuple(
        dict.fromkeys(member.alias for duty, member in planned if duty.organisation == own)
    )


def _organisations(work: Work, today: date) -> tuple[str, ...]:
    """The names of those whose evening it is."""
    schedule = timetable.current(work)
    on_duty = organisations_on(schedule, today)
    return tuple(each.name for each in schedule.organisations if each.code in on_duty)


def _closed_days(work: Work, today: date) -> tuple[ClosedDay, ...]:
    schedule = timetable.current(work)
    ahead = [today + timedelta(days=number) for number in range(_DAYS_AHEAD)]
    reasons = {on: schedule.closed_for(on) for on in ahead if not schedule.hours_on(on)}
    planned = [ClosedDay(on=on, reason=reason) for on, reason in reasons.items() if reason]
    decided = [
        ClosedDay(on=row.from_at.astimezone(TOKYO).date(), reason=row.reason)
        for row in board.closures(work.session, after=work.now)
    ]
    return tuple(sorted((*planned, *decided), key=lambda each: (each.on, each.reason)))


def _handed_on(work: Work, today: ServiceDay, member_id: UUID) -> tuple[HandedOn, ...]:
    """The notes of the last evening before this day that the member may read, oldest first."""
    last = work.session.scalar(
        select(func.max(Note.written_at)).where(
            Note.written_at < today.begins_at, Note.written_at >= today.begins_at - _DAYS_BACK
        )
    )
    if last is None:
        return ()
    day = ServiceDay.around(last)
    visit_ids = work.session.scalars(
        select(Note.visit_id).where(Note.written_at >= day.begins_at, Note.written_at < day.ends_at)
    ).all()
    found = [
        note for visit_id in _one_each(work, visit_ids) for note in _of(work, visit_id, member_id)
    ]
    return tuple(
        sorted(
            (note for note in found if day.begins_at <= note.written_at < day.ends_at),
            key=lambda note: note.written_at,
        )
    )


def _one_each(work: Work, visit_ids: Sequence[UUID]) -> list[UUID]:
    """Of each person one visit."""
    whose = {visits.get(work.session, visit_id).contact_id: visit_id for visit_id in visit_ids}
    return list(whose.values())


def _of(work: Work, visit_id: UUID, member_id: UUID) -> list[HandedOn]:
    """What this member may read of one person; nothing where the person does not wish it."""
    contact_id = visits.get(work.session, visit_id).contact_id
    visit = visits.latest_of(work.session, contact_id)
    if visit is None or presences.is_conflict(work.session, contact_id, member_id):
        return []
    if returning.is_hidden(work, visit):
        return []
    alias = shown.alias(work, contact_id, reading.viewer(work, member_id).organisation)
    return [
        HandedOn(
            alias=alias,
            words=note.words,
            author_alias=note.author_alias,
            written_at=note.written_at,
        )
        for note in notes.list_readable(work, visit, member_id=member_id)
    ]
