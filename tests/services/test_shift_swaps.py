"""Swaps: a shift is held out to colleagues, and one of them takes it."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from domain.audit import Act
from domain.duty_plan import DutyState
from domain.errors import NotFoundError
from domain.permission import Role
from services import own_shifts, shift_plan, shift_swaps
from services.shift_swaps import SwapGoneError
from services.shifts import DoubleBookedError
from storage.models.audit import AuditEntry
from storage.models.member import Member
from tests.factories.plans import AGREEMENT, held_out, joins, planned, use_schedule
from tests.factories.tables import rows
from tests.machinery.evening import Evening

THURSDAY = date(2026, 11, 26)


@pytest.fixture
def manager(evening: Evening) -> UUID:
    """Momo runs kazoku and answers as well."""
    return joins(evening, "momo", is_manager=True)


def _own(evening: Evening, member_id: UUID) -> list[own_shifts.OwnDuty]:
    with evening.program.open_look() as work:
        return list(own_shifts.list_own(work, member_id))


def _takeable(evening: Evening, member_id: UUID) -> list[UUID]:
    with evening.program.open_look() as work:
        return [each.id for each in own_shifts.list_takeable(work, member_id)]


def _takes(evening: Evening, duty_id: UUID, member_id: UUID) -> bool:
    with evening.program.open_work() as work:
        return shift_swaps.take(work, duty_id, member_id=member_id)


def test_a_colleague_takes_a_shift_that_is_held_out(evening: Evening, manager: UUID) -> None:
    midori = joins(evening, "midori")
    duty_id = held_out(evening, midori, THURSDAY, by=manager)
    assert _takeable(evening, manager) == [duty_id]
    assert _takeable(evening, midori) == []

    assert _takes(evening, duty_id, manager)

    assert _own(evening, midori) == []
    assert [own.day for own in _own(evening, manager)] == [THURSDAY]
    with pytest.raises(SwapGoneError):
        _takes(evening, duty_id, joins(evening, "asagi"))


def test_a_shift_one_is_on_already_is_not_taken(evening: Evening, manager: UUID) -> None:
    midori = joins(evening, "midori")
    duty_id = held_out(evening, midori, THURSDAY, by=manager)
    planned(evening, manager, THURSDAY, by=manager)

    with pytest.raises(DoubleBookedError):
        _takes(evening, duty_id, manager)


def test_what_is_kept_after_all_is_taken_by_nobody(evening: Evening, manager: UUID) -> None:
    midori = joins(evening, "midori")
    duty_id = held_out(evening, midori, THURSDAY, by=manager)
    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        shift_swaps.withdraw(work, duty_id, member_id=manager)

    with evening.program.open_work() as work:
        shift_swaps.withdraw(work, duty_id, member_id=midori)

    with pytest.raises(SwapGoneError):
        _takes(evening, duty_id, manager)


def test_the_last_supervisor_s_shift_waits_for_the_manager(evening: Evening, manager: UUID) -> None:
    leader = joins(evening, "kohaku", role=Role.SUPERVISOR)
    midori = joins(evening, "midori")
    duty_id = held_out(evening, leader, THURSDAY, by=manager)

    assert not _takes(evening, duty_id, midori)

    assert [own.state for own in _own(evening, leader)] == [DutyState.AWAITING]
    with evening.program.open_work() as work:
        shift_swaps.decline(work, duty_id, organisation="kazoku", by=manager)
    assert _takeable(evening, midori) == [duty_id]
    _takes(evening, duty_id, midori)
    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        shift_swaps.agree(work, duty_id, organisation="shien", by=manager)
    with evening.program.open_work() as work:
        shift_swaps.agree(work, duty_id, organisation="kazoku", by=manager)
    assert [own.day for own in _own(evening, midori)] == [THURSDAY]
    assert _own(evening, leader) == []


def test_where_another_supervisor_is_on_the_swap_waits_for_nobody(
    evening: Evening, manager: UUID
) -> None:
    leader, second = (joins(evening, name, role=Role.SUPERVISOR) for name in ("kohaku", "sumi"))
    midori = joins(evening, "midori")
    planned(evening, second, THURSDAY, by=manager)
    duty_id = held_out(evening, leader, THURSDAY, by=manager)

    assert _takes(evening, duty_id, midori)


def test_another_organisation_takes_a_shift_only_where_the_agreement_names_it(
    evening: Evening, manager: UUID, tmp_path: Path
) -> None:
    fuji = joins(evening, "fuji", "shien")
    duty_id = held_out(evening, manager, THURSDAY, by=manager)
    assert _takeable(evening, fuji) == []
    with pytest.raises(NotFoundError):
        _takes(evening, duty_id, fuji)

    use_schedule(evening, tmp_path, agreed=AGREEMENT)

    assert _takeable(evening, fuji) == [duty_id]
    assert _takes(evening, duty_id, fuji)
    with evening.program.open_look() as work:
        (shift,) = shift_plan.list_shifts(work, "kazoku", first=THURSDAY, days=1)
    assert [person.alias for person in shift.people] == ["fuji"]


def test_every_change_of_the_plan_is_in_the_log(evening: Evening, manager: UUID) -> None:
    midori = joins(evening, "midori")
    _takes(evening, held_out(evening, midori, THURSDAY, by=manager), manager)

    found = [
        (entry.act, entry.reason)
        for entry in rows(evening, AuditEntry)
        if entry.act in {Act.SHIFT_PLANNED, Act.SHIFT_SWAPPED}
    ]

    assert found == [
        ("shift_planned", "planned"),
        ("shift_swapped", "held_out"),
        ("shift_swapped", "taken"),
    ]


def test_a_swap_is_not_agreed_to_once_the_colleague_belongs_elsewhere(
    evening: Evening, manager: UUID
) -> None:
    leader = joins(evening, "kohaku", role=Role.SUPERVISOR)
    midori = joins(evening, "midori")
    duty_id = held_out(evening, leader, THURSDAY, by=manager)
    assert not _takes(evening, duty_id, midori)
    with evening.program.open_work() as work:
        work.session.get_one(Member, midori).organisation = "shien"

    with pytest.raises(SwapGoneError), evening.program.open_work() as work:
        shift_swaps.agree(work, duty_id, organisation="kazoku", by=manager)

    assert [own.day for own in _own(evening, leader)] == [THURSDAY]
