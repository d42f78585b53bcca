"""Lowering a level of danger: a supervisor, with a reason that is kept and sealed."""

from uuid import UUID

import pytest

from domain.alert_errors import LoweringStandsError, NotLowerError, ShortReasonError
from domain.audit import Act
from domain.errors import TalkEndedError
from domain.secret import PrivateText
from services import supervision
from storage.models.alert import Alert, Lowering
from tests.factories.crew import OnDuty
from tests.factories.levels import (
    WHY,
    changes,
    is_at,
    lowers,
    reasons,
    sign,
    supervisor,
)
from tests.factories.person import Person
from tests.factories.tables import rows
from tests.machinery.evening import Evening


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


def test_below_r3_one_supervisor_lowers_with_a_reason(
    evening: Evening, visit_id: UUID, kohaku: UUID
) -> None:
    is_at(evening, visit_id, 2)

    assert lowers(evening, visit_id, kohaku, to=1)

    assert Person(evening).visit.risk == 1
    change = changes(evening, visit_id)[0]
    assert (change.before, change.after, change.by) == (2, 1, "kohaku")
    assert change.seconded_by is None
    assert change.reason is not None
    assert change.reason.reveal() == WHY.reveal()
    assert reasons(evening, Act.RISK_LOWERED)[-1] == "r1"


def test_one_asks_for_less_once_and_says_why(
    evening: Evening, visit_id: UUID, kohaku: UUID, akane: UUID
) -> None:
    is_at(evening, visit_id, 3)

    with pytest.raises(NotLowerError):
        lowers(evening, visit_id, kohaku, to=3)
    with pytest.raises(ShortReasonError):
        lowers(evening, visit_id, kohaku, to=2, why=PrivateText(" 大丈夫 "))
    lowers(evening, visit_id, kohaku, to=2)
    with pytest.raises(LoweringStandsError):
        lowers(evening, visit_id, akane, to=1)

    assert len(rows(evening, Lowering)) == 1


def test_the_reason_is_kept_sealed_and_no_number_of_a_person_in_it(
    evening: Evening, visit_id: UUID, kohaku: UUID
) -> None:
    is_at(evening, visit_id, 2)
    lowers(evening, visit_id, kohaku, to=1, why=PrivateText("番号は123456789018と聞きました"))

    sealed = rows(evening, Lowering)[0].sealed
    change = changes(evening, visit_id)[0]

    assert sealed is not None
    assert "聞きました".encode() not in sealed
    assert change.reason is not None
    assert "123456789018" not in change.reason.reveal()


def test_a_reason_outlives_the_renewal_of_the_visit_s_key(
    evening: Evening, visit_id: UUID, kohaku: UUID
) -> None:
    is_at(evening, visit_id, 2)
    lowers(evening, visit_id, kohaku, to=1)
    evening.says("消します", message_id="900")

    evening.arrive(evening.event("unsend", unsend={"messageId": "900"}))

    change = changes(evening, visit_id)[0]
    assert change.reason is not None
    assert change.reason.reveal() == WHY.reveal()


def test_lowering_has_seen_the_alert_and_without_danger_settles_it(
    evening: Evening, visit_id: UUID, kohaku: UUID
) -> None:
    is_at(evening, visit_id, 2)
    sign(evening, visit_id, level=2)

    lowers(evening, visit_id, kohaku, to=1)
    alert = rows(evening, Alert)[0]
    assert (alert.level, alert.acknowledged_by, alert.settled_at) == (1, kohaku, None)
    lowers(evening, visit_id, kohaku, to=0)

    assert rows(evening, Alert)[0].settled_by == kohaku


def test_what_is_over_is_not_lowered(evening: Evening, visit_id: UUID, kohaku: UUID) -> None:
    is_at(evening, visit_id, 2)
    with evening.program.open_work() as work:
        supervision.take_over(work, visit_id, supervisor_id=kohaku)
    OnDuty(evening, kohaku).talks.ends(visit_id, with_goodbye=False)

    with pytest.raises(TalkEndedError):
        lowers(evening, visit_id, kohaku, to=1)
