"""The duty plan: who is planned for a shift, what it lacks, and when somebody is told so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final


@unique
class DutyState(StrEnum):
    """How it stands with one member's planned duty."""

    PLANNED = "planned"
    OFFERED = "offered"  # held out to colleagues
    AWAITING = "awaiting"  # a colleague would take it; the manager has to agree
    REMOVED = "removed"  # by the manager
    SWAPPED = "swapped"  # a colleague has it now
    VACATED = "vacated"  # the member has left


STANDING: Final = frozenset({DutyState.PLANNED, DutyState.OFFERED, DutyState.AWAITING})
"""The member is expected, whatever else is being asked."""


@unique
class DutyChange(StrEnum):
    """What was done to a planned duty, as the audit log says it."""

    PLANNED = "planned"
    REMOVED = "removed"
    VACATED = "vacated"
    HELD_OUT = "held_out"
    WITHDRAWN = "withdrawn"
    ASKED_FOR = "asked_for"
    TAKEN = "taken"
    DECLINED = "declined"


@unique
class Lack(StrEnum):
    """What a shift lacks."""

    STAFF = "staff"  # fewer of the organisation than its shift says
    FEW = "few"  # fewer of all organisations than it opens with
    SUPERVISOR = "supervisor"  # no supervisor of any organisation


@unique
class WarningStep(StrEnum):
    """How long before a shift somebody is told; each is told once."""

    WEEK = "week"
    THREE_DAYS = "three_days"
    DAY = "day"
    TWO_HOURS = "two_hours"


_AHEAD: Final = (
    (timedelta(hours=2), WarningStep.TWO_HOURS),
    (timedelta(days=1), WarningStep.DAY),
    (timedelta(days=3), WarningStep.THREE_DAYS),
    (timedelta(days=7), WarningStep.WEEK),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A shift to be filled: so many of one organisation from ``begins_at`` to ``ends_at``."""

    organisation: str
    begins_at: datetime
    ends_at: datetime
    staff: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One member's standing duty, as far as it counts: for whom, when, and as what."""

    organisation: str
    begins_at: datetime
    ends_at: datetime
    is_supervisor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftWarning:
    """A shift that lacks something, and the step that is reached; the nearest one."""

    slot: Slot
    step: WarningStep
    lacks: tuple[Lack, ...]


def warnings(
    slots: Iterable[Slot], duties: Sequence[Duty], *, staff_to_open: int, now: datetime
) -> tuple[ShiftWarning, ...]:
    """What is to be told now, the soonest shift first; nothing of shifts that have begun."""
    found = []
    for slot in sorted(slots, key=lambda slot: (slot.begins_at, slot.organisation, slot.ends_at)):
        step = step_reached(slot.begins_at, now=now)
        missing = lacks(slot, duties, staff_to_open=staff_to_open)
        if step is not None and missing:
            found.append(ShiftWarning(slot=slot, step=step, lacks=missing))
    return tuple(found)


def step_reached(begins_at: datetime, *, now: datetime) -> WarningStep | None:
    """The nearest step; None more than a week ahead, and once it has begun."""
    left = begins_at - now
    if left <= timedelta():
        return None
    return next((step for ahead, step in _AHEAD if left <= ahead), None)


def lacks(slot: Slot, duties: Sequence[Duty], *, staff_to_open: int) -> tuple[Lack, ...]:
    """What is missing at any moment of a shift, in the order of ``Lack``.

    ``duties`` are of all organisations: together they have ``staff_to_open`` people, one of them
    a supervisor.
    """
    own = [duty for duty in duties if duty.organisation == slot.organisation]
    leading = [duty for duty in duties if duty.is_supervisor]
    missing = (
        (Lack.STAFF, _fewest(slot, own) < slot.staff),
        (Lack.FEW, _fewest(slot, duties) < staff_to_open),
        (Lack.SUPERVISOR, _fewest(slot, leading) < 1),
    )
    return tuple(lack for lack, is_missing in missing if is_missing)


def overlap(duty: Duty | Slot, begins_at: datetime, ends_at: datetime) -> bool:
    """Whether any moment is shared; one that begins as the other ends shares none."""
    return duty.begins_at < ends_at and begins_at < duty.ends_at


def _fewest(slot: Slot, duties: Sequence[Duty]) -> int:
    """How many are there at the moment at which the fewest are."""
    met = [duty for duty in duties if overlap(duty, slot.begins_at, slot.ends_at)]
    changes = {slot.begins_at, *(duty.ends_at for duty in met)}
    moments = [moment for moment in changes if slot.begins_at <= moment < slot.ends_at]
    return min(sum(duty.begins_at <= moment < duty.ends_at for duty in met) for moment in moments)
