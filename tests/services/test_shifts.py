"""Planning shifts, being warned of what they lack, and swapping them."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.duty_plan import DutyState, Lack, WarningStep
from domain.errors import NotFoundError
from domain.permission import Role
from services import briefing, own_shifts, shift_plan, shifts, staffing
from services.shifts import DoubleBookedError, ShiftOverError
from storage.models.member import Member
from storage.models.shift import PlannedDuty, ShiftWarningRow
from tests.factories.plans import HOURS, begins, held_out, joins, planned
from tests.factories.tables import rows
from tests.machinery.evening import Evening

THURSDAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def manager(evening: Evening) -> UUID:
    """Momo runs kazoku and answers as well."""
    return joins(evening, "momo", is_manager=True)


def _shifts(evening: Evening, day: date, organisation: str = "kazoku") -> list[shift_plan.Shift]:
    with evening.program.open_look() as work:
        return list(shift_plan.list_shifts(work, organisation, first=day, days=1))


def _own(evening: Evening, member_id: UUID) -> list[own_shifts.OwnDuty]:
    with evening.program.open_look() as work:
        return list(own_shifts.list_own(work, member_id))


def _warned(evening: Evening) -> list[tuple[str, WarningStep]]:
    with evening.program.open_work() as work:
        staffing.warn(work)
    return [
        (f"{row.begins_at.astimezone(begins(THURSDAY).tzinfo):%m-%d}", row.step)
        for row in rows(evening, ShiftWarningRow)
        if row.organisation == "kazoku"
    ]


def test_a_planned_member_stands_in_the_shift_and_on_their_own_page(
    evening: Evening, manager: UUID
) -> None:
    midori = joins(evening, "midori")
    planned(evening, manager, THURSDAY, by=manager)

    planned(evening, midori, THURSDAY, by=manager)

    (shift,) = _shifts(evening, THURSDAY)
    assert [person.alias for person in shift.people] == ["midori", "momo"]
    assert shift.lacks == (Lack.SUPERVISOR,)
    (own,) = _own(evening, midori)
    assert (own.begins_at, own.ends_at) == (begins(THURSDAY), begins(THURSDAY) + HOURS)
    assert own.others == ("momo",)


def test_nobody_is_planned_twice_for_a_moment(evening: Evening, manager: UUID) -> None:
    midori = joins(evening, "midori")
    planned(evening, midori, THURSDAY, by=manager)

    with pytest.raises(DoubleBookedError):
        planned(evening, midori, THURSDAY, by=manager)

    planned(evening, midori, FRIDAY, by=manager)
    assert len(_own(evening, midori)) == 2


def test_only_members_of_the_organisation_who_answer_are_planned(
    evening: Evening, manager: UUID
) -> None:
    other = joins(evening, "fuji", "shien")
    office = joins(evening, "kaede", role=Role.COORDINATOR)

    for stranger in (other, office):
        with pytest.raises(NotFoundError):
            planned(evening, stranger, THURSDAY, by=manager)


def test_a_shift_that_the_schedule_does_not_have_is_none(evening: Evening, manager: UUID) -> None:
    with pytest.raises(NotFoundError):
        planned(evening, manager, date(2026, 11, 28), by=manager)
    with pytest.raises(NotFoundError):
        planned(evening, manager, THURSDAY, by=manager, organisation="shien")


def test_a_shift_that_is_over_is_not_planned_any_more(evening: Evening, manager: UUID) -> None:
    with pytest.raises(ShiftOverError):
        planned(evening, manager, date(2026, 11, 23), by=manager)


def test_whoever_is_taken_off_is_free_again(evening: Evening, manager: UUID) -> None:
    midori = joins(evening, "midori")
    duty_id = planned(evening, midori, THURSDAY, by=manager)

    with evening.program.open_work() as work:
        shifts.remove(work, duty_id, organisation="kazoku", by=manager)

    assert _own(evening, midori) == []
    planned(evening, midori, THURSDAY, by=manager)


def test_another_organisation_takes_nobody_off(evening: Evening, manager: UUID) -> None:
    duty_id = planned(evening, manager, THURSDAY, by=manager)

    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        shifts.remove(work, duty_id, organisation="shien", by=manager)

    assert len(_own(evening, manager)) == 1


def test_whoever_leaves_the_service_leaves_the_shifts_to_come_and_the_manager_sees_it(
    evening: Evening, manager: UUID
) -> None:
    midori = joins(evening, "midori")
    planned(evening, midori, date(2026, 11, 24), by=manager)  # has begun: it stays
    planned(evening, midori, THURSDAY, by=manager)
    asked = held_out(evening, manager, FRIDAY, by=manager)
    with evening.program.open_work() as work:
        row = work.session.get_one(PlannedDuty, asked)
        row.state, row.taker_id = DutyState.AWAITING, midori

    with evening.program.open_work() as work:
        count = shifts.vacate(work, midori, by=manager)
        work.session.get_one(Member, midori).is_active = False

    assert count == 1
    assert [duty.state for duty in rows(evening, PlannedDuty) if duty.id == asked] == ["offered"]
    (shift,) = _shifts(evening, THURSDAY)
    assert (shift.people, shift.vacated) == ((), ("midori",))


def test_a_duty_at_hours_the_schedule_no_longer_has_can_be_taken_away(
    evening: Evening, manager: UUID
) -> None:
    duty_id = planned(evening, manager, THURSDAY, by=manager)
    with evening.program.open_work() as work:
        duty = work.session.get_one(PlannedDuty, duty_id)
        duty.ends_at -= timedelta(hours=1)

    found = _shifts(evening, THURSDAY)

    assert [(shift.staff, len(shift.people)) for shift in found] == [(0, 1), (2, 0)]


def test_each_step_is_told_once_until_the_shift_is_filled(evening: Evening, manager: UUID) -> None:
    leader = joins(evening, "kohaku", role=Role.SUPERVISOR)
    evening.set_clock(begins(FRIDAY) - timedelta(days=7, minutes=5))
    assert ("11-27", WarningStep.WEEK) not in _warned(evening)
    evening.set_clock(begins(FRIDAY) - timedelta(days=7))

    for _ in range(2):
        assert [told for told in _warned(evening) if told[0] == "11-27"] == [
            ("11-27", WarningStep.WEEK)
        ]
    evening.set_clock(begins(FRIDAY) - timedelta(days=3))
    assert ("11-27", WarningStep.THREE_DAYS) in _warned(evening)
    for member_id in (manager, leader):
        planned(evening, member_id, FRIDAY, by=manager)
    evening.set_clock(begins(FRIDAY) - timedelta(hours=2))
    steps = [step for day, step in _warned(evening) if day == "11-27"]
    assert sorted(steps) == sorted([WarningStep.WEEK, WarningStep.THREE_DAYS])


def test_a_warning_stands_until_it_is_noted_and_goes_when_the_shift_is_filled(
    evening: Evening, manager: UUID
) -> None:
    leader = joins(evening, "kohaku", role=Role.SUPERVISOR)
    _warned(evening)
    with evening.program.open_look() as work:
        first = staffing.list_warnings(work, "kazoku")[0]
    assert first.id is not None
    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        staffing.note(work, first.id, organisation="shien", member_id=manager)

    with evening.program.open_work() as work:
        staffing.note(work, first.id, organisation="kazoku", member_id=manager)

    with evening.program.open_look() as work:
        noted = staffing.list_warnings(work, "kazoku")[0]
    assert (noted.id, noted.begins_at, noted.lacks) == (None, first.begins_at, first.lacks)
    for member_id in (manager, leader):
        planned(evening, member_id, date(2026, 11, 25), by=manager)
    with evening.program.open_look() as work:
        left = staffing.list_warnings(work, "kazoku")
    assert first.begins_at not in [warning.begins_at for warning in left]


def test_the_briefing_names_whom_the_plan_has_of_ones_own_organisation(
    evening: Evening, manager: UUID
) -> None:
    midori, kohaku = joins(evening, "midori"), joins(evening, "kohaku")
    asagi, kuro = joins(evening, "asagi", "shien"), joins(evening, "kuro", "shien")
    for member in (midori, kohaku):
        planned(evening, member, FRIDAY, by=manager)
    with evening.program.open_work() as work:
        shifts.plan(
            work,
            member_id=asagi,
            organisation="shien",
            begins_at=begins(FRIDAY) + timedelta(hours=2),
            ends_at=begins(FRIDAY) + HOURS,
            by=manager,
        )
    evening.set_clock(begins(FRIDAY) - timedelta(minutes=15))

    assert _briefed(evening, midori) == {"midori", "kohaku"}
    assert _briefed(evening, kuro) == {"asagi"}


def _briefed(evening: Evening, member_id: UUID) -> set[str]:
    with evening.program.open_look() as look:
        return set(briefing.look(look, member_id=member_id).planned)
