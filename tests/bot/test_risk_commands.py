"""`madobe risk`: why a text is judged so, how good it is, and learning the weights anew."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.risk import risk_command

LINES = (
    '{"id": "A", "text": "もう死にたい", "label": "risk", "split": "ours"}\n'
    '{"id": "B", "text": "こんばんは", "label": "risk"}\n'
    '{"id": "C", "text": "死にたくないです", "label": "ambiguous"}\n'
    '{"id": "D", "text": "魚を釣りたいです", "label": "not_risk"}\n'
)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    file = tmp_path / "ours.jsonl"
    file.write_text(LINES, "utf-8")
    return file


def said(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(risk_command, arguments, input=typed)


def test_explain_names_level_signs_terms_places_and_what_was_dropped() -> None:
    told = said("explain", "死ぬほど面白い。", "でも本当は死にたい")

    assert told.exit_code == 0
    assert "level    R2" in told.stdout
    assert "signs    wish" in told.stdout
    assert "die-want" in told.stdout
    assert "'死にたい'" in told.stdout
    assert "by hyper-ever" in told.stdout
    assert "model    0." in told.stdout


def test_explain_reads_bubbles_from_the_input() -> None:
    told = said("explain", "-", typed="し\nに\nた\nい\n")

    assert "level    R2" in told.stdout


def test_measure_prints_counts_for_people(labelled: Path) -> None:
    told = said("measure", str(labelled))

    assert "1/2 (50.0%) caught" in told.stdout
    assert "missed     B" in told.stdout


def test_measure_prints_exactly_seven_counts_for_machines(labelled: Path) -> None:
    told = json.loads(said("measure", str(labelled), "--json").stdout)

    assert told == {
        "risk": 2,
        "caught": 1,
        "ambiguous": 1,
        "flagged": 1,
        "harmless": 1,
        "false_alarms": 0,
        "missed": [{"id": "B", "text": "こんばんは"}],
    }


def test_measure_can_judge_with_weights_that_never_saw_the_sentence(labelled: Path) -> None:
    told = json.loads(said("measure", str(labelled), "--cross-validate", "--json").stdout)

    assert (told["risk"], told["harmless"]) == (2, 1)


def test_train_prints_weights(labelled: Path) -> None:
    told = json.loads(said("train", str(labelled), "--version", "t1").stdout)

    assert told["version"] == "t1"
    assert told["grams"] == dict(sorted(told["grams"].items()))
