"""A day with danger in it is not closed before somebody has met over it."""

from datetime import date, datetime
from uuid import UUID

import pytest

from domain.clock import TOKYO
from domain.day_errors import DayIncompleteError
from domain.incident import Need
from domain.permission import Role
from domain.service_day import ServiceDay
from services import day, day_close, incident_day
from services.day import Day
from storage.models.visit import Visit
from tests.factories.crew import OnDuty
from tests.factories.incidents import meets, opens, reaches
from tests.factories.records import signs, talked, writes_record
from tests.machinery.evening import Evening

TODAY = ServiceDay(on=date(2026, 11, 24))
AFTER_CLOSING = datetime(2026, 11, 24, 21, 40, tzinfo=TOKYO)


@pytest.fixture
def kohaku(evening: Evening) -> UUID:
    return OnDuty.comes(
        evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku", is_ready=False
    ).member_id


@pytest.fixture
def visit_id(evening: Evening, kohaku: UUID) -> UUID:
    """A talk of the day whose record is written and signed."""
    midori = OnDuty.comes(evening, "midori", organisation="kazoku")
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)
    signs(evening, visit_id, kohaku)
    return visit_id


def closes(evening: Evening, member_id: UUID) -> None:
    with evening.program.open_work() as work:
        day_close.close(work, TODAY, member_id=member_id)


def seen(evening: Evening, member_id: UUID) -> Day:
    with evening.program.open_look() as work:
        return day.look(work, TODAY, member_id=member_id)


def test_a_talk_that_reached_r3_needs_an_incident_and_its_conference(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    reaches(evening, visit_id, 3)
    evening.set_clock(AFTER_CLOSING)

    with pytest.raises(DayIncompleteError):
        closes(evening, kohaku)
    assert [talk.need for talk in seen(evening, kohaku).left] == [Need.INCIDENT]
    incident_id = opens(evening, visit_id, kohaku)
    with pytest.raises(DayIncompleteError):
        closes(evening, kohaku)
    assert [talk.need for talk in seen(evening, kohaku).left] == [Need.CONFERENCE]
    meets(evening, incident_id, kohaku)

    closes(evening, kohaku)
    assert seen(evening, kohaku).closed_by == "kohaku"


def test_a_level_that_was_lowered_again_is_not_forgotten(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    reaches(evening, visit_id, 4)
    with evening.program.open_work() as work:
        work.session.get_one(Visit, visit_id).risk = 1
    evening.set_clock(AFTER_CLOSING)

    with pytest.raises(DayIncompleteError):
        closes(evening, kohaku)


def test_r2_needs_none(evening: Evening, kohaku: UUID, visit_id: UUID) -> None:
    reaches(evening, visit_id, 2)
    evening.set_clock(AFTER_CLOSING)

    closes(evening, kohaku)


def test_one_opened_below_r3_holds_the_day_too(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    opens(evening, visit_id, kohaku)
    evening.set_clock(AFTER_CLOSING)

    with pytest.raises(DayIncompleteError):
        closes(evening, kohaku)


def test_so_does_one_of_somebody_nobody_talked_with(evening: Evening, kohaku: UUID) -> None:
    evening.set_clock(datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO))
    evening.says("眠れません", "night")
    with evening.program.open_look() as work:
        night = work.session.query(Visit).one().id
    incident_id = opens(evening, night, kohaku)
    evening.set_clock(AFTER_CLOSING)
    assert seen(evening, kohaku).other_incidents == 1
    with pytest.raises(DayIncompleteError):
        closes(evening, kohaku)

    meets(evening, incident_id, kohaku)

    assert seen(evening, kohaku).other_incidents == 0
    closes(evening, kohaku)


def test_from_the_next_day_on_a_talk_without_its_incident_is_red_for_manager_and_coordinator(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    reaches(evening, visit_id, 3)
    lookers = [
        kohaku,
        OnDuty.comes(evening, "wakaba", role=Role.COORDINATOR, is_ready=False).member_id,
        OnDuty.comes(
            evening, "sumire", role=Role.MANAGER, organisation="kazoku", is_ready=False
        ).member_id,
    ]

    def red(member_id: UUID) -> list[tuple[date, bool]]:
        with evening.program.open_look() as look:
            found = incident_day.list_lamps(look, member_id=member_id)
        return [(each.on, each.is_red) for each in found]

    assert [red(each) for each in lookers] == [[(TODAY.on, False)]] * 3
    evening.set_clock(datetime(2026, 11, 25, 5, 0, tzinfo=TOKYO))
    assert [red(each) for each in lookers] == [[(TODAY.on, True)]] * 3
