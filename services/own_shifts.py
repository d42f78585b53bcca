"""A member's own shifts, and those of colleagues they could take. Nothing is changed here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.duty_plan import DutyState
from services import timetable
from services.work import Work
from storage.models.member import Member
from storage.models.shift import PlannedDuty
from storage.queries import shifts as duty_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDuty:
    """A shift of one's own. ``others``: the aliases of those who are on at a moment of it."""

    id: UUID
    day: date
    begins_at: datetime
    ends_at: datetime
    state: DutyState
    others: tuple[str, ...]
    has_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """A colleague's shift that one could take, or, for a manager, that a colleague would take."""

    id: UUID
    day: date
    begins_at: datetime
    ends_at: datetime
    alias: str
    taker: str | None = None


def list_own(work: Work, member_id: UUID) -> tuple[OwnDuty, ...]:
    """One's own shifts that are not over, the soonest first."""
    own = duty_rows.of_member(work.session, member_id, after=work.now)
    if not own:
        return ()
    first, last = min(duty.begins_at for duty in own), max(duty.ends_at for duty in own)
    around = duty_rows.standing(work.session, first, last)
    return tuple(
        OwnDuty(
            id=duty.id,
            day=duty.day,
            begins_at=duty.begins_at,
            ends_at=duty.ends_at,
            state=duty.state,
            others=_others(duty, around),
            has_begun=duty.begins_at <= work.now,
        )
        for duty in own
    )


def list_takeable(work: Work, member_id: UUID) -> tuple[HeldOut, ...]:
    """What colleagues hold out and this member may take, the soonest first."""
    member = duty_rows.find_able(work.session, member_id)
    if member is None:
        return ()
    return tuple(
        _held_out(duty, owner.alias)
        for duty, owner in duty_rows.held_out(work.session, after=work.now)
        if duty.state is DutyState.OFFERED and may_take(work, duty, member)
    )


def list_awaiting(work: Work, organisation: str) -> tuple[HeldOut, ...]:
    """What a manager has to agree to, because a supervisor would be lost, the soonest first."""
    found = []
    for duty, owner in duty_rows.held_out(work.session, after=work.now):
        if duty.state is DutyState.AWAITING and duty.organisation == organisation:
            taker = duty_rows.find_able(work.session, duty.taker_id) if duty.taker_id else None
            found.append(_held_out(duty, owner.alias, taker.alias if taker is not None else None))
    return tuple(found)


def may_take(work: Work, duty: PlannedDuty, member: Member) -> bool:
    """Of the organisation, or of one that its agreement lets go on with its talks by name."""
    if duty.member_id == member.id:
        return False
    if duty.organisation == member.organisation:
        return True
    agreed = timetable.current(work).agreement
    return agreed.talks is not None and agreed.may_go_on(
        whose=duty.organisation, who=member.organisation
    )


def _others(duty: PlannedDuty, around: Iterable[tuple[PlannedDuty, Member]]) -> tuple[str, ...]:
    """Those of one's own shift's organisation: who else is on in other ones is not shown."""
    return tuple(
        member.alias
        for row, member in around
        if row.organisation == duty.organisation
        and row.member_id != duty.member_id
        and row.begins_at < duty.ends_at
        and duty.begins_at < row.ends_at
    )


def _held_out(duty: PlannedDuty, alias: str, taker: str | None = None) -> HeldOut:
    return HeldOut(
        id=duty.id,
        day=duty.day,
        begins_at=duty.begins_at,
        ends_at=duty.ends_at,
        alias=alias,
        taker=taker,
    )
