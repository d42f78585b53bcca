"""From R3 on a level goes down by two supervisors: one asks, another one agrees."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from domain.alert_errors import LoweringGoneError
from domain.audit import Act
from domain.errors import NotFoundError
from domain.lowering import STANDS_FOR
from domain.permission import Role
from services import accounts
from services.glass import SameHandsError, SamePersonError
from storage.models.presence import Conflict
from tests.factories.crew import OnDuty
from tests.factories.levels import (
    changes,
    grants,
    is_at,
    lowers,
    reasons,
    refuses,
    sign,
    standing,
    standings,
    supervisor,
)
from tests.factories.person import Person
from tests.machinery.evening import Evening

TIMES = {"postgresql": 20, "sqlite": 3}


@pytest.fixture
def visit_id(evening: Evening) -> UUID:
    """A running talk."""
    midori = OnDuty.comes(evening, "midori")
    evening.says("こんばんは")
    return midori.accepts()


@pytest.fixture
def kohaku(evening: Evening) -> UUID:
    return supervisor(evening, "kohaku")


@pytest.fixture
def akane(evening: Evening) -> UUID:
    return supervisor(evening, "akane")


def test_from_r3_on_nothing_changes_until_another_supervisor_agrees(
    evening: Evening, visit_id: UUID, kohaku: UUID, akane: UUID
) -> None:
    is_at(evening, visit_id, 3)

    assert not lowers(evening, visit_id, kohaku, to=1)
    assert Person(evening).visit.risk == 3
    asked = standing(evening, akane)
    assert (asked.level_from, asked.level_to, asked.asked_by) == (3, 1, "kohaku")
    grants(evening, asked.id, akane)

    assert Person(evening).visit.risk == 1
    change = changes(evening, visit_id)[0]
    assert (change.by, change.seconded_by) == ("kohaku", "akane")
    assert change.reason is not None
    assert standings(evening, akane) == ()


def test_whoever_asks_neither_agrees_nor_refuses(
    evening: Evening, visit_id: UUID, kohaku: UUID
) -> None:
    is_at(evening, visit_id, 4)
    lowers(evening, visit_id, kohaku, to=2)
    asked = standing(evening, kohaku)
    assert asked.is_own

    with pytest.raises(SamePersonError):
        grants(evening, asked.id, kohaku)
    with pytest.raises(SamePersonError):
        refuses(evening, asked.id, kohaku)

    assert Person(evening).visit.risk == 4


def test_nobody_agrees_to_what_they_were_made_for(
    evening: Evening, visit_id: UUID, kohaku: UUID
) -> None:
    with evening.program.open_work() as work:
        puppet = accounts.add_member(
            work,
            login="puppet",
            alias="かげ",
            role=Role.SUPERVISOR,
            password_hash="-",
            actor_id=kohaku,
        )
    is_at(evening, visit_id, 3)
    lowers(evening, visit_id, kohaku, to=0)

    with pytest.raises(SameHandsError):
        grants(evening, standing(evening, puppet).id, puppet)

    assert Person(evening).visit.risk == 3


def test_a_refusal_leaves_the_level_and_ends_the_asking(
    evening: Evening, visit_id: UUID, kohaku: UUID, akane: UUID
) -> None:
    is_at(evening, visit_id, 3)
    lowers(evening, visit_id, kohaku, to=2)
    asked = standing(evening, akane)

    refuses(evening, asked.id, akane)

    assert Person(evening).visit.risk == 3
    with pytest.raises(LoweringGoneError):
        grants(evening, asked.id, akane)
    assert reasons(evening, Act.LOWERING_REFUSED)[-1] == "r2"


def test_after_half_an_hour_nobody_agrees_any_more(
    evening: Evening, visit_id: UUID, kohaku: UUID, akane: UUID
) -> None:
    is_at(evening, visit_id, 3)
    lowers(evening, visit_id, kohaku, to=2)
    asked = standing(evening, akane)

    evening.pass_time(STANDS_FOR.total_seconds() + 1)

    assert standings(evening, akane) == ()
    with pytest.raises(LoweringGoneError):
        grants(evening, asked.id, akane)
    assert not lowers(evening, visit_id, kohaku, to=2)


def test_a_new_sign_in_between_overtakes_the_asking(
    evening: Evening, visit_id: UUID, kohaku: UUID, akane: UUID
) -> None:
    is_at(evening, visit_id, 3)
    lowers(evening, visit_id, kohaku, to=1)
    asked = standing(evening, akane)

    evening.pass_time(5)
    sign(evening, visit_id, level=3)

    assert standings(evening, akane) == ()
    with pytest.raises(LoweringGoneError):
        grants(evening, asked.id, akane)
    assert Person(evening).visit.risk == 3


def test_whoever_is_no_supervisor_any_more_has_asked_for_nothing(
    evening: Evening, visit_id: UUID, kohaku: UUID, akane: UUID
) -> None:
    is_at(evening, visit_id, 3)
    lowers(evening, visit_id, kohaku, to=1)
    asked = standing(evening, akane)
    with evening.program.open_work() as work:
        accounts.deactivate(work, kohaku, actor_id=None)

    with pytest.raises(LoweringGoneError):
        grants(evening, asked.id, akane)


def test_whoever_may_know_the_person_has_no_say(
    evening: Evening, visit_id: UUID, kohaku: UUID, akane: UUID
) -> None:
    is_at(evening, visit_id, 3)
    lowers(evening, visit_id, kohaku, to=1)
    asked = standing(evening, akane)
    with evening.program.open_work() as work:
        work.session.add(
            Conflict(contact_id=Person(evening).contact_id, member_id=akane, made_at=work.now)
        )

    assert standings(evening, akane) == ()
    with pytest.raises(NotFoundError):
        grants(evening, asked.id, akane)


def test_of_two_who_agree_at_once_one_does(
    evening: Evening, visit_id: UUID, kohaku: UUID, akane: UUID
) -> None:
    others = [akane, supervisor(evening, "toki")]
    meeting = threading.Barrier(2)

    def agrees(lowering_id: UUID, who: UUID) -> bool:
        meeting.wait()
        try:
            grants(evening, lowering_id, who)
        except LoweringGoneError:
            return False
        return True

    for times in range(
        1, TIMES["sqlite" if evening.program.database.is_sqlite else "postgresql"] + 1
    ):
        is_at(evening, visit_id, 4)
        lowers(evening, visit_id, kohaku, to=2)
        asked = standing(evening, akane)
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(agrees, [asked.id] * 2, others))

        assert sorted(done) == [False, True]
        downs = [each for each in changes(evening, visit_id) if each.after < each.before]
        assert len(downs) == times
