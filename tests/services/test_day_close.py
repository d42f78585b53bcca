"""A day is closed once every talk of it is over, and every record written and signed."""

from datetime import date, datetime, timedelta

import pytest

from domain.audit import Act
from domain.clock import TOKYO
from domain.day_errors import DayIncompleteError, DayNotOverError
from domain.permission import Role
from domain.record import RiskLevel
from domain.service_day import ServiceDay
from services import day, day_close
from services.day import Day, RecordState
from storage.models.audit import AuditEntry
from storage.models.day import DayClosing
from tests.factories.crew import OnDuty
from tests.factories.records import signs, talked, writes_record
from tests.factories.tables import rows
from tests.machinery.evening import Evening

TODAY = ServiceDay(on=date(2026, 11, 24))
AFTER_CLOSING = datetime(2026, 11, 24, 21, 40, tzinfo=TOKYO)


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def kohaku(evening: Evening) -> OnDuty:
    return OnDuty.comes(
        evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku", is_ready=False
    )


def closes(evening: Evening, member: OnDuty, on: ServiceDay = TODAY) -> None:
    with evening.program.open_work() as work:
        day_close.close(work, on, member_id=member.member_id)


def seen(evening: Evening, member: OnDuty, on: ServiceDay = TODAY) -> Day:
    with evening.program.open_look() as work:
        return day.look(work, on, member_id=member.member_id)


def test_a_day_is_closed_step_by_step(evening: Evening, midori: OnDuty, kohaku: OnDuty) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    with pytest.raises(DayNotOverError):
        closes(evening, kohaku)
    evening.set_clock(AFTER_CLOSING)

    _refuses_over(evening, kohaku, RecordState.RUNNING)
    midori.talks.ends(visit_id)
    _refuses_over(evening, kohaku, RecordState.MISSING)
    writes_record(evening, visit_id, midori.member_id)
    _refuses_over(evening, kohaku, RecordState.UNSIGNED)
    signs(evening, visit_id, kohaku.member_id)
    closes(evening, kohaku)
    closes(evening, kohaku)

    assert [(row.on, row.closed_by) for row in rows(evening, DayClosing)] == [
        (TODAY.on, kohaku.member_id)
    ]
    assert seen(evening, kohaku).closed_by == "kohaku"
    noted = [row for row in rows(evening, AuditEntry) if row.act == Act.DAY_CLOSED]
    assert [row.actor_id for row in noted] == [kohaku.member_id]


def test_the_day_names_whose_record_is_left(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    talked(evening, midori)

    (left,) = seen(evening, kohaku).left

    assert left.counsellor == "midori"
    assert left.alias.startswith("やまなし-")
    assert left.state is RecordState.MISSING


@pytest.mark.usefixtures("kohaku")
def test_what_another_organisation_wrote_is_named_but_not_shown(
    evening: Evening, midori: OnDuty
) -> None:
    fuji = OnDuty.comes(evening, "fuji", role=Role.SUPERVISOR, organisation="shien", is_ready=False)
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)

    (talk,) = seen(evening, fuji).talks

    assert talk.counsellor == "midori"
    assert talk.state is RecordState.UNSIGNED
    assert (talk.may_read, talk.number, talk.risk) == (False, None, None)


def test_whoever_may_read_a_record_sees_its_number_and_danger(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)

    (talk,) = seen(evening, kohaku).talks

    assert (talk.may_read, talk.number, talk.risk) == (True, "R8-0001", RiskLevel.R0)


def test_a_talk_that_ran_over_midnight_belongs_to_its_evening(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    evening.pass_time(9 * 3600)
    midori.beats()
    midori.talks.ends(visit_id)

    assert [talk.visit_id for talk in seen(evening, kohaku).talks] == [visit_id]
    assert seen(evening, kohaku, ServiceDay(on=TODAY.on + timedelta(days=1))).talks == ()


def test_a_day_that_has_not_begun_is_not_closed(evening: Evening, kohaku: OnDuty) -> None:
    with pytest.raises(DayNotOverError):
        closes(evening, kohaku, ServiceDay(on=TODAY.on + timedelta(days=1)))


def test_a_day_without_a_talk_can_be_closed(evening: Evening, kohaku: OnDuty) -> None:
    closes(evening, kohaku, TODAY.before())

    assert [row.on for row in rows(evening, DayClosing)] == [date(2026, 11, 23)]


def test_the_days_numbers_are_those_of_now_until_the_report_is_drafted(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    talked(evening, midori)
    assert [each.served for each in seen(evening, kohaku).numbers] == [1]
    assert not seen(evening, kohaku).is_drafted

    evening.set_clock(datetime(2026, 11, 24, 22, 0, 5, tzinfo=TOKYO))
    evening.tick()

    assert seen(evening, kohaku).is_drafted
    assert [each.missing_records for each in seen(evening, kohaku).numbers] == [1]
    evening.set_clock(datetime(2026, 11, 25, 16, 5, tzinfo=TOKYO))
    assert seen(evening, kohaku).is_drafted


def _refuses_over(evening: Evening, member: OnDuty, state: RecordState) -> None:
    """The day cannot be closed, and one talk is named for it."""
    with pytest.raises(DayIncompleteError):
        closes(evening, member)
    (left,) = seen(evening, member).left
    assert left.state is state
