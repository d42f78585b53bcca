"""One danger of one person over several visits: one incident, and a conference for what is new."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.alert import Origin
from domain.incident import EntryKind, Lamp, Need
from domain.incident_errors import AskedBeforeError, NoConferenceError, ReasonNeededError
from domain.service_day import ServiceDay
from services import incident_day, incident_sheet, levels
from storage.models.incident import Incident
from storage.queries import lowerings as rows_of_levels
from tests.factories.counsellor import Counsellor
from tests.factories.crew import OnDuty, supervisor
from tests.factories.incidents import answers, asks, lamps, look, meets, opens
from tests.factories.person import Person
from tests.factories.tables import rows
from tests.factories.time import at_risk
from tests.machinery.evening import Evening

PLAN = "今夜、首を吊ります"


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def kohaku(evening: Evening) -> UUID:
    return supervisor(evening, "kohaku")


@pytest.fixture
def first(evening: Evening, midori: OnDuty) -> UUID:
    """A talk of R3 that has ended, and whose alert nobody has dealt with."""
    evening.says("こんばんは")
    visit_id = midori.accepts()
    at_risk(evening, visit_id, 3)
    midori.talks.ends(visit_id)
    evening.pass_time(60)
    return visit_id


@pytest.fixture
def second(evening: Evening, first: UUID) -> UUID:
    """The same person is back, and has brought the level along."""
    del first
    Person(evening).says("まだいますか")
    return Person(evening).visit.id


def needs(evening: Evening, *visit_ids: UUID) -> dict[UUID, Need]:
    with evening.program.open_look() as look_:
        return incident_day.needs(look_, visit_ids)


def test_what_was_only_brought_along_is_asked_of_the_visit_it_came_from(
    evening: Evening, kohaku: UUID, first: UUID, second: UUID
) -> None:
    assert needs(evening, first, second) == {first: Need.INCIDENT}
    with evening.program.open_look() as look_:
        origins = [each.origin for each in levels.list_changes(look_, second)]
    assert origins == [Origin.CARRIED]

    incident_id = opens(evening, second, kohaku)  # from the alert, which has gone along

    assert needs(evening, first, second) == dict.fromkeys((first, second), Need.CONFERENCE)
    assert [each.id for each in look(evening, incident_id, kohaku).visits] == [first, second]
    meets(evening, incident_id, kohaku)
    assert needs(evening, first, second) == {}


def test_an_open_incident_is_opened_again_from_the_next_visit(
    evening: Evening, midori: OnDuty, kohaku: UUID, first: UUID
) -> None:
    incident_id = opens(evening, first, kohaku)
    meets(evening, incident_id, kohaku)
    Person(evening).says("まだいますか")
    second = midori.accepts()

    assert opens(evening, second, kohaku) == incident_id
    assert opens(evening, second, kohaku) == incident_id

    assert len(rows(evening, Incident)) == 1
    page = look(evening, incident_id, kohaku)
    assert [each.kind for each in page.entries].count(EntryKind.AGAIN) == 1
    with evening.program.open_look() as work:
        sheet = incident_sheet.make(work, incident_id, member_id=kohaku)
    assert [line.what for line in sheet.lines if line.what == "carried"] == ["carried"]
    midori.talks.ends(second)
    with pytest.raises(ReasonNeededError):
        Counsellor(evening, kohaku).reads(second)


def test_danger_in_the_next_visit_calls_for_a_conference_the_same_day(
    evening: Evening, kohaku: UUID, first: UUID
) -> None:
    incident_id = opens(evening, first, kohaku)
    meets(evening, incident_id, kohaku, next_at=evening.now + timedelta(days=7))
    stale = asks(evening, incident_id, kohaku)
    evening.set_clock(evening.now + timedelta(days=2))
    Person(evening).says("こんばんは")
    second = Person(evening).visit.id
    assert lamps(evening, kohaku) == []

    Person(evening).says(PLAN)

    assert lamps(evening, kohaku) == [Lamp.DUE]
    assert needs(evening, second) == {second: Need.CONFERENCE}
    today = ServiceDay.around(evening.now)
    with evening.program.open_look() as work:
        (lamp,) = incident_day.list_lamps(work, member_id=kohaku)
        (left,) = incident_day.left_over(work, today, known=[])
        assert left.id == incident_id
        assert incident_day.left_over(work, today, known=[second]) == ()
    assert lamp.on == today.on
    assert any(each.is_past for each in look(evening, incident_id, kohaku).entries)
    with pytest.raises(AskedBeforeError):
        answers(evening, incident_id, stale, supervisor(evening, "ruri"))
    with pytest.raises(NoConferenceError):
        asks(evening, incident_id, kohaku)
    meets(evening, incident_id, kohaku)
    assert lamps(evening, kohaku) == []


def test_after_the_end_what_is_said_anew_at_the_level_brought_along_needs_an_incident(
    evening: Evening, kohaku: UUID, first: UUID
) -> None:
    incident_id = opens(evening, first, kohaku)
    meets(evening, incident_id, kohaku)
    answers(evening, incident_id, asks(evening, incident_id, kohaku), supervisor(evening, "ruri"))
    evening.pass_time(60)
    Person(evening).says("まだいますか")
    second = Person(evening).visit.id
    assert Person(evening).visit.risk == 3
    assert needs(evening, first, second) == {}

    Person(evening).says(PLAN)
    evening.pass_time(30)
    Person(evening).says(PLAN)

    assert needs(evening, first, second) == {second: Need.INCIDENT}
    with evening.program.open_look() as work:
        changes = [(each.before, each.after) for each in levels.list_changes(work, second)]
    assert changes[-1] == (0, 3)
    assert len(changes) == 2
    another = opens(evening, second, kohaku)
    assert another != incident_id
    assert [each.id for each in look(evening, another, kohaku).others] == [incident_id]


def test_danger_in_the_very_first_words_of_the_next_visit_is_kept_once(
    evening: Evening, first: UUID
) -> None:
    del first
    Person(evening).says(PLAN)
    second = Person(evening).visit.id
    with evening.program.open_work() as work:  # of one moment: their order is by chance
        carried, told = sorted(
            rows_of_levels.changes(work.session, second), key=lambda row: row.origin
        )
        assert (carried.origin, told.origin) == (Origin.CARRIED, Origin.DETECTED)
        carried.id, told.id = UUID(int=2), UUID(int=1)
    evening.pass_time(30)

    Person(evening).says(PLAN)

    with evening.program.open_look() as look_:
        assert len(levels.list_changes(look_, second)) == 2


def test_whoever_may_not_keep_the_open_one_opens_their_own_and_waits_for_nobody(
    evening: Evening, midori: OnDuty, kohaku: UUID, first: UUID
) -> None:
    incident_id = opens(evening, first, kohaku)
    meets(evening, incident_id, kohaku)
    midori.leaves()
    rin = OnDuty.comes(evening, "rin", organisation="shien")
    kuro, shion = (supervisor(evening, login, "shien") for login in ("kuro", "shion"))
    evening.pass_time(60)
    Person(evening).says("まだいますか")
    second = rin.accepts()
    Person(evening).says(PLAN)
    rin.talks.ends(second)
    assert needs(evening, second) == {second: Need.CONFERENCE}

    own = opens(evening, second, kuro)
    meets(evening, own, kuro)
    answers(evening, own, asks(evening, own, kuro), shion)

    assert own != incident_id
    today = ServiceDay.around(evening.now)
    with evening.program.open_look() as work:
        assert incident_day.needs(work, [first, second]) == {}
        assert incident_day.list_left_over(work, today, known=[], member_id=kuro) == ()
