"""Shifts: an organisation's managers plan who is on duty when."""

from datetime import datetime
from uuid import UUID, uuid4

from domain import duty_plan
from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.duty_plan import DutyChange, DutyState
from domain.errors import NotFoundError, RefusedError
from services import audit, staffing
from services.work import Work
from storage.models.shift import PlannedDuty
from storage.queries import shifts as duty_rows


class DoubleBookedError(RefusedError):
    """The member is planned for a moment of that time already."""

    code = "double_booked"


class ShiftOverError(RefusedError):
    """The shift is over, or has begun: nothing of it can be changed any more."""

    code = "shift_over"


def plan(
    work: Work,
    *,
    member_id: UUID,
    organisation: str,
    begins_at: datetime,
    ends_at: datetime,
    by: UUID,
) -> UUID:
    """Plan a member of the organisation for one of its shifts; gives the duty.

    Raises:
        NotFoundError: there is no such shift, or no such member of this organisation.
        ShiftOverError: the shift is over.
        DoubleBookedError: the member is planned for a moment of it already.
    """
    duty_rows.lock(work.session)
    day = begins_at.astimezone(TOKYO).date()
    times = [
        (slot.begins_at, slot.ends_at)
        for slot in staffing.slots(work, day, day)
        if slot.organisation == organisation
    ]
    member = duty_rows.find_able(work.session, member_id)
    if (begins_at, ends_at) not in times or member is None or member.organisation != organisation:
        raise NotFoundError("No such shift, or no such member")
    if ends_at <= work.now:
        raise ShiftOverError
    duty = book(
        work,
        PlannedDuty(
            id=uuid4(),
            member_id=member_id,
            organisation=organisation,
            day=day,
            begins_at=begins_at,
            ends_at=ends_at,
            state=DutyState.PLANNED,
            planned_by=by,
            planned_at=work.now,
        ),
    )
    _note(work, duty, by=by, change=DutyChange.PLANNED)
    return duty.id


def remove(work: Work, duty_id: UUID, *, organisation: str, by: UUID) -> None:
    """Take a member off a shift; done already, nothing changes.

    Raises:
        NotFoundError: there is no such duty in this organisation.
        ShiftOverError: it is over.
    """
    duty_rows.lock(work.session)
    duty = duty_rows.get(work.session, duty_id)
    if duty.organisation != organisation:
        raise NotFoundError("No such duty")
    if duty.ends_at <= work.now:
        raise ShiftOverError
    if duty.state in duty_plan.STANDING:
        end(work, duty, DutyState.REMOVED)
        _note(work, duty, by=by, change=DutyChange.REMOVED)


def vacate(work: Work, member_id: UUID, *, by: UUID | None = None) -> int:
    """Empty a member's shifts that have not begun, because they have left; gives how many.

    What they would have taken from others is held out to the rest again.
    """
    duty_rows.lock(work.session)
    for duty in duty_rows.taken_by(work.session, member_id):
        duty.state, duty.taker_id = DutyState.OFFERED, None
    own = duty_rows.of_member(work.session, member_id, after=work.now)
    left = [duty for duty in own if duty.begins_at > work.now]
    for duty in left:
        end(work, duty, DutyState.VACATED)
        _note(work, duty, by=by, change=DutyChange.VACATED)
    return len(left)


def book(work: Work, duty: PlannedDuty) -> PlannedDuty:
    """Put a duty into the plan; under its lock.

    Raises:
        DoubleBookedError: its member is planned for a moment of it already.
    """
    require_free(work, duty.member_id, duty.begins_at, duty.ends_at)
    work.session.add(duty)
    work.session.flush()
    return duty


def require_free(work: Work, member_id: UUID, begins_at: datetime, ends_at: datetime) -> None:
    """The member is planned for no moment of that time.

    Raises:
        DoubleBookedError: they are.
    """
    own = duty_rows.of_member(work.session, member_id, after=work.now)
    if any(each.begins_at < ends_at and begins_at < each.ends_at for each in own):
        raise DoubleBookedError


def end(work: Work, duty: PlannedDuty, state: DutyState) -> None:
    """The duty stands no more; under the plan's lock."""
    duty.state, duty.ended_at, duty.taker_id = state, work.now, None
    work.session.flush()


def _note(work: Work, duty: PlannedDuty, *, by: UUID | None, change: DutyChange) -> None:
    subject = Subject(kind=SubjectKind.SHIFT, id=duty.id)
    audit.note(work, Act.SHIFT_PLANNED, actor_id=by, subject=subject, reason=change)
