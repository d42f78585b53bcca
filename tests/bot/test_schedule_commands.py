"""What `madobe schedule` says."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.schedule import schedule_command
from routing.schedule_mistakes import ScheduleFileError
from tests.machinery.evening import SCHEDULES


def _say(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(schedule_command, words, env=environment)


def test_a_right_file_is_in_order() -> None:
    result = _say("check", str(SCHEDULES))

    assert result.exit_code == 0
    assert "is in order" in result.output


def test_the_mistakes_of_a_file_are_listed_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(SCHEDULES.read_text().replace("Asia/Tokyo", "Asia/Seoul"))

    result = _say("check", str(path))

    assert isinstance(result.exception, ScheduleFileError)
    assert str(result.exception) == f"{path}:5:11: “Asia/Seoul” – Asia/Tokyo"


def test_the_calendar_is_shown_from_a_day_for_so_many_days() -> None:
    result = _say("show", "--from", "2026-12-28", "--days", "5", "--file", str(SCHEDULES))

    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[0].split() == ["日付", "祝日", "時間", "当番", "シフト"]
    assert lines[1].startswith("2026-12-28(月)")
    assert "16:00-21:00" in lines[1]
    assert "ひだまりの会 16:00-21:00 2人" in lines[1]
    assert "休み(年末年始)" in lines[2]
    assert lines[5].split() == ["2027-01-01(金)", "元日", "休み(年末年始)"]
    assert lines[-1].startswith("予定を確かめてあるのは2027-03-31まで")


def test_the_file_is_found_by_the_setting() -> None:
    result = _say("show", "--days", "1", MADOBE_SCHEDULES=str(SCHEDULES))

    assert result.exit_code == 0
    assert len(result.output.splitlines()) == 4


@pytest.mark.parametrize("written", ["2026/12/28", "2026-02-30", "tomorrow"])
def test_only_iso_dates_are_taken(written: str) -> None:
    result = _say("show", "--from", written, "--file", str(SCHEDULES))

    assert result.exit_code == 2


def test_the_next_opening_is_said() -> None:
    result = _say("next", "--file", str(SCHEDULES))

    assert result.exit_code == 0
    assert "次に開くのは" in result.output
    assert result.output.endswith("の16時です。\n")


def test_a_schedule_that_never_opens_again_says_so(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    closed = 'closures: [{"on": 2020-01-01, until: 2099-12-31, reason: 休止}]'
    path.write_text(SCHEDULES.read_text().replace("closures: []", closed, 1))

    result = _say("next", "--file", str(path))

    assert result.output == "次に開く日は決まっていません。\n"
