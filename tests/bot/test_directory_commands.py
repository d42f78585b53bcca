"""`madobe directory …`: what a table holds, what stands in the directory, what runs out."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.directory import directory_command
from bot.settings import PREFIX
from tests.factories.directory import kept, rings, two_people
from tests.machinery.evening import Evening
from tests.machinery.processes import environment_of

TABLE = (
    "相談窓口\t相談内容\t電話番号\n"
    "ひだまり小学校\t学校のこと\t０５５－０００－００４９\n"
    "統一ダイヤル\tx\t0570-046-556\n"
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The commands are the same on every database."""
    return sqlite_url


@pytest.fixture
def standing(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> Evening:
    """The commands' environment is that of this evening."""
    for name, value in environment_of(evening).items():
        if name.startswith(PREFIX):
            monkeypatch.setenv(name, value)
    return evening


def _say(*words: str) -> Result:
    return CliRunner().invoke(directory_command, words)


@pytest.mark.usefixtures("standing")
def test_a_table_is_shown_and_kept_only_with_yes(tmp_path: Path) -> None:
    file = tmp_path / "lines.tsv"
    file.write_text(TABLE)

    shown = _say("import", str(file))
    listed = _say("list").output
    said = _say("import", str(file), "--yes")

    assert "ひだまり小学校: ０５５－０００－００４９ -> 055-000-0049" in shown.output
    assert "NOT 統一ダイヤル: 0570-046-556 -> 0570-046-556  known_wrong" in shown.output
    assert "Nothing was kept." in shown.output
    assert listed == ""
    assert "1 lines were kept." in said.output
    assert "ひだまり小学校" in _say("list").output


@pytest.mark.parametrize("written", [b"", "名簿".encode("euc-jp")])
@pytest.mark.usefixtures("standing")
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "lines.tsv"
    file.write_bytes(written)

    assert _say("import", str(file)).exit_code != 0
    assert _say("list").output == ""


@pytest.mark.usefixtures("standing")
def test_the_shipped_lines_are_added_once() -> None:
    first, second = _say("seed").output, _say("seed").output

    assert first == "27 lines were added, all unverified.\n"
    assert second == "0 lines were added, all unverified.\n"
    assert "unchecked     -          0120-279-338" in _say("list").output


def test_the_check_says_what_runs_out_and_fails_where_nothing_can_be_shown(
    standing: Evening,
) -> None:
    empty = _say("check")
    rings(standing, kept(standing), *two_people(standing))
    good = _say("check")

    assert (empty.exit_code, empty.output) == (1, "0 of 0 lines may be shown.\n")
    assert (good.exit_code, good.output) == (0, "1 of 1 lines may be shown.\n")
