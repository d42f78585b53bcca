"""An alert stands until somebody has seen it and dealt with it; levels go up, never down."""

from datetime import timedelta

import pytest

from domain.alert import Origin
from domain.alert_errors import AloneWithDangerError, NotAcknowledgedError, StillWaitingError
from domain.audit import Act
from services import alerts, calling, reading, supervision
from storage.models.alert import Alert
from storage.models.audit import AuditEntry
from tests.factories.alarm import Supervisor, alert_of, changes
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import rows
from tests.factories.time import at, go_to
from tests.machinery.evening import Evening

WISH = "もう死にたいです"


def noted(evening: Evening, act: Act) -> list[str | None]:
    return [row.reason for row in rows(evening, AuditEntry) if row.act == act]


def test_words_raise_the_level_the_alert_and_the_log_without_any_word_in_them(
    evening: Evening,
) -> None:
    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)
    person = Person(evening)

    person.says(WISH)

    assert person.visit.risk == 2
    assert changes(evening) == [(0, 2)]
    assert noted(evening, Act.RISK_RAISED) == ["r2"]
    [shown] = kohaku.sees()
    assert (shown.level, shown.origin, shown.sign_count) == (2, Origin.DETECTED, 1)
    assert "alerts" in evening.program.bell.told  # type: ignore[attr-defined] # it listens here


def test_later_signs_join_the_alert_that_stands(evening: Evening) -> None:
    person = Person(evening)
    person.says(WISH)
    evening.pass_time(120)

    person.says(WISH)

    alert = alert_of(evening, person.visit.id)
    assert alert.sign_count == 2
    assert alert.sign_at - alert.raised_at >= timedelta(seconds=120)


def test_harmless_words_after_a_sign_are_no_sign(evening: Evening) -> None:
    person = Person(evening)
    person.says(WISH)
    evening.pass_time(20)

    person.says("ごはんは食べました")

    assert alert_of(evening, person.visit.id).sign_count == 1


def test_who_acknowledges_first_counts(evening: Evening) -> None:
    kohaku, tsubaki = (Supervisor.comes(evening, name) for name in ("kohaku", "tsubaki"))
    Person(evening).says(WISH)
    [shown] = kohaku.sees()

    kohaku.acknowledges(shown.id)
    evening.pass_time(5)
    tsubaki.acknowledges(shown.id)

    assert [each.acknowledged_by for each in tsubaki.sees()] == ["kohaku"]
    assert noted(evening, Act.ALERT_ACKNOWLEDGED) == ["r2"]


def test_a_graver_sign_has_to_be_acknowledged_anew(evening: Evening) -> None:
    kohaku, midori = Supervisor.comes(evening, "kohaku"), OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    warn(evening, midori, person)
    kohaku.acknowledges()

    raise_to(evening, person, 3)

    [shown] = kohaku.sees()
    assert (shown.visit_id, shown.level, shown.acknowledged_at) == (visit_id, 3, None)
    assert changes(evening) == [(0, 2), (2, 3)]


def test_the_same_sign_ten_minutes_later_has_to_be_acknowledged_anew(evening: Evening) -> None:
    kohaku, midori = Supervisor.comes(evening, "kohaku"), OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    midori.accepts()
    person.says(WISH)
    kohaku.acknowledges()
    evening.pass_time(300)
    person.says(WISH)
    assert kohaku.sees()[0].acknowledged_by == "kohaku"

    evening.pass_time(301)
    person.says(WISH)

    assert kohaku.sees()[0].acknowledged_by is None


def test_nobody_settles_a_grave_alert_that_nobody_has_acknowledged(evening: Evening) -> None:
    kohaku, midori = Supervisor.comes(evening, "kohaku"), OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    raise_to(evening, person, 3)

    with pytest.raises(NotAcknowledgedError):
        kohaku.settles()
    kohaku.acknowledges()
    with pytest.raises(AloneWithDangerError):
        kohaku.settles()
    kohaku.joins(visit_id)
    kohaku.settles()

    assert kohaku.sees() == ()
    assert noted(evening, Act.ALERT_SETTLED) == ["r3"]


def test_nobody_settles_the_alert_of_somebody_who_waits(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)
    Person(evening).says(WISH)
    kohaku.acknowledges()

    with pytest.raises(StillWaitingError):
        kohaku.settles()

    assert not kohaku.sees()[0].may_be_settled


def test_after_an_alert_is_settled_a_new_sign_raises_another(evening: Evening) -> None:
    kohaku, midori = Supervisor.comes(evening, "kohaku"), OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    midori.accepts()
    person.says(WISH)
    kohaku.settles()

    evening.pass_time(120)
    person.says(WISH)

    assert len(rows(evening, Alert)) == 2
    assert len(kohaku.sees()) == 1


def test_a_supervisor_who_raises_the_level_has_seen_it(evening: Evening) -> None:
    kohaku, midori = Supervisor.comes(evening, "kohaku"), OnDuty.comes(evening, "midori")
    Person(evening).says("こんばんは")
    visit_id = midori.accepts()

    with evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=3, supervisor_id=kohaku.id)

    [shown] = kohaku.sees()
    assert (shown.acknowledged_by, shown.origin) == ("kohaku", Origin.SUPERVISOR)
    assert shown.calls == ()


def test_the_alert_outlives_its_talk(evening: Evening) -> None:
    kohaku, midori = Supervisor.comes(evening, "kohaku"), OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says(WISH)
    visit_id = midori.accepts()

    midori.talks.ends(visit_id)

    assert [each.visit_id for each in kohaku.sees()] == [visit_id]


def test_each_organisation_knows_the_person_by_its_own_name(evening: Evening) -> None:
    Person(evening).says(WISH)
    crew = [OnDuty.comes(evening, name, organisation=name, is_ready=False) for name in ("a", "b")]

    with evening.program.open_look() as work:
        names = {
            alerts.list_open(work, reading.viewer(work, each.member_id))[0].alias for each in crew
        }

    assert len(names) == 2


def test_the_talk_knows_its_alert(evening: Evening) -> None:
    person = Person(evening)
    person.says("こんばんは")
    with evening.program.open_look() as work:
        assert alerts.of_visit(work, person.visit.id) is None

    person.says(WISH)

    with evening.program.open_look() as work:
        found = alerts.of_visit(work, person.visit.id)
    assert found is not None
    assert found.level == 2


def test_a_flag_is_for_the_talk_alone_and_goes_with_it(evening: Evening) -> None:
    kohaku, midori = Supervisor.comes(evening, "kohaku"), OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    person.presses("q:distress:3")

    assert kohaku.sees() == ()
    with evening.program.open_look() as work:
        found = alerts.of_visit(work, visit_id)
        assert found is not None
        assert (found.level, found.calls) == (0, ())

    midori.talks.ends(visit_id)
    assert alert_of(evening, visit_id).settled_at is not None


def test_the_alert_of_the_evening_stands_the_next_day(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)
    evening.set_clock(at(20, 58))
    Person(evening).says(WISH)

    go_to(evening, at(23, 0))
    evening.set_clock(at(15, 45, day=25))

    assert len(kohaku.sees()) == 1


def warn(evening: Evening, midori: OnDuty, person: Person) -> None:
    with evening.program.open_work() as work:
        calling.warn(work, person.visit.id, member_id=midori.member_id)
    evening.work()


def raise_to(evening: Evening, person: Person, level: int) -> None:
    with evening.program.open_work() as work:
        supervision.raise_risk(work, person.visit.id, level=level)
    evening.work()
