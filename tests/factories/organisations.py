"""Two organisations that keep one window, and what they agree on."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.permission import Role
from routing.agreement import Agreement
from routing.schedule import Schedule
from services import reading
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening


@dataclass(frozen=True, slots=True)
class Fixed:
    """Stands for a schedule file that says this."""

    schedule: Schedule
    trouble: str | None = None

    def current(self) -> Schedule:
        return self.schedule


@dataclass(frozen=True, slots=True)
class Two:
    """Midori of kazoku, asagi of shien, and a supervisor of each."""

    midori: OnDuty
    asagi: OnDuty
    kohaku: OnDuty
    kuro: OnDuty


def two_organisations(evening: Evening) -> Two:
    """Everybody comes; midori and asagi are ready."""
    midori = OnDuty.comes(evening, "midori", organisation="kazoku")
    evening.pass_time(1)
    asagi = OnDuty.comes(evening, "asagi", organisation="shien")
    supervisors = (
        OnDuty.comes(evening, name, role=Role.SUPERVISOR, organisation=code, is_ready=False)
        for name, code in (("kohaku", "kazoku"), ("kuro", "shien"))
    )
    return Two(midori, asagi, *supervisors)


def agree(evening: Evening, agreement: Agreement) -> None:
    """Let the schedule file say something else about the organisations."""
    change_schedule(evening, agreement=agreement)


def joins(evening: Evening, code: str, day: date) -> None:
    """Let an organisation take part from a day on."""
    old = evening.program.house.schedule.organisations
    change_schedule(
        evening,
        organisations=tuple(
            replace(each, joins_on=day) if each.code == code else each for each in old
        ),
    )


def change_schedule(evening: Evening, **changes: object) -> None:
    """Let the schedule file say something else."""
    house = evening.program.house
    schedule = replace(house.schedule, **changes)  # type: ignore[arg-type] # each is a field
    program = replace(evening.program, first_house=replace(house, schedule=schedule))
    evening.program = replace(program, timetable=Fixed(schedule))  # type: ignore[arg-type] # no file


def can_read(evening: Evening, member: OnDuty, visit_id: UUID) -> bool:
    """Whether a member may read a talk now."""
    with evening.program.open_look() as work:
        return reading.can_read(work, visit_id, member_id=member.member_id)
