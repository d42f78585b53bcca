"""The board says whether as many are here as planned, and who may take nothing new."""

from datetime import datetime
from uuid import UUID

from bot import periodic
from domain.permission import Role
from services import board
from services.board import Board
from storage.models.shift import ShiftWarningRow
from tests.factories.crew import OnDuty, all_beat
from tests.factories.plans import joins, learns, loses
from tests.factories.tables import rows
from tests.factories.time import at
from tests.machinery.evening import Evening

FRIDAY = 27


def _crew(evening: Evening, count: int) -> list[OnDuty]:
    leader = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku")
    names = ("midori", "asagi", "fuji")
    return [leader] + [
        OnDuty.comes(evening, name, organisation="kazoku") for name in names[: count - 1]
    ]


def _board(evening: Evening, leader: UUID) -> Board:
    with evening.program.open_look() as work:
        return board.look(work, channel_id="1656000000", member_id=leader)


def _staffing_at(evening: Evening, moment: datetime, crew: list[OnDuty]) -> tuple[int, int, bool]:
    evening.set_clock(moment)
    all_beat(*crew)
    staffing = _board(evening, crew[0].member_id).staffing
    assert staffing is not None
    assert staffing.is_enough
    return staffing.here, staffing.planned, staffing.is_as_planned


def test_as_many_as_the_shifts_have_at_that_hour_are_expected(evening: Evening) -> None:
    crew = _crew(evening, 2)

    assert _staffing_at(evening, at(15, 57, day=FRIDAY), crew) == (2, 2, True)
    assert _staffing_at(evening, at(17, 59, day=FRIDAY), crew) == (2, 2, True)
    assert _staffing_at(evening, at(18, 0, day=FRIDAY), crew) == (2, 3, False)
    crew.append(OnDuty.comes(evening, "sumi", organisation="shien"))
    assert _staffing_at(evening, at(18, 1, day=FRIDAY), crew) == (3, 3, True)


def test_whoever_lost_a_certificate_is_marked_on_the_board(evening: Evening) -> None:
    leader, midori = _crew(evening, 2)
    manager = joins(evening, "momo", is_manager=True)
    (kept,) = learns(evening, midori.member_id, "crisis", by=manager)
    assert not any(each.is_barred for each in _board(evening, leader.member_id).crew)

    loses(evening, kept, by=manager)

    barred = [each.alias for each in _board(evening, leader.member_id).crew if each.is_barred]
    assert barred == ["midori"]


def test_the_clock_keeps_each_step_of_warning_once(evening: Evening) -> None:
    acts = {row.name: row.act for row in periodic.TABLE}

    acts["warn_of_shifts"](evening.program)
    count = len(rows(evening, ShiftWarningRow))
    acts["warn_of_shifts"](evening.program)

    assert count > 0
    assert len(rows(evening, ShiftWarningRow)) == count
