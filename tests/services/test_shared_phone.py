"""On a shared phone: what was said before it was doubted who writes goes to nobody new."""

from uuid import UUID

import pytest

from domain.permission import Role
from services import conflicts, desk, doubts, handover, own_desk
from storage.models.audit import AuditEntry
from tests.factories.crew import OnDuty
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE

BEFORE = "夫には言っていません"
AFTER = "おい、だれと話している"


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def kohaku(evening: Evening) -> OnDuty:
    return OnDuty.comes(
        evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku", is_ready=False
    )


def doubted(evening: Evening, midori: OnDuty) -> UUID:
    """Somebody else may have taken the phone, in the middle of a talk."""
    evening.says(BEFORE)
    visit_id = midori.accepts()
    evening.pass_time(30)
    with evening.program.open_work() as work:
        doubts.mark(work, visit_id, member_id=midori.member_id)
    evening.pass_time(30)
    evening.says(AFTER)
    return visit_id


def released(evening: Evening, midori: OnDuty, visit_id: UUID) -> OnDuty:
    asagi = OnDuty.comes(evening, "asagi", organisation="kazoku")
    with evening.program.open_work() as work:
        handover.release(work, visit_id, member_id=midori.member_id, note=None)
    evening.work()
    return asagi


def test_whoever_is_asked_to_go_on_is_shown_no_word_of_before(
    evening: Evening, midori: OnDuty
) -> None:
    asagi = released(evening, midori, doubted(evening, midori))

    with evening.program.open_look() as work:
        (offer,) = own_desk.look(work, asagi.member_id).offers
    assert offer.first_words is None


def test_whoever_goes_on_reads_only_what_came_after_the_doubt(
    evening: Evening, midori: OnDuty
) -> None:
    visit_id = doubted(evening, midori)
    asagi = released(evening, midori, visit_id)

    asagi.accepts()

    read = asagi.talks.reads(visit_id)
    assert AFTER in read
    assert BEFORE not in read


def test_who_had_the_talk_then_and_a_supervisor_read_all_of_it(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    visit_id = doubted(evening, midori)

    for member in (midori, kohaku):
        assert BEFORE in member.talks.reads(visit_id)


def test_once_a_supervisor_has_made_sure_everything_is_there_again(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    visit_id = doubted(evening, midori)
    asagi = released(evening, midori, visit_id)
    asagi.accepts()

    with evening.program.open_work() as work:
        doubts.clear(work, visit_id, member_id=kohaku.member_id)

    assert BEFORE in asagi.talks.reads(visit_id)


def test_a_list_of_those_who_wait_shows_no_word_of_before(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    visit_id = doubted(evening, midori)
    with evening.program.open_work() as work:
        handover.release(work, visit_id, member_id=midori.member_id, note=None)

    with evening.program.open_look() as work:
        waiting = desk.list_waiting(work, member_id=kohaku.member_id)
    assert all(each.first_words is None for each in waiting)


def test_that_somebody_may_know_the_person_is_written_nowhere_others_look(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says(BEFORE)
    visit_id = midori.accepts()
    before = len(rows(evening, AuditEntry))

    with evening.program.open_work() as work:
        conflicts.mark(work, visit_id, member_id=midori.member_id)

    assert len(rows(evening, AuditEntry)) == before
