"""`madobe staffing`: how many counsellors each weekday needs."""

import pytest
from click.testing import CliRunner, Result

from bot.commands.staffing import staffing_command
from bot.settings import PREFIX
from tests.machinery.evening import Evening
from tests.machinery.processes import environment_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The commands are the same on every database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def standing(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands' environment is that of this evening."""
    for name, value in environment_of(evening).items():
        if name.startswith(PREFIX):
            monkeypatch.setenv(name, value)


def said(*words: str) -> Result:
    return CliRunner().invoke(staffing_command, ["estimate", *words])


def test_it_says_for_each_number_of_counsellors_what_evenings_come_to() -> None:
    told = said("--people", "12", "--talk", "40", "--patience", "20", "--most", "2").output

    lines = told.splitlines()
    assert lines[0] == "Monday, 12 people"
    assert lines[2].split()[:2] == ["1", "71%"]
    assert len(lines) == 7 * 4
    assert told == said("--people", "12", "--talk", "40", "--patience", "20", "--most", "2").output


def test_where_nothing_was_seen_it_asks_for_a_number() -> None:
    told = said()

    assert told.exit_code == 1
    assert "say --people" in told.output
