"""`madobe destinations …`: what a file holds, what stands there, and what goes out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.destinations import destinations_command
from bot.settings import PREFIX
from tests.factories.destinations import kept, made_sure
from tests.factories.directory import two_people
from tests.machinery.evening import Evening
from tests.machinery.processes import environment_of

LINES = Path(__file__).parents[1] / "services" / "tables" / "school_lines.tsv"


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
    return CliRunner().invoke(destinations_command, words)


@pytest.mark.usefixtures("standing")
def test_a_table_is_shown_and_kept_only_with_yes_and_comes_out_again(tmp_path: Path) -> None:
    shown = _say("import", str(LINES))
    before = _say("list").output
    said = _say("import", str(LINES), "--yes")
    _say("export", str(tmp_path / "out.csv"))
    again = _say("import", str(tmp_path / "out.csv"))

    assert "ひだまり小学校: ０５５－０００－００４９ -> 055-000-0049" in shown.output
    assert "Nothing was kept." in shown.output
    assert before == ""
    assert "2 destinations were kept." in said.output
    assert "incomplete    -           ひだまり小学校" in _say("list").output
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert again.output.count("known_already") == 2


def test_only_what_a_person_may_be_shown_goes_out_as_hsds(
    standing: Evening, tmp_path: Path
) -> None:
    people = two_people(standing)
    made_sure(standing, kept(standing), *people)
    kept(standing, name="まだ")
    made_sure(standing, kept(standing, name="職員だけ", may_show=False), *people)

    _say("export", str(tmp_path / "some.json"), "--hsds")
    _say("export", str(tmp_path / "all.json"), "--hsds", "--whole")

    some = json.loads((tmp_path / "some.json").read_text())
    whole = json.loads((tmp_path / "all.json").read_text())
    assert [each["name"] for each in some["contents"]] == ["みなとの広場"]
    assert "eligibility_description" not in some["contents"][0]
    assert some["contents"][0]["assured_date"] == "2026-11-24"
    assert whole["total_items"] == 3
    assert whole["contents"][0]["eligibility_description"]
    assert "known_already" in _say("import", str(tmp_path / "all.json")).output


@pytest.mark.usefixtures("standing")
def test_a_file_that_is_no_table_is_refused_and_nothing_is_made_up_outside_the_demo(
    tmp_path: Path,
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"\xff\xfe\xff")

    assert _say("import", str(file)).exit_code != 0
    assert _say("seed").output == "0 made-up destinations were added.\n"
