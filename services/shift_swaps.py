"""Swaps: a member holds a shift out to colleagues, and one of them takes it."""

from uuid import UUID, uuid4

from domain import duty_plan
from domain.audit import Act, Subject, SubjectKind
from domain.duty_plan import DutyChange, DutyState, Lack, Slot
from domain.errors import NotFoundError, RefusedError
from domain.permission import Role
from services import audit, own_shifts, shifts, staffing
from services.shifts import ShiftOverError
from services.work import Work
from storage.models.member import Member
from storage.models.shift import PlannedDuty
from storage.queries import shifts as duty_rows


class SwapGoneError(RefusedError):
    """Somebody was faster, or the shift is not held out any more."""

    code = "swap_gone"


def hold_out(work: Work, duty_id: UUID, *, member_id: UUID) -> None:
    """Ask colleagues to take one's shift; until one does it stays one's own.

    Raises:
        NotFoundError: no such shift of this member.
        ShiftOverError: it has begun.
    """
    duty = _own(work, duty_id, member_id)
    if duty.begins_at <= work.now:
        raise ShiftOverError
    if duty.state is DutyState.PLANNED:
        duty.state = DutyState.OFFERED
        _note(work, duty, by=member_id, change=DutyChange.HELD_OUT)


def withdraw(work: Work, duty_id: UUID, *, member_id: UUID) -> None:
    """Keep one's shift after all; also while a manager has not agreed to a swap.

    Raises:
        NotFoundError: no such shift of this member.
    """
    duty = _own(work, duty_id, member_id)
    if duty.state is not DutyState.PLANNED:
        duty.state, duty.taker_id = DutyState.PLANNED, None
        _note(work, duty, by=member_id, change=DutyChange.WITHDRAWN)


def take(work: Work, duty_id: UUID, *, member_id: UUID) -> bool:
    """Take a colleague's shift; False when it waits for a manager, as no supervisor would be left.

    Raises:
        NotFoundError: there is no such shift, or not for this member.
        SwapGoneError: somebody was faster, or it is not held out any more.
        DoubleBookedError: the member is planned for a moment of it already.
    """
    duty_rows.lock(work.session)
    duty = duty_rows.get(work.session, duty_id)
    member = duty_rows.find_able(work.session, member_id)
    if member is None or not own_shifts.may_take(work, duty, member):
        raise NotFoundError("No such shift")
    if duty.state is not DutyState.OFFERED or duty.begins_at <= work.now:
        raise SwapGoneError
    shifts.require_free(work, member_id, duty.begins_at, duty.ends_at)
    if _loses_supervisor(work, duty, member):
        duty.state, duty.taker_id = DutyState.AWAITING, member_id
        _note(work, duty, by=member_id, change=DutyChange.ASKED_FOR)
        return False
    _hand(work, duty, member_id, by=member_id)
    return True


def agree(work: Work, duty_id: UUID, *, organisation: str, by: UUID) -> None:
    """As the manager: the colleague has the shift, also without a supervisor.

    Raises:
        NotFoundError: there is no such duty in this organisation.
        SwapGoneError: nobody asks any more, or it has begun.
        DoubleBookedError: the colleague is planned for a moment of it by now.
    """
    duty, taker_id = _awaiting(work, duty_id, organisation)
    taker = duty_rows.find_able(work.session, taker_id)
    if taker is None or not own_shifts.may_take(work, duty, taker):
        raise SwapGoneError
    _hand(work, duty, taker_id, by=by)


def decline(work: Work, duty_id: UUID, *, organisation: str, by: UUID) -> None:
    """As the manager: not by this colleague; the shift is held out again.

    Raises:
        NotFoundError, SwapGoneError: as ``agree``.
    """
    duty, _ = _awaiting(work, duty_id, organisation)
    duty.state, duty.taker_id = DutyState.OFFERED, None
    _note(work, duty, by=by, change=DutyChange.DECLINED)


def _own(work: Work, duty_id: UUID, member_id: UUID) -> PlannedDuty:
    duty_rows.lock(work.session)
    duty = duty_rows.get(work.session, duty_id)
    if duty.member_id != member_id or duty.state not in duty_plan.STANDING:
        raise NotFoundError("No such shift")
    return duty


def _awaiting(work: Work, duty_id: UUID, organisation: str) -> tuple[PlannedDuty, UUID]:
    duty_rows.lock(work.session)
    duty = duty_rows.get(work.session, duty_id)
    if duty.organisation != organisation:
        raise NotFoundError("No such shift")
    taker_id = duty.taker_id
    if duty.state is not DutyState.AWAITING or taker_id is None or duty.begins_at <= work.now:
        raise SwapGoneError
    return duty, taker_id


def _hand(work: Work, duty: PlannedDuty, taker_id: UUID, *, by: UUID) -> None:
    shifts.end(work, duty, DutyState.SWAPPED)
    taken = PlannedDuty(
        id=uuid4(),
        member_id=taker_id,
        organisation=duty.organisation,
        day=duty.day,
        begins_at=duty.begins_at,
        ends_at=duty.ends_at,
        state=DutyState.PLANNED,
        planned_by=by,
        planned_at=work.now,
        in_place_of=duty.id,
    )
    shifts.book(work, taken)
    _note(work, taken, by=by, change=DutyChange.TAKEN)


def _loses_supervisor(work: Work, duty: PlannedDuty, taker: Member) -> bool:
    owner = work.session.get_one(Member, duty.member_id)
    if owner.role is not Role.SUPERVISOR or taker.role is Role.SUPERVISOR:
        return False
    left = [
        staffing.as_duty(row, member)
        for row, member in duty_rows.standing(work.session, duty.begins_at, duty.ends_at)
        if row.id != duty.id
    ]
    slot = Slot(
        organisation=duty.organisation, begins_at=duty.begins_at, ends_at=duty.ends_at, staff=0
    )
    return Lack.SUPERVISOR in duty_plan.lacks(slot, left, staff_to_open=0)


def _note(work: Work, duty: PlannedDuty, *, by: UUID, change: DutyChange) -> None:
    subject = Subject(kind=SubjectKind.SHIFT, id=duty.id)
    audit.note(work, Act.SHIFT_SWAPPED, actor_id=by, subject=subject, reason=change)
