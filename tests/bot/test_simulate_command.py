"""What `madobe simulate` says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.simulate import NoEveningError, simulate_command
from bot.rehearsal.evening_file import EveningFileError
from tests.factories.evenings import short_schedule

SHORT = """\
evening: 2026-11-24
people:
  - {at: "16:01", talk_minutes: 8, messages: 5}
counsellors:
  - {name: asagi, from: "15:40", until: "17:35"}
"""


@pytest.fixture
def short(tmp_path: Path) -> Path:
    short_schedule(tmp_path)
    path = tmp_path / "short.yaml"
    path.write_text(SHORT)
    return path


def test_an_evening_is_shown_as_a_table_and_as_a_picture(short: Path, tmp_path: Path) -> None:
    picture = tmp_path / "evening.svg"

    result = _say(short, "--evening", str(short), "--picture", str(picture))

    lines = result.output.splitlines()
    assert result.exit_code == 0, result.output
    assert lines[0] == "Evening of 2026-11-24, seed 1"
    assert ["served", "1"] in [line.split() for line in lines]
    assert ["16:00", "0", "1", "#"] in [line.split() for line in lines]
    assert "Every claim held." in lines
    assert picture.read_text().startswith("<svg ")


def test_evenings_of_several_seeds_are_a_line_of_json_each(short: Path) -> None:
    size = ("--people", "1", "--counsellors", "1")

    result = _say(short, "--seed", "4", "--evenings", "2", "--json", *size)

    evenings = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 0, result.output
    assert [evening["seed"] for evening in evenings] == [4, 5]
    assert all(evening["met"] == 1 and evening["broken"] == [] for evening in evenings)


def test_a_wrong_file_is_refused_with_its_mistakes(short: Path) -> None:
    short.write_text(SHORT.replace("16:01", "4 pm"))

    result = _say(short, "--evening", str(short))

    assert isinstance(result.exception, EveningFileError)
    assert str(result.exception) == f"{short}:3:10: “4 pm” – a time like 16:05 or 16:05:30"


def test_a_calendar_that_is_closed_has_no_evening_to_rehearse(short: Path, tmp_path: Path) -> None:
    schedules = tmp_path / "schedules.yaml"
    always = "closures:\n  - {on: 2026-11-01, until: 2028-12-31, reason: 休み}"
    schedules.write_text(schedules.read_text().replace("closures: []", always))

    result = _say(short)

    assert isinstance(result.exception, NoEveningError)


def _say(short: Path, *words: str) -> Result:
    schedules = str(short.with_name("schedules.yaml"))
    return CliRunner().invoke(simulate_command, ["--file", schedules, *words])
