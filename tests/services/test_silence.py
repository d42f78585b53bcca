"""A silence is followed slowly, and frees a slot at last; never where there is danger."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.conversation import VisitState
from storage.models.visit import Visit
from tests.factories.crew import OnDuty
from tests.factories.evenings import endless_schedule
from tests.factories.tables import rows
from tests.factories.time import at, at_risk, count, go_to
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


def test_forty_minutes_of_silence_are_a_rest_and_free_the_slot(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.says(visit_id, "こんばんは")
    go_to(evening, at(16, 44, 30), midori)
    assert rows(evening, Visit)[0].state is VisitState.TALKING

    go_to(evening, at(16, 47), midori)

    assert rows(evening, Visit)[0].state is VisitState.RESTING
    assert count(evening, "いったん区切りますね") == 1
    evening.says("戻りました")
    assert midori.accepts() == visit_id


def test_a_rest_in_hours_without_an_end_is_over_after_the_quiet_time(
    evening: Evening, midori: OnDuty, tmp_path: Path
) -> None:
    endless = replace(evening.program.settings, schedules=endless_schedule(tmp_path))
    evening.program = replace(evening.program, settings=endless)
    evening.restart()
    evening.says("こんばんは")
    midori.talks.says(midori.accepts(), "こんばんは")
    go_to(evening, at(16, 47), midori)
    evening.set_clock(at(22, 0))
    evening.tick()
    assert rows(evening, Visit)[0].state is VisitState.RESTING

    evening.set_clock(at(22, 6))
    evening.tick()

    assert rows(evening, Visit)[0].state is VisitState.ENDED


def test_a_sticker_is_an_answer(evening: Evening, midori: OnDuty) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.says(visit_id, "こんばんは")
    go_to(evening, at(16, 40), midori)

    sticker = {"type": "sticker", "id": "5" * 18, "packageId": "1", "stickerId": "2"}
    evening.arrive(evening.event("message", message=sticker))
    go_to(evening, at(17), midori)

    assert rows(evening, Visit)[0].state is VisitState.TALKING


def test_the_silence_of_the_counsellor_is_no_rest(evening: Evening, midori: OnDuty) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.says(visit_id, "こんばんは")
    evening.says("聞いてください")

    go_to(evening, at(17), midori)

    assert rows(evening, Visit)[0].state is VisitState.TALKING


def test_where_there_is_danger_no_clock_ends_a_talk(evening: Evening, midori: OnDuty) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.says(visit_id, "こんばんは")
    at_risk(evening, visit_id, 2)

    go_to(evening, at(22, 30), midori)

    assert rows(evening, Visit)[0].state is VisitState.TALKING
    assert count(evening, "いったん区切りますね") == 0
    assert count(evening, "あと15分") == 0
