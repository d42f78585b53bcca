"""Incidents and the day: what a talk still needs before it is closed, and what stands in red."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.incident import Held, Lamp, Need, lamp
from domain.permission import Permission, Reach, reach
from domain.service_day import ServiceDay
from services.work import Work
from storage.models.incident import Incident, IncidentEntry
from storage.models.member import Member
from storage.models.visit import Visit
from storage.queries import incidents as rows

_LOOKED_BACK: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLamp:
    """That a day has an incident, or a talk that needs one, with something left; not whose.

    ``what`` is None for a visit whose incident nobody has opened. ``on`` is the day of the
    opening, or the one on which the next meeting should have been.
    """

    on: date
    what: Lamp | None
    is_red: bool


def needs(work: Work, visit_ids: Sequence[UUID]) -> dict[UUID, Need]:
    """By visit, what is missing before the day is closed; those that lack nothing are left out."""
    found = rows.of_visits(work.session, visit_ids)
    lamps = lamps_of(work, found.values())
    open_ones = {
        visit_id: Need.CONFERENCE
        for visit_id, row in found.items()
        if lamps.get(row.id) in {Lamp.DUE, Lamp.OVERDUE}
    }
    return open_ones | dict.fromkeys(rows.lacking(work.session, visit_ids), Need.INCIDENT)


def unanswered(work: Work, day: ServiceDay) -> Sequence[Visit]:
    """Who came on a day, met nobody, and lacks an incident, the first who came first."""
    return rows.unanswered(work.session, day.begins_at, day.ends_at)


def left_over(work: Work, day: ServiceDay, *, known: Sequence[UUID]) -> int:
    """How many incidents of a day that belong to none of these visits lack a conference."""
    opened = [
        row
        for row in rows.open_ones(work.session)
        if day.begins_at <= row.opened_at < day.ends_at and row.visit_id not in known
    ]
    found = lamps_of(work, opened)
    return sum(each in {Lamp.DUE, Lamp.OVERDUE} for each in found.values())


def list_lamps(work: Work, *, member_id: UUID) -> tuple[DayLamp, ...]:
    """What is left, day by day, as far as it is this member's to know; the oldest day first.

    A manager knows of their own organisation, supervisors and coordinators of everybody's.
    """
    member = work.session.get_one(Member, member_id)
    far = reach(member.roles, Permission.SEE_INCIDENT_LAMP)
    if far is None:
        return ()
    is_everybodys = far is Reach.CONSORTIUM
    opened = [
        row
        for row in rows.open_ones(work.session)
        if is_everybodys or row.organisation == member.organisation
    ]
    lamps = lamps_of(work, opened)
    today = ServiceDay.around(work.now).on
    found = {
        DayLamp(on=_day_of(work, row, lamps[row.id]), what=lamps[row.id], is_red=True)
        for row in opened
        if row.id in lamps
    }
    for visit in rows.lacking_since(work.session, work.now - _LOOKED_BACK):
        talk = visit.conversation
        if is_everybodys or (talk is not None and talk.organisation == member.organisation):
            on = ServiceDay.around(visit.started_at if talk is None else talk.opened_at).on
            found.add(DayLamp(on=on, what=None, is_red=on < today))
    return tuple(sorted(found, key=lambda each: (each.on, each.what or "")))


def lamps_of(work: Work, incidents: Iterable[Incident]) -> dict[UUID, Lamp]:
    """By incident, what is red about it; those without anything are left out."""
    listed = list(incidents)
    held = rows.conferences(work.session, [row.id for row in listed])
    found = {
        row.id: lamp(
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            held=_since(held.get(row.id, ()), row),
            now=work.now,
        )
        for row in listed
    }
    return {incident_id: each for incident_id, each in found.items() if each is not None}


def held_of(work: Work, row: Incident) -> tuple[Held, ...]:
    """The conferences of an incident since it was opened last, in their order."""
    return _since(rows.conferences(work.session, [row.id]).get(row.id, ()), row)


def _since(found: Sequence[IncidentEntry], row: Incident) -> tuple[Held, ...]:
    return tuple(
        Held(decision=each.decision, next_at=each.next_at)
        for each in found
        if each.written_at >= row.opened_at
        if each.decision is not None and each.next_at is not None
    )


def _day_of(work: Work, row: Incident, what: Lamp) -> date:
    if what is Lamp.PASSED:
        last = rows.conferences(work.session, [row.id])[row.id][-1]
        if last.next_at is not None:
            return last.next_at.astimezone(TOKYO).date()
    return row.opened_at.astimezone(TOKYO).date()
