"""The gate: whoever lacks a course, or whose certificate was revoked, is given no talks."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from domain.permission import Role
from routing.training import Course
from services import certificates, supervision, trained, training
from services.training import TrainingMissingError
from storage.models.visit import Conversation
from tests.factories.crew import OnDuty
from tests.factories.plans import GATE, entry, joins, learns, loses, use_schedule
from tests.factories.tables import rows
from tests.machinery.evening import Evening

TODAY = date(2026, 11, 24)


@pytest.fixture
def manager(evening: Evening) -> UUID:
    """Momo runs kazoku."""
    return joins(evening, "momo", is_manager=True)


def _gate(evening: Evening, member_id: UUID) -> training.Gate:
    with evening.program.open_look() as work:
        return trained.get_own(work, member_id).gate


def _ready(evening: Evening, login: str = "midori") -> OnDuty:
    return OnDuty.comes(evening, login, organisation="kazoku")


def test_whoever_lacks_a_course_is_offered_nothing_and_takes_nothing(
    evening: Evening, manager: UUID, tmp_path: Path
) -> None:
    midori = _ready(evening)
    learns(evening, midori.member_id, "crisis", by=manager)
    use_schedule(evening, tmp_path, gate=GATE)

    evening.says("こんばんは")

    assert midori.is_asked() == []
    with pytest.raises(TrainingMissingError):
        midori.talks.takes_next()
    assert _gate(evening, midori.member_id).missing == (
        Course(code="line", name="LINE操作", hours=1),
    )
    learns(evening, midori.member_id, "line", by=manager)
    evening.work()
    assert len(midori.is_asked()) == 1


def test_whoever_lacks_a_course_does_not_come_on_duty(
    evening: Evening, manager: UUID, tmp_path: Path
) -> None:
    midori = OnDuty.comes(evening, "midori", organisation="kazoku", is_ready=False)
    use_schedule(evening, tmp_path, gate=GATE)

    with pytest.raises(TrainingMissingError):
        midori.is_ready()

    learns(evening, midori.member_id, "crisis", "line", by=manager)
    midori.is_ready()
    evening.says("こんばんは")
    assert len(midori.is_asked()) == 1


def test_a_supervisor_without_the_courses_takes_no_talk_over(
    evening: Evening, manager: UUID, tmp_path: Path
) -> None:
    midori = _ready(evening)
    learns(evening, midori.member_id, "crisis", "line", by=manager)
    use_schedule(evening, tmp_path, gate=GATE)
    leader = joins(evening, "kohaku", role=Role.SUPERVISOR)
    evening.says("こんばんは")
    visit_id = midori.accepts()

    with pytest.raises(TrainingMissingError), evening.program.open_work() as work:
        supervision.take_over(work, visit_id, supervisor_id=leader)


def test_before_its_day_the_gate_stands_open(evening: Evening, tmp_path: Path) -> None:
    use_schedule(evening, tmp_path, gate=GATE + "  from: 2026-11-25\n")
    midori = _ready(evening)

    evening.says("こんばんは")

    assert len(midori.is_asked()) == 1
    assert len(_gate(evening, midori.member_id).missing) == 2
    assert _gate(evening, midori.member_id).is_open


def test_a_course_that_runs_out_closes_the_gate_on_the_day_after(
    evening: Evening, manager: UUID, tmp_path: Path
) -> None:
    use_schedule(evening, tmp_path, gate=GATE)
    midori = joins(evening, "midori")
    learns(evening, midori, "line", by=manager)
    with evening.program.open_work() as work:
        last = entry(valid_until=TODAY)
        certificates.keep(work, midori, organisation="kazoku", entry=last, by=manager)

    assert _gate(evening, midori).is_open
    evening.pass_time(24 * 3600)
    assert not _gate(evening, midori).is_open


def test_a_revoked_certificate_takes_the_offer_away_at_once(
    evening: Evening, manager: UUID
) -> None:
    midori = _ready(evening)
    (kept,) = learns(evening, midori.member_id, "crisis", by=manager)
    evening.says("こんばんは")
    (offer,) = midori.is_asked()
    asagi = _ready(evening, "asagi")

    loses(evening, kept, by=manager)

    assert midori.is_asked() == []
    assert [each.visit_id for each in asagi.is_asked()] == [offer.visit_id]


def test_a_running_talk_goes_on_when_a_certificate_is_revoked(
    evening: Evening, manager: UUID
) -> None:
    midori = _ready(evening)
    (kept,) = learns(evening, midori.member_id, "crisis", by=manager)
    evening.says("こんばんは")
    visit_id = midori.accepts()

    loses(evening, kept, by=manager)

    midori.talks.says(visit_id, "聞いています")
    assert [talk.counsellor_id for talk in rows(evening, Conversation)] == [midori.member_id]
    assert _gate(evening, midori.member_id).revoked[0].code == "crisis"


def test_another_good_certificate_of_the_course_opens_the_gate_again(
    evening: Evening, manager: UUID
) -> None:
    midori = _ready(evening)
    (kept,) = learns(evening, midori.member_id, "crisis", by=manager)
    loses(evening, kept, by=manager)
    evening.says("こんばんは")
    assert midori.is_asked() == []

    learns(evening, midori.member_id, "crisis", by=manager)
    evening.work()

    assert len(midori.is_asked()) == 1


def test_an_offer_that_stands_when_a_course_runs_out_is_not_accepted(
    evening: Evening, manager: UUID, tmp_path: Path
) -> None:
    midori = _ready(evening)
    learns(evening, midori.member_id, "crisis", by=manager)
    evening.says("こんばんは")
    assert len(midori.is_asked()) == 1

    use_schedule(evening, tmp_path, gate=GATE)

    with pytest.raises(TrainingMissingError):
        midori.accepts()
