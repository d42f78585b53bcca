"""Staffing: the shifts the schedule asks for, what they lack, and the warnings about it.

Nobody is written to, because no address of a member is kept: a warning stands on the pages of the
organisation's managers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from domain import duty_plan
from domain.duty_plan import Duty, DutyState, Lack, ShiftWarning, Slot, WarningStep
from domain.errors import NotFoundError
from domain.permission import Role
from routing.openings import local_day, moment
from routing.organisations import shifts_on
from services import timetable
from services.work import Work
from storage.models.member import Member
from storage.models.shift import PlannedDuty, ShiftWarningRow
from storage.queries import shifts as duty_rows

_DAY: Final = timedelta(days=1)
_LOOKED_AHEAD: Final = 8
"""Days within which a step of warning can be reached."""

_ShiftStep = tuple[str, datetime, datetime, WarningStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWarning:
    """A shift that lacks something; ``id`` is of the step's row until a manager has noted it."""

    id: UUID | None
    day: date
    begins_at: datetime
    ends_at: datetime
    step: WarningStep
    lacks: tuple[Lack, ...]


def slots(work: Work, first: date, last: date) -> tuple[Slot, ...]:
    """The shifts that begin on these local days, of every organisation, the soonest first.

    Shifts of one organisation at the same hours are one.
    """
    schedule = timetable.current(work)
    staff: dict[tuple[datetime, datetime, str], int] = {}
    day = first
    while day <= last:
        for shift in shifts_on(schedule, day):
            begins_at = moment(day, shift.hours.opens_minute)
            ends_at = moment(day, shift.hours.closes_minute)
            key = (begins_at, ends_at, shift.organisation)
            staff[key] = staff.get(key, 0) + shift.staff
        day += _DAY
    return tuple(
        Slot(organisation=organisation, begins_at=begins_at, ends_at=ends_at, staff=number)
        for (begins_at, ends_at, organisation), number in sorted(staff.items())
    )


def duties(work: Work, from_at: datetime, until_at: datetime) -> tuple[Duty, ...]:
    """Who is planned for any moment of a stretch of time, in every organisation."""
    return tuple(
        as_duty(row, member) for row, member in duty_rows.standing(work.session, from_at, until_at)
    )


def as_duty(row: PlannedDuty, member: Member) -> Duty:
    """A planned duty as far as it counts."""
    return Duty(
        organisation=row.organisation,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        is_supervisor=member.role is Role.SUPERVISOR,
    )


def lacks(work: Work, asked: Sequence[Slot]) -> dict[Slot, tuple[Lack, ...]]:
    """What each of these shifts lacks."""
    if not asked:
        return {}
    first = min(slot.begins_at for slot in asked)
    last = max(slot.ends_at for slot in asked)
    planned = duties(work, first, last)
    fewest = timetable.current(work).staff_to_open
    return {slot: duty_plan.lacks(slot, planned, staff_to_open=fewest) for slot in asked}


def is_due(work: Work) -> bool:
    """Whether a step of warning is reached that has no row yet; changes nothing."""
    return bool(_untold(work))


def warn(work: Work) -> int:
    """Keep every step that is reached, once for each shift; gives how many are new."""
    duty_rows.lock(work.session)
    untold = _untold(work)
    for found in untold:
        work.session.add(
            ShiftWarningRow(
                id=uuid4(),
                organisation=found.slot.organisation,
                begins_at=found.slot.begins_at,
                ends_at=found.slot.ends_at,
                step=found.step,
                reached_at=work.now,
            )
        )
    work.session.flush()
    return len(untold)


def list_warnings(work: Work, organisation: str) -> tuple[ToldWarning, ...]:
    """What an organisation's shifts lack now, as far as a step is reached, the soonest first.

    It is gone as soon as the shift is filled.
    """
    rows = {
        _key(row): row
        for row in duty_rows.warnings(work.session, organisation, after=work.now)
        if row.noted_at is None
    }
    found = []
    for warning in _reached(work):
        if warning.slot.organisation == organisation:
            row = rows.get(_key_of(warning))
            found.append(
                ToldWarning(
                    id=row.id if row is not None else None,
                    day=local_day(warning.slot.begins_at),
                    begins_at=warning.slot.begins_at,
                    ends_at=warning.slot.ends_at,
                    step=warning.step,
                    lacks=warning.lacks,
                )
            )
    return tuple(found)


def count_news(work: Work, organisation: str) -> int:
    """How much waits for an organisation's managers: warnings nobody has noted, swaps to decide."""
    unnoted = sum(each.id is not None for each in list_warnings(work, organisation))
    asked = duty_rows.held_out(work.session, after=work.now)
    return unnoted + sum(
        duty.organisation == organisation and duty.state is DutyState.AWAITING for duty, _ in asked
    )


def note(work: Work, warning_id: UUID, *, organisation: str, member_id: UUID) -> None:
    """A manager has seen this step: it stands out no more, until the next is reached.

    Raises:
        NotFoundError: there is none, or it is another organisation's.
    """
    row = work.session.get(ShiftWarningRow, warning_id)
    if row is None or row.organisation != organisation:
        raise NotFoundError("No such warning")
    if row.noted_at is None:
        row.noted_at, row.noted_by = work.now, member_id


def _untold(work: Work) -> list[ShiftWarning]:
    told = {_key(row) for row in duty_rows.warnings(work.session, None, after=work.now)}
    return [warning for warning in _reached(work) if _key_of(warning) not in told]


def _reached(work: Work) -> tuple[ShiftWarning, ...]:
    today = local_day(work.now)
    asked = slots(work, today, today + _LOOKED_AHEAD * _DAY)
    if not asked:
        return ()
    planned = duties(work, work.now, max(slot.ends_at for slot in asked))
    fewest = timetable.current(work).staff_to_open
    return duty_plan.warnings(asked, planned, staff_to_open=fewest, now=work.now)


def _key(row: ShiftWarningRow) -> _ShiftStep:
    return row.organisation, row.begins_at, row.ends_at, row.step


def _key_of(warning: ShiftWarning) -> _ShiftStep:
    slot = warning.slot
    return slot.organisation, slot.begins_at, slot.ends_at, warning.step
