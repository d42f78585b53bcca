"""Incidents and the day: what a talk still needs before it is closed, and what stands in red."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.incident import Held, Lamp, Need, is_decided, lamp
from domain.permission import Permission, Reach, reach
from domain.service_day import ServiceDay
from services import incidents
from services.work import Work
from storage.models.incident import Incident, IncidentEntry
from storage.models.member import Member
from storage.models.visit import Visit
from storage.queries import incident_cover
from storage.queries import incidents as rows

_LOOKED_BACK: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLamp:
    """That a day has an incident, or a talk that needs one, with something left; not whose.

    ``what`` is None for a visit whose incident nobody has opened. ``on`` is the day of the opening
    or of danger that has risen since, or the one on which the next meeting should have been.
    """

    on: date
    what: Lamp | None
    is_red: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """An incident without its conference. ``id`` is None where it is not this member's to keep.

    ``organisation``, by its name, is whose supervisors meet over it.
    """

    id: UUID | None
    organisation: str | None


def needs(work: Work, visit_ids: Sequence[UUID]) -> dict[UUID, Need]:
    """By visit, what is missing before the day is closed; those that lack nothing are left out."""
    found = _about(work, visit_ids)
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


def left_over(work: Work, day: ServiceDay, *, known: Sequence[UUID]) -> tuple[Incident, ...]:
    """The incidents of a day that belong to none of these visits and lack a conference."""
    going_on = rows.open_ones(work.session)
    called = called_at(work, going_on)
    named = {row.id for row in _about(work, known).values()}
    opened = [
        row
        for row in going_on
        if day.begins_at <= called[row.id] < day.ends_at and row.id not in named
    ]
    found = lamps_of(work, opened)
    return tuple(row for row in opened if found.get(row.id) in {Lamp.DUE, Lamp.OVERDUE})


def list_left_over(
    work: Work, day: ServiceDay, *, known: Sequence[UUID], member_id: UUID
) -> tuple[LeftOver, ...]:
    """The same as a member sees them: which to go to, or who sees to it."""
    names = {each.code: each.name for each in work.house.schedule.organisations}
    return tuple(
        LeftOver(
            id=row.id if incidents.may_keep(work, row, member_id=member_id) else None,
            organisation=names.get(row.organisation or "", row.organisation),
        )
        for row in left_over(work, day, known=known)
    )


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
        if is_everybodys or member.organisation in _organisations(work, row)
    ]
    lamps = lamps_of(work, opened)
    called = called_at(work, opened)
    today = ServiceDay.around(work.now).on
    found = {
        DayLamp(
            on=_day_of(work, row, lamps[row.id], called[row.id]), what=lamps[row.id], is_red=True
        )
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
    called = called_at(work, listed)
    found = {
        row.id: lamp(
            called_at=called[row.id],
            closed_at=row.closed_at,
            held=_since(held.get(row.id, ()), called[row.id]),
            now=work.now,
        )
        for row in listed
    }
    return {incident_id: each for incident_id, each in found.items() if each is not None}


def called_at(work: Work, incidents: Sequence[Incident]) -> dict[UUID, datetime]:
    """By incident, since when a conference is called for: its opening, or danger that rose since.

    What has met before has not known of that.
    """
    if not incidents:
        return {}
    risen = incident_cover.risen(work.session, [row.id for row in incidents])
    return {row.id: risen.get(row.id, row.opened_at) for row in incidents}


def is_decided_on(work: Work, row: Incident) -> bool:
    """Whether a conference has decided, on all that is known."""
    called = called_at(work, [row])[row.id]
    return is_decided(_since(rows.conferences(work.session, [row.id]).get(row.id, ()), called))


def next_at(work: Work, row: Incident) -> datetime | None:
    """When to meet next, as the conference written last has said since it was opened."""
    held = _since(rows.conferences(work.session, [row.id]).get(row.id, ()), row.opened_at)
    return held[-1].next_at if held else None


def _about(work: Work, visit_ids: Sequence[UUID]) -> dict[UUID, Incident]:
    """By visit its incident; where danger rose in it, the open one of its person, if there is."""
    found = {row.visit_id: row for row in rows.of_visits(work.session, visit_ids)}
    for visit_id in incident_cover.rose(work.session, visit_ids):
        going_on = incident_cover.open_of_visit(work.session, visit_id)
        if going_on is not None:
            found[visit_id] = going_on
    return found


def _organisations(work: Work, row: Incident) -> frozenset[str | None]:
    """Whose it is: of those who opened it, and of all who answered the visits it is about."""
    talks = [visit.conversation for visit in incident_cover.visits_of(work.session, row)]
    return frozenset({row.organisation, *(talk.organisation for talk in talks if talk is not None)})


def _since(found: Sequence[IncidentEntry], moment: datetime) -> tuple[Held, ...]:
    return tuple(
        Held(decision=each.decision, next_at=each.next_at)
        for each in found
        if each.written_at >= moment
        if each.decision is not None and each.next_at is not None
    )


def _day_of(work: Work, row: Incident, what: Lamp, called: datetime) -> date:
    if what is Lamp.PASSED:
        last = rows.conferences(work.session, [row.id])[row.id][-1]
        if last.next_at is not None:
            return last.next_at.astimezone(TOKYO).date()
    return called.astimezone(TOKYO).date()
