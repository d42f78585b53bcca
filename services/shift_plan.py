"""The shift plan of an organisation, as its managers look at it. Nothing is changed here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.clock import TOKYO
from domain.duty_plan import DutyState, Lack, Slot
from domain.permission import Role
from services import staffing, training
from services.work import Work
from storage.models.member import Member
from storage.models.shift import PlannedDuty
from storage.queries import shifts as duty_rows

Planned = list[tuple[PlannedDuty, Member]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is planned, or can be. ``is_barred``: may take no talks as it stands now.

    ``has_swapped``: took the shift over from a colleague.
    """

    member_id: UUID
    alias: str
    is_supervisor: bool
    is_barred: bool
    duty_id: UUID | None = None
    state: DutyState = DutyState.PLANNED
    has_swapped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One shift of an organisation on the page of its managers.

    ``vacated`` are the aliases of those who have left it with the service; they stand there while
    the shift lacks people. ``beside``: planned at other hours than the schedule's are now.
    """

    day: date
    begins_at: datetime
    ends_at: datetime
    staff: int
    people: tuple[Person, ...]
    vacated: tuple[str, ...]
    lacks: tuple[Lack, ...]
    is_open: bool


def list_shifts(work: Work, organisation: str, *, first: date, days: int) -> tuple[Shift, ...]:
    """The shifts of so many days on, the soonest first; those without a schedule's come too.

    A duty whose hours the schedule no longer has stands as a shift of nobody's asking (staff 0),
    so that a manager can take it away.
    """
    last = first + timedelta(days=days - 1)
    asked = [
        each for each in staffing.slots(work, first, last) if each.organisation == organisation
    ]
    planned = _planned(work, organisation, first, days)
    times = {(slot.begins_at, slot.ends_at) for slot in asked}
    for duty, _ in planned:
        if (duty.begins_at, duty.ends_at) not in times:
            times.add((duty.begins_at, duty.ends_at))
            asked.append(
                Slot(
                    organisation=organisation,
                    begins_at=duty.begins_at,
                    ends_at=duty.ends_at,
                    staff=0,
                )
            )
    missing = staffing.lacks(work, asked)
    barred = training.barred(work, [member.id for _, member in planned])
    left = _left(work, organisation, asked)
    return tuple(
        Shift(
            day=slot.begins_at.astimezone(TOKYO).date(),
            begins_at=slot.begins_at,
            ends_at=slot.ends_at,
            staff=slot.staff,
            people=_people(slot, planned, barred),
            vacated=left.get((slot.begins_at, slot.ends_at), ()) if missing[slot] else (),
            lacks=missing[slot] if slot.ends_at > work.now and slot.staff else (),
            is_open=slot.ends_at > work.now,
        )
        for slot in sorted(asked, key=lambda slot: (slot.begins_at, slot.ends_at))
    )


def list_able(work: Work, organisation: str) -> tuple[Person, ...]:
    """Everybody of an organisation who can be planned, by alias."""
    members = duty_rows.able(work.session, organisation)
    barred = training.barred(work, [member.id for member in members])
    return tuple(_person(member, barred) for member in members)


def _planned(work: Work, organisation: str, first: date, days: int) -> Planned:
    from_at = datetime(first.year, first.month, first.day, tzinfo=TOKYO)
    until_at = from_at + timedelta(days=days)
    return [
        (duty, member)
        for duty, member in duty_rows.standing(work.session, from_at, until_at)
        if duty.organisation == organisation and from_at <= duty.begins_at
    ]


def _left(
    work: Work, organisation: str, asked: list[Slot]
) -> dict[tuple[datetime, datetime], tuple[str, ...]]:
    found: dict[tuple[datetime, datetime], tuple[str, ...]] = {}
    if asked:
        first, last = min(each.begins_at for each in asked), max(each.ends_at for each in asked)
        for duty, alias in duty_rows.vacated(work.session, organisation, first, last):
            times = (duty.begins_at, duty.ends_at)
            found[times] = (*found.get(times, ()), alias)
    return found


def _people(slot: Slot, planned: Planned, barred: frozenset[UUID]) -> tuple[Person, ...]:
    return tuple(
        _person(member, barred, duty)
        for duty, member in planned
        if (duty.begins_at, duty.ends_at) == (slot.begins_at, slot.ends_at)
    )


def _person(member: Member, barred: frozenset[UUID], duty: PlannedDuty | None = None) -> Person:
    return Person(
        member_id=member.id,
        alias=member.alias,
        is_supervisor=member.role is Role.SUPERVISOR,
        is_barred=member.id in barred,
        duty_id=duty.id if duty is not None else None,
        state=duty.state if duty is not None else DutyState.PLANNED,
        has_swapped=duty is not None and duty.in_place_of is not None,
    )
