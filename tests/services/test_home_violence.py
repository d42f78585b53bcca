"""Violence at home: a supervisor is called at once, and nothing is sent there unasked."""

from uuid import UUID

import pytest

from domain.conversation import Passing
from domain.mark import Mark
from domain.permission import Role
from services import alerts, calls, home_violence, marks, unreached
from storage.models.mark import MarkRow
from storage.models.visit import Conversation, Visit
from tests.doubles.line import MadeCall
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import ON_SQLITE, rows
from tests.factories.time import at, go_to
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


def marked(evening: Evening, midori: OnDuty) -> UUID:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        home_violence.mark(work, visit_id, member_id=midori.member_id)
    evening.work()
    return visit_id


def test_it_is_r3_with_an_alert_and_said_once(evening: Evening, midori: OnDuty) -> None:
    visit_id = marked(evening, midori)
    with evening.program.open_work() as work:
        home_violence.mark(work, visit_id, member_id=midori.member_id)

    (visit,) = rows(evening, Visit)
    with evening.program.open_look() as work:
        alert = alerts.of_visit(work, visit_id)
    assert visit.risk == 3
    assert alert is not None
    assert alert.level == 3
    assert [row.kind for row in rows(evening, MarkRow)] == [Mark.VIOLENCE_AT_HOME]


def test_whoever_asked_to_be_called_is_not(evening: Evening, midori: OnDuty) -> None:
    midori.talks.ends(marked(evening, midori), with_goodbye=False)
    evening.set_clock(at(22))
    evening.says("次に開いたら声をかけてほしい")
    assert not any("こちらから声をかけます" in bubble for bubble in evening.line.said)
    pushed = [call for call in evening.line.calls if call.road == "push"]

    evening.set_clock(at(16, 0, day=25))
    go_to(evening, at(16, 3, day=25), midori)

    with evening.program.open_look() as work:
        assert calls.due(work) == ()
    assert [call for call in evening.line.calls if call.road == "push"] == pushed


def test_taking_the_mark_away_lowers_no_level(evening: Evening, midori: OnDuty) -> None:
    visit_id = marked(evening, midori)

    with evening.program.open_work() as work:
        marks.take_away(work, visit_id, Mark.VIOLENCE_AT_HOME, member_id=midori.member_id)

    (visit,) = rows(evening, Visit)
    assert visit.risk == 3


def test_a_supervisor_who_has_made_sure_lets_calls_through_again(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    visit_id = marked(evening, midori)
    (visit,) = rows(evening, Visit)
    with evening.program.open_look() as work:
        assert unreached.of(work, [visit.contact_id]) == {visit.contact_id}

    with evening.program.open_work() as work:
        home_violence.clear(work, visit_id, member_id=kohaku.member_id)

    with evening.program.open_look() as work:
        assert unreached.of(work, [visit.contact_id]) == frozenset()


def test_in_a_later_visit_the_evening_says_nothing_by_itself(
    evening: Evening, midori: OnDuty
) -> None:
    midori.talks.ends(marked(evening, midori), with_goodbye=False)
    evening.set_clock(at(16, 0, day=25))
    midori.beats()
    midori.is_ready()
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.says(visit_id, "聞いています")
    pushed = pushes(evening)

    evening.tick(200)

    (talk,) = [row for row in rows(evening, Conversation) if row.visit_id == visit_id]
    assert talk.passing is Passing.DROPPED
    assert pushes(evening) == pushed
    Person(evening).change(risk=0)
    evening.set_clock(at(22, 5, day=25))
    evening.tick()
    (talk,) = [row for row in rows(evening, Conversation) if row.visit_id == visit_id]
    assert talk.closed_at is not None  # by the clock, with a goodbye that goes nowhere
    assert pushes(evening) == pushed


def pushes(evening: Evening) -> list[MadeCall]:
    return [call for call in evening.line.calls if call.road == "push"]
