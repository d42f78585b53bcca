"""Danger that began before goes on: from the night into the evening, and in talks left open."""

import pytest

from domain.alert_errors import LouderNowError, StillWaitingError
from domain.audit import Act
from domain.conversation import VisitState
from services import alerts, calling, supervision
from storage.models.alert import Alert
from storage.models.audit import AuditEntry
from storage.models.presence import PresenceRow
from tests.factories.alarm import T11, T13, Supervisor, alert_of, called
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import rows
from tests.factories.time import at, at_risk, count, go_to
from tests.machinery.evening import Evening

WISH = "もう死にたいです"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What follows from what is the same on every database."""
    return sqlite_url


def runs(evening: Evening, level: int) -> tuple[OnDuty, Person]:
    """A talk at this level of danger."""
    midori, person = OnDuty.comes(evening, "midori"), Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    at_risk(evening, visit_id, level)
    evening.work()
    return midori, person


def left_by_its_supervisor(evening: Evening) -> tuple[Supervisor, OnDuty, Person]:
    """A talk of R3 whose alert was settled, and which then lost its supervisor."""
    kohaku = Supervisor.comes(evening, "kohaku")
    midori, person = runs(evening, 3)
    kohaku.joins(person.visit.id)
    kohaku.acknowledges()
    kohaku.settles()
    return kohaku, midori, person


def test_what_was_written_in_the_night_is_still_danger_when_the_window_opens(
    evening: Evening,
) -> None:
    evening.set_clock(at(3, 12, day=25))
    person = Person(evening)
    person.says(WISH)
    before = person.visit.id

    evening.set_clock(at(16, 5, day=25))
    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)
    person.says("はい")

    assert person.visit.id == before
    assert (person.state, person.visit.risk) == (VisitState.WAITING, 2)
    kohaku.acknowledges()
    with pytest.raises(StillWaitingError):
        kohaku.settles()


def test_what_was_written_in_the_night_and_settled_still_comes_first(evening: Evening) -> None:
    evening.set_clock(at(3, 12, day=25))
    person = Person(evening)
    person.says(WISH)
    evening.set_clock(at(15, 45, day=25))
    Supervisor.comes(evening, "kohaku", is_on_duty=False).settles()

    evening.set_clock(at(16, 5, day=25))
    person.says("はい")

    assert person.visit.risk == 2


def test_after_the_evening_that_was_promised_a_settled_night_is_over(evening: Evening) -> None:
    evening.set_clock(at(3, 12, day=25))
    person = Person(evening)
    person.says(WISH)
    Supervisor.comes(evening, "kohaku", is_on_duty=False).settles()

    evening.set_clock(at(16, 5, day=27))
    person.says("こんばんは")

    assert person.visit.risk == 0


def test_whoever_comes_back_after_a_grave_talk_takes_the_open_alert_along(
    evening: Evening,
) -> None:
    midori, person = runs(evening, 3)
    before = person.visit.id
    midori.talks.ends(before)

    person.says("まだいますか")

    assert person.visit.id != before
    assert (person.state, person.visit.risk) == (VisitState.WAITING, 3)
    assert [row.visit_id for row in rows(evening, Alert)] == [person.visit.id]


def test_a_talk_left_open_overnight_is_told_that_nobody_is_here(evening: Evening) -> None:
    _, person = runs(evening, 2)
    evening.set_clock(at(3, 12, day=25))

    for piece in ("し", "に", "た"):
        person.says(piece)
        evening.pass_time(5)
    assert count(evening, T11) == 1
    person.says("い")

    assert person.state is VisitState.TALKING
    assert count(evening, T13) == 1


def test_a_talk_that_goes_on_after_hours_hears_no_machine(evening: Evening) -> None:
    midori, person = runs(evening, 3)
    go_to(evening, at(22, 30), midori)
    before = len(evening.line.calls)

    person.says(WISH)

    assert len(evening.line.calls) == before


@pytest.mark.parametrize("is_flag", [True, False])
def test_a_lesser_sign_does_not_hide_that_a_grave_talk_has_no_supervisor(
    evening: Evening, *, is_flag: bool
) -> None:
    kohaku, midori, person = left_by_its_supervisor(evening)
    if is_flag:
        person.presses("q:distress:3")
    else:
        with evening.program.open_work() as work:
            calling.warn(work, person.visit.id, member_id=midori.member_id)
        kohaku.acknowledges()
    calls = len(called(evening))

    kohaku.steps_back(person.visit.id)
    for _ in range(6):
        kohaku.duty.beats()
        midori.beats()
        evening.tick(30)

    assert len(called(evening)) > calls
    [shown] = kohaku.sees()
    assert (shown.level, shown.acknowledged_at) == (3, None)


def test_a_supervisor_who_has_gone_home_is_not_in_the_talk(evening: Evening) -> None:
    kohaku, midori, person = left_by_its_supervisor(evening)
    kohaku.duty.leaves()
    tsubaki = Supervisor.comes(evening, "tsubaki")

    tsubaki.duty.beats()
    midori.beats()
    evening.tick(1)

    assert not supervises(evening, kohaku, person)
    assert called(evening)[-1] in {"kohaku", "tsubaki"}
    assert tsubaki.sees()[0].is_alone


def test_a_supervisor_whose_console_is_shut_is_not_in_the_talk(evening: Evening) -> None:
    _, midori, _ = left_by_its_supervisor(evening)
    tsubaki = Supervisor.comes(evening, "tsubaki")
    for _ in range(5):
        midori.beats()
        tsubaki.duty.beats()
        evening.tick(30)

    assert tsubaki.sees()[0].is_alone


def test_whoever_goes_on_writing_in_the_line_is_called_for_again_as_soon(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)
    person = Person(evening)
    person.says(WISH)
    kohaku.acknowledges()

    for _ in range(11):
        evening.tick(30)
        kohaku.duty.beats()
        person.says(WISH)
    evening.tick(1)

    assert called(evening) == ["kohaku", "kohaku"]


def test_a_lesser_level_by_a_supervisor_does_not_acknowledge_a_graver_alert(
    evening: Evening,
) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    _, person = runs(evening, 4)

    raises_to(evening, kohaku, person, 2)
    assert kohaku.sees()[0].acknowledged_at is None
    raises_to(evening, kohaku, person, 4)

    assert kohaku.sees()[0].acknowledged_by == "kohaku"
    noted = [row.reason for row in rows(evening, AuditEntry) if row.act == Act.ALERT_ACKNOWLEDGED]
    assert noted == ["r4"]


def test_nobody_acknowledges_more_than_was_shown(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    _, person = runs(evening, 2)
    [shown] = kohaku.sees()
    at_risk(evening, person.visit.id, 4)

    with pytest.raises(LouderNowError), evening.program.open_work() as work:
        alerts.acknowledge(work, shown.id, member_id=kohaku.id, seen_level=shown.level)

    assert alert_of(evening, person.visit.id).acknowledged_at is None


def raises_to(evening: Evening, kohaku: Supervisor, person: Person, level: int) -> None:
    evening.pass_time(1)
    with evening.program.open_work() as work:
        supervision.raise_risk(work, person.visit.id, level=level, supervisor_id=kohaku.id)
    evening.work()


def supervises(evening: Evening, kohaku: Supervisor, person: Person) -> bool:
    with evening.program.open_look() as work:
        assert work.session.get(PresenceRow, kohaku.id) is not None
        return supervision.is_beside(work, person.visit.id, kohaku.id)
