"""Plans of evenings: out of a seed, and out of a file."""

from pathlib import Path
from statistics import fmean

import pytest

from bot.rehearsal.chance import Chance
from bot.rehearsal.evening_file import EveningFileError, load_evening
from bot.rehearsal.plan import EveningPlan, Late, Manner
from bot.rehearsal.profile import usual_evening
from domain.clock import TOKYO
from routing import hours
from routing.evenings import find_evening
from routing.schedule_file import load_schedule
from tests.machinery.evening import EVENING, SCHEDULES

SCHEDULE = load_schedule(SCHEDULES)
RUSH = Path(__file__).parents[2] / "bot" / "rehearsal" / "evenings" / "rush.yaml"
RIGHT = """\
evening: 2026-11-24
people:
  - {at: "16:05", talk_minutes: 20, late: short_talk, questions: skips, distress: "5"}
counsellors:
  - {name: asagi, organisation: kazoku, from: "15:40", until: "21:20", declines: 10}
"""


def _usual(seed: int, people: int = 40) -> EveningPlan:
    evening = find_evening(SCHEDULE, now=EVENING)
    assert evening is not None
    return usual_evening(seed, evening, SCHEDULE, people=people, counsellors=5)


def _read(folder: Path, text: str) -> EveningPlan:
    path = folder / "e.yaml"
    path.write_text(text)
    return load_evening(path, SCHEDULE)


def test_the_same_seed_draws_the_same_numbers_and_another_others() -> None:
    row = [Chance("a").share(), Chance("a").branch("b").share(), Chance("b").share()]

    assert row == [Chance("a").share(), Chance("a").branch("b").share(), Chance("b").share()]
    assert len(set(row)) == 3


def test_chance_keeps_its_bounds_and_its_mean() -> None:
    chance = Chance("lengths")
    lengths = [chance.lognormal(54, 0.55) for _ in range(4000)]
    wholes = {chance.whole(1, 8) for _ in range(500)}

    assert min(lengths) > 0
    assert fmean(lengths) == pytest.approx(54, rel=0.05)
    assert wholes == set(range(1, 9))


def test_the_same_seed_plans_the_same_evening() -> None:
    assert _usual(7) == _usual(7)
    assert _usual(7) != _usual(8)


def test_one_person_more_changes_nothing_for_the_others() -> None:
    assert _usual(7, people=21).people[:20] == _usual(7, people=20).people


def test_most_come_in_the_first_hour_and_nobody_after_ten_to_nine() -> None:
    people = [person for seed in range(20) for person in _usual(seed).people]
    at = [person.writes_at.astimezone(TOKYO) for person in people]

    assert sum(each.hour == 16 for each in at) > len(at) / 2
    assert all((each.hour, each.minute) < (20, 51) for each in at)
    assert any(not hours.is_open(SCHEDULE, now=each) for each in at)
    assert all(not person.wants_call or person.writes_at.hour != 17 for person in people)


def test_a_talk_is_about_as_long_as_published_figures_say() -> None:
    people = [person for seed in range(40) for person in _usual(seed).people]

    assert fmean(person.talk_minutes for person in people) == pytest.approx(54, rel=0.1)
    assert fmean(person.messages for person in people) == pytest.approx(73, rel=0.15)


def test_counsellors_are_of_several_organisations_with_one_supervisor() -> None:
    members = _usual(1).members

    assert {member.organisation for member in members} == {"kazoku", "shien", None}
    assert [member.is_supervisor for member in members].count(True) == 1
    assert len({member.comes_at for member in members}) == len(members)


def test_the_example_that_is_shipped_is_right() -> None:
    plan = load_evening(RUSH, SCHEDULE)

    assert len(plan.people) == 9
    assert sum(not member.is_supervisor for member in plan.members) == 2


def test_what_a_file_leaves_open_is_usual(tmp_path: Path) -> None:
    plan = _read(tmp_path, RIGHT)
    person, asagi = plan.people[0], plan.members[0]

    assert (plan.seed, person.name, person.messages) == (1, "p01", 73)
    assert person.writes_at.isoformat() == "2026-11-24T16:05:00+09:00"
    assert (person.late, person.manner, person.distress) == (Late.SHORT_TALK, Manner.SKIPS, "5")
    assert (asagi.declines, asagi.lapses, asagi.drops) == (0.1, 0.0, ())
    assert plan.members[-1].is_supervisor


@pytest.mark.parametrize(
    ("was", "put", "refusal"),
    [
        ("2026-11-24", "2026-02-30", "1:10: “2026-02-30”, a day that does not exist"),
        ("2026-11-24", "2026-12-30", "1:10: “2026-12-30”, a closed day"),
        ('"16:05"', '"25:05"', "3:10: “25:05” – a time like 16:05 or 16:05:30"),
        ("talk_minutes", "minutes", "3:19: the unknown key “minutes”"),
        ("short_talk", "maybe", "3:43: “maybe” – short_talk, next_day or nothing"),
        ('"5"', '"9"', "3:83: “9” – 1, 3, 5 or 0"),
        ("kazoku", "nobody", "5:33: “nobody” – kazoku or shien"),
        ("asagi", "sv", "5:12: “sv” – a name of 1 to 16 of a-z and 0-9"),
        ("declines: 10", "declines: 101", "“101” – a whole number from 0 to 100"),
        ("counsellors:", "others:", "1:1: no “counsellors” – it is needed here"),
        (RIGHT, "", "1:1: an empty file – evening, people and counsellors"),
    ],
)
def test_a_mistake_is_named_at_its_place(tmp_path: Path, was: str, put: str, refusal: str) -> None:
    with pytest.raises(EveningFileError) as refused:
        _read(tmp_path, RIGHT.replace(was, put))

    assert refusal in str(refused.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "e.yaml"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(EveningFileError, match="no readable file"):
        load_evening(path, SCHEDULE)
