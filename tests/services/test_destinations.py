"""Destinations: two make sure, six months, and nothing else is ever named to a person."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from bot import periodic
from domain.audit import Act
from domain.checking import EntryState
from domain.clock import TOKYO
from domain.permission import Role
from services import (
    destination_confirming,
    destination_keeping,
    destination_pages,
    destination_warnings,
    destinations,
    team,
)
from services.destination_confirming import DestinationIncompleteError
from services.destination_keeping import DestinationRefusedError
from services.destinations import Shown
from services.glass import SameHandsError
from services.team import Newcomer
from services.vouching import EntryChangedError
from storage.models.audit import AuditEntry
from storage.models.destination import DestinationWarning
from tests.factories.crew import OnDuty
from tests.factories.destinations import (
    changes,
    kept,
    made_sure,
    made_sure_by_itself,
)
from tests.factories.directory import two_people
from tests.machinery.evening import Evening


@pytest.fixture
def people(evening: Evening) -> tuple[UUID, UUID]:
    return two_people(evening)


def shown(evening: Evening, destination_id: UUID) -> Shown:
    with evening.program.open_look() as work:
        return destinations.get(work, destination_id)


def named(evening: Evening) -> list[UUID]:
    with evening.program.open_look() as work:
        return [each.id for each in destinations.usable(work)]


def test_a_destination_is_named_for_six_months_after_two_have_made_sure(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    destination_id = kept(evening)
    made_sure(evening, destination_id, people[0], people[0])
    once = shown(evening, destination_id).state, named(evening)

    made_sure(evening, destination_id, people[1])

    assert once == (EntryState.CHECKED_ONCE, [])
    assert shown(evening, destination_id).good_until == date(2027, 5, 24)
    assert named(evening) == [destination_id]
    evening.set_clock(datetime(2027, 5, 25, 0, 0, tzinfo=TOKYO))
    assert (shown(evening, destination_id).state, named(evening)) == (EntryState.EXPIRED, [])


def test_the_destination_itself_is_one_of_the_two_however_often_it_says_so(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    destination_id = kept(evening)
    made_sure_by_itself(evening, destination_id)
    made_sure_by_itself(evening, destination_id)
    alone = named(evening)

    made_sure(evening, destination_id, people[0])

    assert alone == []
    assert named(evening) == [destination_id]
    with evening.program.open_look() as work:
        checks = destination_pages.get_entry(work, destination_id).checks
    assert [each.is_own for each in checks] == [True, False]


def test_whoever_has_made_somebody_staff_of_the_place_is_no_second_beside_them(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    destination_id = kept(evening)
    hisui = OnDuty.comes(
        evening, "hisui", role=Role.MANAGER, organisation="kazoku", is_ready=False
    ).member_id
    with evening.program.open_work() as work:
        staff = team.invite(work, Newcomer(login="niwa", alias="にわ"), by=hisui)[0]
    with evening.program.open_work() as work:
        destination_confirming.confirm_as_own(work, destination_id, member_id=staff, based_on=1)

    with pytest.raises(SameHandsError):
        made_sure(evening, destination_id, hisui)
    made_sure(evening, destination_id, people[0])

    assert named(evening) == [destination_id]


def test_what_was_changed_is_to_be_made_sure_of_again_but_for_what_is_only_background(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    destination_id = kept(evening)
    made_sure(evening, destination_id, *people)
    changes(evening, destination_id, people[0], remark="混んでいることが多い", staff_contact="代表")
    after_a_remark = named(evening)

    changes(evening, destination_id, people[0], hours="火 13:00-16:00")

    assert after_a_remark == [destination_id]
    assert named(evening) == []
    assert shown(evening, destination_id).state is EntryState.UNCHECKED


def test_nobody_makes_sure_of_what_is_unfinished_withdrawn_or_was_changed_meanwhile(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    unfinished, changed, gone = kept(evening, hours=""), kept(evening), kept(evening)
    changes(evening, changed, people[1], hours="水 10:00-11:00")
    with evening.program.open_work() as work:
        destination_keeping.withdraw(work, gone, member_id=people[1])

    for destination_id, based_on, error in (
        (unfinished, 1, DestinationIncompleteError),
        (gone, 2, DestinationIncompleteError),
        (changed, 1, EntryChangedError),
    ):
        with evening.program.open_work() as work, pytest.raises(error):
            destination_confirming.confirm(
                work, destination_id, member_id=people[0], based_on=based_on
            )
    with pytest.raises(DestinationRefusedError):
        kept(evening, contact="0570-046-556")
    with evening.program.open_work() as work:
        destination_keeping.restore(work, gone, member_id=people[0])
    assert shown(evening, gone).state is EntryState.UNCHECKED


def test_who_did_what_stays(evening: Evening, people: tuple[UUID, UUID]) -> None:
    destination_id = kept(evening)
    made_sure(evening, destination_id, people[0])
    made_sure_by_itself(evening, destination_id)
    changes(evening, destination_id, people[1], cost="500円")

    with evening.program.open_look() as work:
        versions = destination_pages.list_versions(work, destination_id)
        noted = work.session.query(AuditEntry).filter_by(act=Act.DESTINATION_KEPT).all()

    assert [(each.act, each.is_own) for each in versions] == [
        ("changed", False),
        ("checked", True),
        ("checked", False),
        ("added", False),
    ]
    assert [each.reason for each in noted] == ["added", "checked", "checked", "changed"]


def test_made_up_destinations_are_named_in_the_demo_alone(evening: Evening) -> None:
    periodic.keep_destinations(evening.program)
    elsewhere = named(evening)
    evening.program = replace(
        evening.program,
        first_house=replace(evening.program.first_house, with_examples=True),
    )

    periodic.keep_destinations(evening.program)
    periodic.keep_destinations(evening.program)

    assert elsewhere == []
    assert len(named(evening)) == 13
    with evening.program.open_look() as work:
        everything = destinations.list_all(work)
        assert len(destinations.usable_by_staff(work)) == len(everything) == 14
    assert {each.state for each in everything} == {EntryState.EXAMPLE}
    assert all("見本" in each.facts.name for each in everything)


def test_the_clock_tells_once_of_what_runs_out(evening: Evening, people: tuple[UUID, UUID]) -> None:
    destination_id = kept(evening)
    made_sure(evening, destination_id, *people)
    evening.set_clock(datetime(2027, 4, 24, 9, 0, tzinfo=TOKYO))

    periodic.keep_destinations(evening.program)
    periodic.keep_destinations(evening.program)

    with evening.program.open_look() as work:
        assert [(each.id, each.days_left) for each in destination_warnings.ending(work)] == [
            (destination_id, 30)
        ]
        assert work.session.query(DestinationWarning).count() == 1
