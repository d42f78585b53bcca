"""The danger of before: what was said of it in an earlier talk, and what its record says."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.conversation import End
from domain.record import RiskKind, RiskLevel
from domain.risk_level import CONSULTED
from services import supervision
from storage.queries import own_talks
from tests.factories.crew import OnDuty
from tests.factories.records import SHORT, talked, writes_record
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


def before(evening: Evening, visit_id: UUID) -> int:
    with evening.program.open_look() as work:
        return own_talks.highest_risk_before(work.session, [visit_id]).get(visit_id, 0)


def returns(evening: Evening, midori: OnDuty) -> UUID:
    evening.pass_time(60)
    evening.says("また来ました")
    return midori.accepts()


def test_danger_that_only_the_record_names_is_known_when_the_person_returns(
    evening: Evening, midori: OnDuty
) -> None:
    visit_id = talked(evening, midori)
    grave = replace(SHORT, risk=RiskLevel.R3, risk_kinds=frozenset({RiskKind("1")}), end=End.TALKED)
    writes_record(evening, visit_id, midori.member_id, grave)

    assert before(evening, returns(evening, midori)) == 3


@pytest.mark.parametrize("level", [RiskLevel.R0, RiskLevel.R1])
def test_a_record_does_not_lower_what_was_said_in_the_talk(
    evening: Evening, midori: OnDuty, level: RiskLevel
) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=CONSULTED)
    midori.talks.ends(visit_id)
    writes_record(evening, visit_id, midori.member_id, replace(SHORT, risk=level))

    assert before(evening, returns(evening, midori)) == CONSULTED


def test_a_record_without_danger_tells_of_none(evening: Evening, midori: OnDuty) -> None:
    writes_record(evening, talked(evening, midori), midori.member_id)

    assert before(evening, returns(evening, midori)) == 0
