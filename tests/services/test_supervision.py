"""A supervisor beside a talk, in it, or in place of its counsellor."""

import pytest

from domain.conversation import Passing
from domain.message import Direction
from domain.permission import Role
from domain.secret import PrivateText
from services import supervision
from storage.models.message import Message
from storage.models.visit import Assignment, Companion, Conversation
from tests.factories.crew import OnDuty, all_beat
from tests.factories.tables import rows
from tests.machinery.evening import Evening


@pytest.fixture
def two(evening: Evening) -> tuple[OnDuty, OnDuty]:
    midori = OnDuty.comes(evening, "midori")
    evening.pass_time(1)
    return midori, OnDuty.comes(evening, "asagi")


def test_the_returned_counsellor_goes_on_once_a_supervisor_gives_the_talk_back(
    evening: Evening,
) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.says("こんばんは")
    visit_id = midori.accepts()
    evening.tick(181)
    assert rows(evening, Conversation)[0].passing is Passing.DROPPED
    midori.beats()

    with evening.program.open_work() as work:
        supervision.give_back(work, visit_id)

    midori.talks.says(visit_id, "戻りました")
    assert rows(evening, Conversation)[0].passing is None


def test_a_whisper_reaches_the_counsellor_and_never_the_person(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, _ = two
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    evening.says("こんばんは")
    visit_id = midori.accepts()
    said = len(evening.line.calls)

    with evening.program.open_work() as work:
        supervision.whisper(
            work, visit_id, supervisor_id=kohaku.member_id, text=PrivateText("ゆっくりで")
        )
    evening.work()
    evening.says("はい")

    assert "ゆっくりで" in midori.talks.reads(visit_id)
    assert len(evening.line.calls) == said
    assert [row.direction for row in rows(evening, Message)].count(Direction.WHISPER) == 1


def test_a_supervisor_joins_takes_over_and_reassigns(
    evening: Evening, two: tuple[OnDuty, OnDuty]
) -> None:
    midori, asagi = two
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR)
    evening.says("こんばんは")
    visit_id = midori.accepts()
    all_beat(midori, asagi, kohaku)

    with evening.program.open_work() as work:
        supervision.join(work, visit_id, supervisor_id=kohaku.member_id)
    kohaku.talks.says(visit_id, "いっしょにいます")
    midori.talks.says(visit_id, "はい")
    with evening.program.open_work() as work:
        supervision.take_over(work, visit_id, supervisor_id=kohaku.member_id)
    assert rows(evening, Conversation)[0].counsellor_id == kohaku.member_id
    assert [row.left_at is None for row in rows(evening, Companion)] == [False]
    with evening.program.open_work() as work:
        supervision.reassign(work, visit_id, to_member_id=asagi.member_id)

    assert rows(evening, Conversation)[0].counsellor_id == asagi.member_id
    open_rows = [row for row in rows(evening, Assignment) if row.ended_at is None]
    assert [row.member_id for row in open_rows] == [asagi.member_id]


def test_a_supervisor_who_is_given_the_talk_is_not_beside_it_any_more(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.says("こんばんは")
    visit_id = midori.accepts()
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR)
    with evening.program.open_work() as work:
        supervision.join(work, visit_id, supervisor_id=kohaku.member_id)

    with evening.program.open_work() as work:
        supervision.reassign(work, visit_id, to_member_id=kohaku.member_id)

    with evening.program.open_look() as work:
        assert not supervision.is_beside(work, visit_id, kohaku.member_id)


def test_a_supervisor_can_take_more_than_the_usual_number(evening: Evening) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR)
    midori = OnDuty.comes(evening, "midori", is_ready=False)
    visits = []
    for person in ("a", "b"):
        evening.says("こんばんは", person)
        visits.append(kohaku.accepts())
    midori.is_ready()
    evening.says("こんばんは", "c")
    third = midori.accepts()

    with evening.program.open_work() as work:
        supervision.take_over(work, third, supervisor_id=kohaku.member_id)

    assert {talk.counsellor_id for talk in rows(evening, Conversation)} == {kohaku.member_id}
