"""A changed schedule is taken over while the program runs, or not at all."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from structlog.testing import capture_logs

from bot.health import add_health
from bot.timetable import Timetable
from routing.schedule_file import load_schedule
from routing.schedule_mistakes import ScheduleFileError
from tests.machinery.evening import SCHEDULES, Evening

WEEK_DAY, LONGER = '["16:00-21:00"]', '["16:00-22:00"]'


@dataclass(slots=True)
class Seconds:
    """A counter of seconds that a test moves."""

    shown: float = 0.0

    def __call__(self) -> float:
        return self.shown


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "schedules.yaml"
    path.write_bytes(SCHEDULES.read_bytes())
    return path


def _rewrite(path: Path, was: str, put: str) -> None:
    """Put another file in its place, as editors do."""
    beside = path.with_suffix(".new")
    beside.write_text(path.read_text().replace(was, put))
    beside.replace(path)


def test_a_changed_file_is_taken_over_whole(file: Path) -> None:
    seconds = Seconds()
    timetable = Timetable(file, seconds=seconds)

    _rewrite(file, WEEK_DAY, LONGER)
    seconds.shown += 1

    assert timetable.current() == load_schedule(file)
    assert timetable.current().weekly[0][0].closes_minute == 22 * 60
    assert timetable.trouble is None


def test_the_file_is_looked_at_once_a_second_at_the_most(file: Path) -> None:
    seconds = Seconds()
    timetable = Timetable(file, seconds=seconds)
    before = timetable.current()

    _rewrite(file, WEEK_DAY, LONGER)
    seconds.shown += 0.9

    assert timetable.current() is before


def test_a_wrong_file_leaves_the_schedule_before_it_and_is_logged_once(file: Path) -> None:
    seconds = Seconds()
    timetable = Timetable(file, seconds=seconds)
    before = timetable.current()

    _rewrite(file, "Asia/Tokyo", "Asia/Seoul")
    with capture_logs() as said:
        for _ in range(3):
            seconds.shown += 1
            assert timetable.current() is before

    assert timetable.trouble is not None
    assert "the first at line 5, column 11" in timetable.trouble
    assert [line["event"] for line in said] == ["schedule not taken over"]
    assert f"{file}:5:11" in said[0]["trouble"]


def test_a_file_put_right_again_is_taken_over(file: Path) -> None:
    seconds = Seconds()
    timetable = Timetable(file, seconds=seconds)
    for was, put in (("Asia/Tokyo", "Asia/Seoul"), ("Asia/Seoul", "Asia/Tokyo")):
        _rewrite(file, was, put)
        seconds.shown += 1
        timetable.current()

    assert timetable.trouble is None


def test_a_file_that_is_away_for_a_moment_changes_nothing(file: Path) -> None:
    seconds = Seconds()
    timetable = Timetable(file, seconds=seconds)
    before = timetable.current()

    file.rename(file.with_suffix(".away"))
    seconds.shown += 1

    assert timetable.current() is before
    assert timetable.trouble is not None


def test_a_program_does_not_start_with_a_wrong_file(file: Path) -> None:
    _rewrite(file, "Asia/Tokyo", "Asia/Seoul")

    with pytest.raises(ScheduleFileError):
        Timetable(file)


def test_every_act_has_the_schedule_of_the_file_as_it_is_now(evening: Evening, file: Path) -> None:
    seconds = Seconds()
    program = replace(evening.program, timetable=Timetable(file, seconds=seconds))
    with program.open_look() as work:
        before = work.house.schedule

    _rewrite(file, WEEK_DAY, LONGER)
    seconds.shown += 1

    with program.open_work() as work:
        assert work.house.schedule != before
        assert work.house.schedule == load_schedule(file)
        assert work.house.seals is evening.program.house.seals


def test_ready_warns_of_a_calendar_that_ends_soon_and_of_a_wrong_file(
    evening: Evening, file: Path
) -> None:
    seconds = Seconds()
    app = Flask("ready")
    add_health(app, replace(evening.program, timetable=Timetable(file, seconds=seconds)))
    ready = app.test_client()
    before = ready.get("/ready").get_json()

    _rewrite(file, "calendar_until: 2027-03-31", "calendar_until: 2026-12-24")
    seconds.shown += 1
    soon = ready.get("/ready")
    _rewrite(file, "calendar_until", "calendar_til")
    seconds.shown += 1
    wrong = ready.get("/ready")

    assert set(before) == {"ready", "database", "redis"}
    assert soon.status_code == wrong.status_code == 200
    assert "known for 30 more days" in soon.get_json()["calendar"]
    assert "the schedule before it stays in use" in wrong.get_json()["schedule"]
