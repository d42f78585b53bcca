"""A whole small evening, rehearsed: what holds, what comes of it, and that it stays the same."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.simulate import verdict
from bot.rehearsal.claims import FAIR, Broken
from bot.rehearsal.evening_file import load_evening
from bot.rehearsal.picture import as_svg
from bot.rehearsal.report import as_data, as_text
from bot.rehearsal.run import Outcome, rehearse
from domain.clock import TOKYO
from domain.offer import OfferAnswer
from routing.schedule_file import load_schedule
from tests.factories.evenings import short_schedule

SMALL = """\
evening: 2026-11-24
seed: 3
people:
  - {at: "03:20", wants_call: yes, talk_minutes: 12, messages: 8}
  - {at: "16:00:20", talk_minutes: 15, messages: 8}
  - {at: "16:01", talk_minutes: 30, messages: 8, silent_after: 5, returns_after: 10}
  - {at: "16:02", talk_minutes: 30, messages: 8, leaves_after: 4, questions: writes}
  - {at: "16:03", talk_minutes: 10, messages: 6, blocks_after: 3}
  - {at: "17:05", talk_minutes: 10, messages: 6, late: short_talk}
  - {at: "17:10", talk_minutes: 10, messages: 6, late: next_day}
counsellors:
  - {name: asagi, organisation: kazoku, from: "15:40", until: "17:40", new: yes}
  - {name: kohaku, organisation: shien, from: "15:42", until: "17:40", new: yes, drops: ["16:05"]}
"""


def _rehearsed(folder: Path) -> Outcome:
    path, schedules = folder / "small.yaml", short_schedule(folder)
    path.write_text(SMALL)
    schedule = load_schedule(schedules)
    return rehearse(load_evening(path, schedule), schedules, schedule, progress=lambda _at: None)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return _rehearsed(tmp_path_factory.mktemp("evening"))


def test_every_claim_holds_in_a_small_evening(outcome: Outcome) -> None:
    assert outcome.broken == ()
    assert "Every claim held." in as_text(outcome)


def test_everybody_who_came_is_met_and_counted_once(outcome: Outcome) -> None:
    numbers = outcome.numbers

    assert numbers.met == 7
    assert numbers.served + numbers.turned_away + numbers.left + numbers.blocked >= 6
    assert numbers.left == 1
    assert numbers.turned_away == 1
    assert numbers.offers == sum(numbers.offer_answers.values())
    assert numbers.offer_answers[OfferAnswer.ACCEPTED] >= numbers.served - 1


def test_more_wait_than_there_is_room_for_and_none_of_them_out_of_turn(outcome: Outcome) -> None:
    assert outcome.numbers.most_waiting >= 2
    assert outcome.numbers.wait_longest is not None
    assert as_data(outcome)["overtakings"]["equal"] == 0


def test_the_same_plan_is_the_same_evening_byte_for_byte(outcome: Outcome, tmp_path: Path) -> None:
    again = _rehearsed(tmp_path)

    assert as_text(again) == as_text(outcome)
    assert as_svg(again) == as_svg(outcome)
    assert json.dumps(as_data(again)) == json.dumps(as_data(outcome))
    assert again.tide == outcome.tide


def test_the_picture_says_in_words_what_it_shows(outcome: Outcome) -> None:
    picture = as_svg(outcome)

    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert 'role="img" aria-labelledby="title words"' in picture
    assert "Evening of 2026-11-24, seed 3: people waiting and talking" in picture
    assert f"7 people came, {outcome.numbers.served} were served." in picture


def test_the_tide_begins_before_the_opening_and_ends_empty(outcome: Outcome) -> None:
    opened = datetime(2026, 11, 24, 16, 0, tzinfo=TOKYO)

    assert outcome.tide[0].at < opened.astimezone(UTC)
    assert (outcome.tide[-1].waiting, outcome.tide[-1].talking) == (0, 0)


def test_a_broken_claim_is_named_with_its_minute_and_seed_and_ends_with_one(
    outcome: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    at = datetime(2026, 11, 24, 17, 3, 9, tzinfo=TOKYO)
    broken = replace(outcome, broken=(Broken(claim=FAIR, at=at, how="p2 before p1"),))

    assert verdict([outcome]) == 0
    assert verdict([outcome, broken]) == 1

    said = capsys.readouterr().err
    assert said == f"BROKEN at 17:03:09, seed 3: {FAIR} (p2 before p1)\n"
