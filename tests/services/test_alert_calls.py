"""An alert calls one after another until somebody acknowledges it, and is never silent."""

from datetime import timedelta

from domain.alert import ACKNOWLEDGED_WITHIN
from handlers import dispatch
from services import off_boarding, supervision
from services.work import JobName
from storage.models.alert import AlertCall
from storage.models.line_event import LineEvent
from storage.models.member import Member
from storage.queries import alerts as alert_rows
from tests.factories.alarm import Supervisor, called
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.phone_tree import branch, has_tree
from tests.factories.tables import rows
from tests.factories.time import at
from tests.machinery.evening import Evening

WISH = "もう死にたいです"


def wait(evening: Evening, minutes: float, *here: Supervisor | OnDuty) -> None:
    """Let time pass second by second as the clock sees it, in steps of half a minute."""
    end = evening.now + timedelta(minutes=minutes)
    while evening.now < end:
        for each in here:
            (each.duty if isinstance(each, Supervisor) else each).beats()
        evening.tick(min(30.0, (end - evening.now).total_seconds()))


def talk_at(evening: Evening, level: int) -> tuple[OnDuty, Person]:
    midori, person = OnDuty.comes(evening, "midori"), Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=level)
    evening.work()
    return midori, person


def test_whoever_is_on_duty_is_called_at_once_and_told_outside_the_page(evening: Evening) -> None:
    Supervisor.comes(evening, "tsubaki", is_on_duty=False)
    kohaku = Supervisor.comes(evening, "kohaku")
    evening.keep(evening.text(WISH))

    with evening.program.open_work() as work:
        [number] = [row.id for row in work.session.query(LineEvent)]
        dispatch.handle(work, number)
        asked_for = list(work.jobs)

    [call] = rows(evening, AlertCall)
    assert call.member_id == kohaku.id
    assert (JobName.TELL_OF_ALERT, call.id) in asked_for
    with evening.program.open_look() as work:
        assert alert_rows.calling(work.session, kohaku.id) == {call.alert_id}
    assert f"member {kohaku.id}" in evening.program.bell.told  # type: ignore[attr-defined] # it listens here


def test_after_two_minutes_the_next_one_is_called_and_then_the_first_again(
    evening: Evening,
) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    tsubaki = Supervisor.comes(evening, "tsubaki", is_on_duty=False)
    talk_at(evening, 4)

    wait(evening, 1.5, kohaku, tsubaki)
    assert called(evening) == ["kohaku"]
    wait(evening, 0.5, kohaku, tsubaki)
    assert called(evening) == ["kohaku", "tsubaki"]
    wait(evening, 4.5, kohaku, tsubaki)

    assert called(evening) == ["kohaku", "tsubaki", "kohaku", "tsubaki"]
    [shown] = kohaku.sees()
    assert shown.rounds == 2
    assert [call.name for call in shown.calls] == ["kohaku", "tsubaki", "kohaku", "tsubaki"]


def test_an_acknowledgement_ends_the_calling(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    tsubaki = Supervisor.comes(evening, "tsubaki")
    talk_at(evening, 2)

    wait(evening, 1, kohaku, tsubaki)
    tsubaki.acknowledges()
    wait(evening, 10, kohaku, tsubaki)

    assert called(evening) == ["kohaku"]


def test_below_r2_nobody_is_called(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    talk_at(evening, 1)

    wait(evening, 5, kohaku)

    assert called(evening) == []
    assert len(kohaku.sees()) == 1


def test_whoever_has_acknowledged_and_does_not_come_is_called_again(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    midori, _ = talk_at(evening, 3)
    kohaku.acknowledges()

    wait(evening, 2.5, kohaku, midori)

    assert called(evening) == ["kohaku", "kohaku"]
    assert kohaku.sees()[0].acknowledged_at is None


def test_with_a_supervisor_in_the_talk_it_rests_and_without_one_it_calls_again(
    evening: Evening,
) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    midori, person = talk_at(evening, 3)
    kohaku.acknowledges()
    kohaku.joins(person.visit.id)
    kohaku.settles()
    wait(evening, 5, kohaku, midori)
    assert called(evening) == ["kohaku"]

    kohaku.steps_back(person.visit.id)
    wait(evening, 0.5, kohaku, midori)

    assert called(evening) == ["kohaku", "kohaku"]
    assert len(kohaku.sees()) == 1


def test_whoever_waits_in_danger_for_five_minutes_is_called_for_again(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)
    Person(evening).says(WISH)
    kohaku.acknowledges()

    wait(evening, 4.5, kohaku)
    assert called(evening) == ["kohaku"]
    wait(evening, 1, kohaku)

    assert called(evening) == ["kohaku", "kohaku"]


def test_at_night_nobody_is_called_until_somebody_comes(evening: Evening) -> None:
    evening.set_clock(at(3, 12, day=25))
    Person(evening).says(WISH)
    wait(evening, 5)
    assert rows(evening, AlertCall) == []

    evening.set_clock(at(15, 40, day=25))
    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)
    wait(evening, 0.5, kohaku)

    assert called(evening) == ["kohaku"]


def test_calls_go_on_after_a_restart_without_one_too_many(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    tsubaki = Supervisor.comes(evening, "tsubaki")
    talk_at(evening, 4)
    evening.restart()

    wait(evening, ACKNOWLEDGED_WITHIN / timedelta(minutes=1), kohaku, tsubaki)
    evening.tick()

    assert called(evening) == ["kohaku", "tsubaki"]


def test_whoever_is_on_call_at_night_is_called_where_the_consortium_has_somebody(
    evening: Evening,
) -> None:
    has_tree(evening, branch("夜の当番", is_on_call=True))
    evening.set_clock(at(3, 12, day=25))

    said = Person(evening).says(WISH)
    wait(evening, 2.5)

    assert called(evening) == ["夜の当番", "夜の当番"]
    assert any(bubble.endswith("当番の者に、知らせています。") for bubble in said)


def test_whoever_has_acknowledged_and_leaves_for_good_is_not_relied_upon(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    evening.set_clock(at(3, 12, day=25))
    kohaku.duty.beats()
    Person(evening).says(WISH)
    kohaku.acknowledges()
    with evening.program.open_work() as work:
        off_boarding.off_board(work, kohaku.id, actor_id=None)
    evening.tick(1)
    tsubaki = Supervisor.comes(evening, "tsubaki", is_on_duty=False)

    evening.tick(1)

    assert called(evening) == ["kohaku", "tsubaki"]
    assert [each.acknowledged_by for each in tsubaki.sees()] == [None]


def test_nobody_is_called_who_would_see_nothing_of_it(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    tsubaki = Supervisor.comes(evening, "tsubaki", is_on_duty=False)
    with evening.program.open_work() as work:
        work.session.get_one(Member, kohaku.id).is_admitted = False

    Person(evening).says(WISH)

    assert called(evening) == ["tsubaki"]
    with evening.program.open_work() as work:
        work.session.get_one(Member, kohaku.id).is_admitted = True
        work.session.get_one(Member, tsubaki.id).is_admitted = False
    tsubaki.acknowledges()
    evening.tick(1)
    assert called(evening) == ["tsubaki", "kohaku"]


def test_a_clock_that_is_set_back_does_not_silence_an_alert(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    talk_at(evening, 3)
    assert called(evening) == ["kohaku"]

    evening.pass_time(-1800)
    wait(evening, 3, kohaku)

    assert len(called(evening)) >= 2
