"""A day with danger in it is not closed before somebody has met over it."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from domain.clock import TOKYO
from domain.day_errors import DayIncompleteError
from domain.errors import NotFoundError
from domain.incident import Decision, EntryKind, Need
from domain.permission import Role
from domain.secret import PrivateText
from domain.service_day import ServiceDay
from services import day, day_close, incident_day, incident_pages, incidents
from services.day import Day
from services.incident_entries import Told
from storage.models.visit import Visit
from tests.factories.crew import OnDuty
from tests.factories.incidents import MET, answers, asks, meets, opens, reaches
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
    assert [each.id for each in seen(evening, kohaku).other_incidents] == [incident_id]
    with pytest.raises(DayIncompleteError):
        closes(evening, kohaku)

    meets(evening, incident_id, kohaku)

    assert seen(evening, kohaku).other_incidents == ()
    closes(evening, kohaku)


@pytest.mark.parametrize("has_left", [False, True])
def test_danger_of_somebody_nobody_talked_with_is_red_and_holds_the_day(
    evening: Evening, kohaku: UUID, *, has_left: bool
) -> None:
    evening.set_clock(datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO))
    evening.says("眠れません", "night")
    with evening.program.open_look() as work:
        night = work.session.query(Visit).one().id
    reaches(evening, night, 4)
    if has_left:
        evening.arrive(evening.event("unfollow", "night"))
    evening.set_clock(AFTER_CLOSING)
    with evening.program.open_look() as look:
        lamps = incident_day.list_lamps(look, member_id=kohaku)
    assert [(each.on, each.what) for each in lamps] == [(TODAY.on, None)]
    assert [(each.visit_id, each.may_read) for each in seen(evening, kohaku).unanswered] == [
        (night, True)
    ]
    with pytest.raises(DayIncompleteError):
        closes(evening, kohaku)

    meets(evening, opens(evening, night, kohaku), kohaku)

    assert seen(evening, kohaku).unanswered == ()
    closes(evening, kohaku)


def test_an_incident_that_was_closed_says_nothing_of_a_danger_that_comes_later(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    ruri = OnDuty.comes(
        evening, "ruri", role=Role.SUPERVISOR, organisation="kazoku", is_ready=False
    ).member_id
    reaches(evening, visit_id, 3)
    incident_id = opens(evening, visit_id, kohaku)
    meets(evening, incident_id, kohaku)
    answers(evening, incident_id, asks(evening, incident_id, kohaku), ruri)
    assert seen(evening, kohaku).left == ()
    evening.pass_time(600)

    reaches(evening, visit_id, 4)

    evening.set_clock(AFTER_CLOSING)
    assert [talk.need for talk in seen(evening, kohaku).left] == [Need.INCIDENT]
    with evening.program.open_look() as look:
        lamps = incident_day.list_lamps(look, member_id=kohaku)
    assert [each.what for each in lamps] == [None]
    with pytest.raises(DayIncompleteError):
        closes(evening, kohaku)
    meets(evening, opens(evening, visit_id, kohaku), kohaku)
    closes(evening, kohaku)


def test_whoever_stood_in_for_its_record_keeps_its_incident_too(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori", organisation="kazoku")
    kuro = OnDuty.comes(
        evening, "kuro", role=Role.SUPERVISOR, organisation="shien", is_ready=False
    ).member_id
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)
    reaches(evening, visit_id, 3)
    signs(evening, visit_id, kuro)
    evening.set_clock(AFTER_CLOSING)

    meets(evening, opens(evening, visit_id, kuro), kuro)

    closes(evening, kuro)


def test_what_is_signed_without_danger_is_not_theirs_any_more(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori", organisation="kazoku")
    kuro = OnDuty.comes(
        evening, "kuro", role=Role.SUPERVISOR, organisation="shien", is_ready=False
    ).member_id
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)
    signs(evening, visit_id, kuro)

    with pytest.raises(NotFoundError):
        opens(evening, visit_id, kuro)


def test_the_next_meeting_is_the_one_written_last(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    first, last = evening.now + timedelta(days=1), evening.now + timedelta(days=2)
    evening.pass_time(7200)
    meets(evening, incident_id, kohaku, next_at=first)
    evening.pass_time(60)

    earlier = Told(
        kind=EntryKind.CONFERENCE,
        happened_at=evening.now - timedelta(hours=1),
        parts={part: PrivateText(text) for part, text in MET.items()},
        decision=Decision.WATCH,
        next_at=last,
    )
    with evening.program.open_work() as work:
        incidents.tell(work, incident_id, earlier, member_id=kohaku)

    with evening.program.open_look() as look:
        shown = incident_pages.look(look, incident_id, member_id=kohaku)
        assert shown.incident.next_at == last


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
