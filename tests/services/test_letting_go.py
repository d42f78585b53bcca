"""A member leaves, or becomes something else: nothing stays with somebody who is not there."""

from datetime import date

import pytest

from domain.audit import Act
from domain.conversation import Passing
from domain.duty_plan import DutyState
from domain.permission import Role
from domain.presence import Duty
from domain.secret import PrivateText
from services import drafts, supervision, team
from storage.models.audit import AuditEntry
from storage.models.member import Member
from storage.models.presence import PresenceRow
from storage.models.record import Draft
from storage.models.shift import PlannedDuty
from storage.models.visit import Companion, Conversation
from tests.factories.crew import OnDuty, made
from tests.factories.plans import planned
from tests.factories.tables import rows
from tests.machinery.evening import Evening


@pytest.fixture
def sumire(evening: Evening) -> OnDuty:
    """The manager of kazoku."""
    return OnDuty.comes(evening, "sumire", role=Role.MANAGER, organisation="kazoku", is_ready=False)


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


def _let_go(evening: Evening, member: OnDuty, by: OnDuty) -> None:
    with evening.program.open_work() as work:
        team.let_go(work, member.member_id, by=by.member_id)
    evening.work()


# ── leaving ──────────────────────────────────────────────────────────────────────────────


def test_whoever_is_let_go_is_out_in_one_act_and_the_name_stays(
    evening: Evening, sumire: OnDuty, midori: OnDuty
) -> None:
    mark = rows_of(evening, midori).fs_uniquifier

    _let_go(evening, midori, sumire)

    left = rows_of(evening, midori)
    assert (left.is_active, left.alias) == (False, "midori")
    assert left.fs_uniquifier != mark
    (told,) = [each for each in rows(evening, AuditEntry) if each.act == Act.OFF_BOARDED]
    assert (told.actor_id, told.subject_id) == (sumire.member_id, midori.member_id)


def rows_of(evening: Evening, member: OnDuty) -> Member:
    with evening.program.open_look() as work:
        return work.session.get_one(Member, member.member_id)


def test_a_talk_of_somebody_who_is_let_go_goes_to_the_next(
    evening: Evening, sumire: OnDuty, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    asagi = OnDuty.comes(evening, "asagi", organisation="kazoku")

    _let_go(evening, midori, sumire)

    assert rows(evening, Conversation)[0].passing is Passing.DROPPED
    assert asagi.accepts() == visit_id
    assert rows(evening, Conversation)[0].counsellor_id == asagi.member_id


def test_what_somebody_was_being_asked_goes_to_the_next(
    evening: Evening, sumire: OnDuty, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    assert midori.is_asked()
    asagi = OnDuty.comes(evening, "asagi", organisation="kazoku")
    assert not asagi.is_asked()

    _let_go(evening, midori, sumire)

    assert not midori.is_asked()
    assert asagi.is_asked()
    (row,) = [row for row in rows(evening, PresenceRow) if row.member_id == midori.member_id]
    assert row.duty is Duty.AWAY


def test_what_was_typed_and_not_sent_goes_with_whoever_leaves(
    evening: Evening, sumire: OnDuty, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        drafts.keep(work, visit_id, member_id=midori.member_id, text=PrivateText("書きかけ"))
    assert rows(evening, Draft)

    _let_go(evening, midori, sumire)

    assert rows(evening, Draft) == []


# ── another role ─────────────────────────────────────────────────────────────────────────


def test_a_supervisor_made_a_counsellor_writes_beside_nobody_any_more(
    evening: Evening, sumire: OnDuty, midori: OnDuty
) -> None:
    kohaku = OnDuty.comes(
        evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku", is_ready=False
    )
    evening.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        supervision.join(work, visit_id, supervisor_id=kohaku.member_id)

    with evening.program.open_work() as work:
        team.change_role(
            work, kohaku.member_id, role=Role.COUNSELLOR, is_manager=False, by=sumire.member_id
        )

    assert rows(evening, Companion)[0].left_at is not None


def test_a_counsellor_made_a_manager_only_has_no_talk_left(
    evening: Evening, sumire: OnDuty, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    midori.accepts()

    made(evening, midori.member_id, Role.MANAGER, by=sumire.member_id)

    assert rows(evening, Conversation)[0].passing is Passing.DROPPED
    assert rows_of(evening, midori).roles == {Role.MANAGER}


def test_the_shifts_of_somebody_who_answers_no_more_are_empty(
    evening: Evening, sumire: OnDuty, midori: OnDuty
) -> None:
    planned(evening, midori.member_id, date(2026, 11, 26), by=sumire.member_id)

    made(evening, midori.member_id, Role.MANAGER, by=sumire.member_id)

    assert [row.state for row in rows(evening, PlannedDuty)] == [DutyState.VACATED]
