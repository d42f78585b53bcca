"""Nobody has more heavy talks in a row than the schedule allows, while somebody else could."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.mark import Mark
from domain.permission import Role
from domain.secret import PrivateText
from services import heavy_talks, marks, own_desk, reviews, supervision
from services.reviews import Said
from tests.factories.alarm import Supervisor
from tests.factories.crew import OnDuty
from tests.factories.organisations import change_schedule
from tests.factories.person import Person
from tests.factories.tables import ON_SQLITE
from tests.factories.time import go_to
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


def worn(evening: Evening, *members: OnDuty) -> frozenset[UUID]:
    with evening.program.open_look() as work:
        return heavy_talks.list_worn(work, [each.member_id for each in members])


def has_heavy_talk(evening: Evening, member: OnDuty, person: str) -> None:
    """A talk that reaches R2 and ends."""
    evening.says("こんばんは", person)
    visit_id = member.accepts()
    with evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=2)
    member.talks.ends(visit_id)


def test_after_two_heavy_talks_the_next_in_danger_is_asked_of_somebody_else(
    evening: Evening, midori: OnDuty
) -> None:
    change_schedule(evening, heavy_talks_in_a_row=1)
    has_heavy_talk(evening, midori, "a")
    assert worn(evening, midori) == {midori.member_id}
    asagi = OnDuty.comes(evening, "asagi", organisation="kazoku")

    evening.says("死にたい", "b")

    assert midori.is_asked() == []
    assert len(asagi.is_asked()) == 1


def test_where_nobody_else_could_the_person_is_not_left_waiting(
    evening: Evening, midori: OnDuty
) -> None:
    change_schedule(evening, heavy_talks_in_a_row=1)
    has_heavy_talk(evening, midori, "a")

    evening.says("死にたい", "b")

    assert len(midori.is_asked()) == 1


def test_where_a_supervisor_is_here_she_is_asked_first_and_for_three_minutes(
    evening: Evening, midori: OnDuty
) -> None:
    change_schedule(evening, heavy_talks_in_a_row=1)
    has_heavy_talk(evening, midori, "a")
    kohaku = Supervisor.comes(evening, "kohaku")

    evening.says("死にたい", "b")

    assert midori.is_asked() == []
    assert Person(evening, "b").visit.escalated_at is not None
    go_to(evening, evening.now + timedelta(seconds=170), midori, kohaku.duty)
    assert midori.is_asked() == []
    go_to(evening, evening.now + timedelta(seconds=60), midori, kohaku.duty)
    assert len(midori.is_asked()) == 1


def test_others_are_held_out_to_her_as_before(evening: Evening, midori: OnDuty) -> None:
    change_schedule(evening, heavy_talks_in_a_row=1)
    has_heavy_talk(evening, midori, "a")
    evening.pass_time(60)
    OnDuty.comes(evening, "asagi", organisation="kazoku")
    midori.beats()

    evening.says("こんばんは", "b")
    evening.says("こんばんは", "c")

    assert len(midori.is_asked()) == 1


def test_a_break_is_offered_and_begins_the_count_anew(evening: Evening, midori: OnDuty) -> None:
    change_schedule(evening, heavy_talks_in_a_row=1)
    has_heavy_talk(evening, midori, "a")
    with evening.program.open_look() as work:
        assert own_desk.look(work, midori.member_id).needs_break

    midori.pauses()
    evening.pass_time(601)
    midori.is_ready()

    assert worn(evening, midori) == frozenset()
    with evening.program.open_look() as work:
        assert not own_desk.look(work, midori.member_id).needs_break


def test_words_against_her_count_too(evening: Evening, midori: OnDuty) -> None:
    change_schedule(evening, heavy_talks_in_a_row=1)
    evening.says("おい")
    visit_id = midori.accepts()
    assert worn(evening, midori) == frozenset()

    with evening.program.open_work() as work:
        marks.put(work, visit_id, Mark.SEXUAL, member_id=midori.member_id)

    assert worn(evening, midori) == {midori.member_id}


def test_whoever_says_that_the_day_weighs_heavily_is_spared(
    evening: Evening, midori: OnDuty
) -> None:
    light = OnDuty.comes(evening, "asagi", role=Role.COUNSELLOR, organisation="kazoku")
    with evening.program.open_work() as work:
        reviews.say(
            work, member_id=midori.member_id, said=Said(weight=4, words=PrivateText("少し疲れた"))
        )
        reviews.say(work, member_id=light.member_id, said=Said(weight=3, words=None))

    assert worn(evening, midori, light) == {midori.member_id}
