"""`madobe export`: who releases stands in the log, and nothing of a running period is shown."""

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.export import export_command
from bot.settings import PREFIX
from domain.clock import TOKYO
from domain.permission import Role
from tests.factories import figures
from tests.factories.log import entries
from tests.factories.releases import MONTHS
from tests.machinery.evening import Evening
from tests.machinery.processes import environment_of

NOVEMBER = datetime(2026, 11, 10, 10, 0, tzinfo=TOKYO)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The commands are the same on every database."""
    return sqlite_url


@pytest.fixture
def standing(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> Evening:
    """The commands' environment is that of this evening, on a day in November."""
    evening.set_clock(NOVEMBER)
    figures.note(evening, figures.people(60, seed=1, months=MONTHS[:7]))
    for name, value in environment_of(evening).items():
        if name.startswith(PREFIX):
            monkeypatch.setenv(name, value)
    return evening


def said(*words: str) -> Result:
    return CliRunner().invoke(export_command, words)


def test_who_releases_by_command_stands_in_the_log(standing: Evening, tmp_path: Path) -> None:
    wakaba = standing.member("wakaba", Role.COORDINATOR)
    standing.member("midori", Role.COUNSELLOR)
    month = ("month", "2026-06", "--to", str(tmp_path / "out"))

    refused = [said(*month, "--by", name) for name in ("midori", "nobody")]
    assert [each.exit_code for each in refused] == [2, 2]
    done = said(*month, "--by", "wakaba", "--format", "csv")

    assert done.exit_code == 0, done.output
    acts = [each for each in entries(standing) if each.act.startswith("figures")]
    assert {each.actor_id for each in acts} == {wakaba}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["madobe-2026-06-r1.csv"]


def test_of_a_period_that_is_not_over_nothing_is_shown(standing: Evening) -> None:
    told = said("year", "fy2026", "--dry-run")

    assert told.exit_code == 1
    assert "＊" not in told.output
    assert entries(standing) == []
