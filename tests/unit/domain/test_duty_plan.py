"""What a shift lacks, and when somebody is told."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from domain.duty_plan import Duty, Lack, Slot, WarningStep, lacks, step_reached, warnings

BEGINS = datetime(2026, 11, 24, 16, tzinfo=TOKYO)
HOUR = timedelta(hours=1)


def slot(organisation: str = "kazoku", staff: int = 2) -> Slot:
    return Slot(organisation=organisation, begins_at=BEGINS, ends_at=BEGINS + 5 * HOUR, staff=staff)


def duty(
    organisation: str = "kazoku",
    begins: int = 0,
    ends: int = 5,
    *,
    is_supervisor: bool = False,
) -> Duty:
    return Duty(
        organisation=organisation,
        begins_at=BEGINS + begins * HOUR,
        ends_at=BEGINS + ends * HOUR,
        is_supervisor=is_supervisor,
    )


@pytest.mark.parametrize(
    ("ahead", "step"),
    [
        (timedelta(days=7, seconds=1), None),
        (timedelta(days=7), WarningStep.WEEK),
        (timedelta(days=3, seconds=1), WarningStep.WEEK),
        (timedelta(days=3), WarningStep.THREE_DAYS),
        (timedelta(days=1), WarningStep.DAY),
        (2 * HOUR + timedelta(seconds=1), WarningStep.DAY),
        (2 * HOUR, WarningStep.TWO_HOURS),
        (timedelta(seconds=1), WarningStep.TWO_HOURS),
        (timedelta(), None),
        (-HOUR, None),
    ],
)
def test_somebody_is_told_seven_three_and_one_day_and_two_hours_ahead(
    ahead: timedelta, step: WarningStep | None
) -> None:
    assert step_reached(BEGINS, now=BEGINS - ahead) is step


def test_a_shift_of_nobody_lacks_everything() -> None:
    assert lacks(slot(), [], staff_to_open=2) == (Lack.STAFF, Lack.FEW, Lack.SUPERVISOR)


def test_a_filled_shift_with_a_supervisor_lacks_nothing() -> None:
    assert lacks(slot(), [duty(), duty(is_supervisor=True)], staff_to_open=2) == ()


def test_others_make_up_the_fewest_of_all_but_not_one_s_own_staff() -> None:
    helped = [duty(), duty("shien", is_supervisor=True)]

    assert lacks(slot(), helped, staff_to_open=2) == (Lack.STAFF,)
    assert lacks(slot(staff=1), helped, staff_to_open=2) == ()


def test_a_supervisor_of_any_organisation_will_do_but_all_the_time() -> None:
    own = [duty(), duty()]

    assert lacks(slot(), own, staff_to_open=2) == (Lack.SUPERVISOR,)
    early = [*own, duty("shien", 0, 4, is_supervisor=True)]
    assert lacks(slot(), early, staff_to_open=2) == (Lack.SUPERVISOR,)
    relieved = [*early, duty("shien", 4, 5, is_supervisor=True)]
    assert lacks(slot(), relieved, staff_to_open=2) == ()


def test_a_gap_of_an_hour_in_between_is_a_lack() -> None:
    leader = duty(is_supervisor=True)

    assert lacks(slot(), [leader, duty(ends=2), duty(begins=3)], staff_to_open=1) == (Lack.STAFF,)
    assert lacks(slot(), [leader, duty(ends=2), duty(begins=2)], staff_to_open=1) == ()


def test_warnings_come_soonest_first_and_end_with_the_beginning() -> None:
    later = Slot(
        organisation="kazoku",
        begins_at=BEGINS + timedelta(days=2),
        ends_at=BEGINS + timedelta(days=2, hours=5),
        staff=1,
    )

    found = warnings([later, slot()], [], staff_to_open=2, now=BEGINS - HOUR)

    assert [(each.slot, each.step) for each in found] == [
        (slot(), WarningStep.TWO_HOURS),
        (later, WarningStep.THREE_DAYS),
    ]
    assert [each.slot for each in warnings([slot()], [], staff_to_open=2, now=BEGINS)] == []


@given(
    times=st.lists(
        st.tuples(st.integers(-2, 6), st.integers(1, 6), st.booleans()), min_size=0, max_size=6
    )
)
def test_a_lack_is_a_moment_at_which_too_few_are_there(
    times: list[tuple[int, int, bool]],
) -> None:
    planned = [
        duty(begins=begins, ends=begins + length, is_supervisor=leads)
        for begins, length, leads in times
    ]

    found = lacks(slot(staff=2), planned, staff_to_open=1)

    there = [
        [each for each in planned if each.begins_at <= BEGINS + hour * HOUR < each.ends_at]
        for hour in range(5)
    ]
    assert (Lack.STAFF in found) == any(len(each) < 2 for each in there)
    assert (Lack.FEW in found) == any(not each for each in there)
    assert (Lack.SUPERVISOR in found) == any(
        not any(one.is_supervisor for one in each) for each in there
    )
