"""Two who change the plan in the same moment: one shift has one taker, nobody is booked twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest

from domain.certificate import RevokedFor
from domain.duty_plan import STANDING, DutyState
from domain.errors import RefusedError
from services import certificates, offers, shift_swaps, shifts
from services.training import TrainingMissingError
from services.work import Work
from storage.models.shift import PlannedDuty
from storage.models.visit import Conversation
from tests.factories.crew import OnDuty
from tests.factories.plans import HOURS, begins, held_out, joins, learns, planned
from tests.factories.tables import rows
from tests.machinery.evening import Evening

TIMES = 8
FIRST = date(2026, 11, 25)


def _at_once(evening: Evening, *acts: Callable[[Work], object]) -> list[str]:
    """Every act in a thread of its own; gives what became of each: its refusal's code, or ""."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[Work], object]) -> str:
        start.wait()
        try:
            with evening.program.open_work() as work:
                act(work)
        except RefusedError as refusal:
            return refusal.code
        return ""

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def _weekdays() -> list[date]:
    days = (FIRST + timedelta(days=number) for number in range(30))
    return [day for day in days if day.weekday() < 5][:TIMES]


def test_two_who_take_the_same_shift_at_once_do_not_both_get_it(evening: Evening) -> None:
    manager, midori, asagi = (joins(evening, name) for name in ("momo", "midori", "asagi"))
    for day in _weekdays():
        duty_id = held_out(evening, manager, day, by=manager)

        answers = _at_once(
            evening,
            *(
                lambda work, who=who, duty=duty_id: shift_swaps.take(work, duty, member_id=who)
                for who in (midori, asagi)
            ),
        )

        assert sorted(answers) == ["", "swap_gone"]
        standing = [
            duty
            for duty in rows(evening, PlannedDuty)
            if duty.day == day and duty.state in STANDING
        ]
        assert len(standing) == 1


def test_a_member_planned_and_taking_a_shift_at_once_is_booked_once(evening: Evening) -> None:
    manager, midori = joins(evening, "momo"), joins(evening, "midori")
    for day in _weekdays():
        duty_id = held_out(evening, manager, day, by=manager)

        answers = _at_once(
            evening,
            partial(shift_swaps.take, duty_id=duty_id, member_id=midori),
            partial(
                shifts.plan,
                member_id=midori,
                organisation="kazoku",
                begins_at=begins(day),
                ends_at=begins(day) + HOURS,
                by=manager,
            ),
        )

        assert sorted(answers) == ["", "double_booked"]


def test_whoever_leaves_while_taking_a_shift_has_none_of_it(evening: Evening) -> None:
    manager, midori = joins(evening, "momo"), joins(evening, "midori")
    for day in _weekdays():
        duty_id = held_out(evening, manager, day, by=manager)

        _at_once(
            evening,
            partial(shift_swaps.take, duty_id=duty_id, member_id=midori),
            lambda work: shifts.vacate(work, midori),
        )

        with evening.program.open_work() as work:
            shifts.vacate(work, midori)
    states = {duty.state for duty in rows(evening, PlannedDuty) if duty.member_id == midori}
    assert states <= {DutyState.VACATED}
    planned(evening, midori, FIRST + timedelta(days=13), by=manager)


@pytest.mark.parametrize("round_", range(4))
def test_an_offer_accepted_while_the_certificate_is_revoked_has_one_outcome(
    evening: Evening, round_: int
) -> None:
    manager = joins(evening, "momo")
    midori = OnDuty.comes(evening, f"midori{round_}", organisation="kazoku")
    (kept,) = learns(evening, midori.member_id, "crisis", by=manager)
    evening.says("こんばんは")
    (offer,) = midori.is_asked()

    accepted, revoked = _at_once(
        evening,
        lambda work: offers.accept(work, offer.id, member_id=midori.member_id),
        lambda work: certificates.revoke(
            work, kept, organisation="kazoku", reason=RevokedFor.ISSUER, by=manager
        ),
    )

    assert revoked == ""
    assert accepted in {"", "offer_gone", TrainingMissingError.code}
    talks = [talk for talk in rows(evening, Conversation) if talk.closed_at is None]
    assert len(talks) == (1 if accepted == "" else 0)
    assert midori.is_asked() == []
