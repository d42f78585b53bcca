"""`madobe details`: what is found in a text, and how well details are found."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.details import details_command
from bot.morphemes import cut
from domain.details.tokens import Sort

LINES = (
    '{"text": "田中といいます", "spans": [{"type": "NAME", "start": 0, "end": 2}]}\n'
    '{"text": "090-0000-1234です", "spans": [{"type": "PHONE", "start": 0, "end": 13}]}\n'
    '{"text": "ぬるぽよっていう者", "spans": [{"type": "AGE", "start": 8, "end": 9}]}\n'
    "\n"
    '{"text": "今日は雨です", "spans": []}\n'
    '{"text": "32歳です", "split": "ours"}\n'
)


def said(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(details_command, arguments, input=typed)


def kept(folder: Path, lines: str) -> str:
    file = folder / "ours.jsonl"
    file.write_text(lines, "utf-8")
    return str(file)


def test_explain_shows_what_would_be_hidden_and_why() -> None:
    told = said("explain", "-", typed="〒400-0031の田中です\n今日は雨です\n")

    assert told.stdout.splitlines() == [
        "＊＊＊＊＊＊＊＊＊の＊＊です",
        "  POSTAL    0–9 '〒400-0031'",
        "  NAME      10–12 '田中'",
        "今日は雨です",
    ]


@pytest.mark.parametrize("how", [(), ("--patterns",)])
def test_measure_counts_by_kind_for_machines(tmp_path: Path, how: tuple[str, ...]) -> None:
    told = said("measure", kept(tmp_path, LINES), "--json", *how)

    assert json.loads(told.stdout) == {
        "kinds": {
            "NAME": {"masked": 1, "total": 1},
            "PHONE": {"masked": 1, "total": 1},
            "AGE": {"masked": 0, "total": 1},
        },
        "clean": 2,
        "clean_hit": 1,
    }


def test_measure_names_for_people_what_was_missed_and_what_was_hit(tmp_path: Path) -> None:
    told = said("measure", kept(tmp_path, LINES)).stdout

    assert "NAME      1/1 (100.0%) masked" in told
    assert "missed    AGE '者' in " in told
    assert "hit       '32歳です'" in told


@pytest.mark.parametrize(
    ("line", "said_of_it"),
    [
        ("{", "this is not JSON"),
        ("[]", "this is not an object with text and spans"),
        ('{"spans": []}', "text is missing"),
        ('{"text": 3}', "the text is no text"),
        ('{"text": "あ", "spans": [{"type": "X", "start": 0, "end": 1}]}', "is not known"),
        ('{"text": "あ", "spans": [{"type": "AGE", "start": 0, "end": 2}]}', "outside the text"),
    ],
)
def test_a_broken_line_is_named_without_its_words(
    tmp_path: Path, line: str, said_of_it: str
) -> None:
    told = said("measure", kept(tmp_path, f'{{"text": "ひみつ"}}\n{line}\n'))

    assert told.exit_code == 1
    assert "line 2: " in told.output
    assert said_of_it in told.output
    assert "ひみつ" not in told.output


def test_the_dictionary_knows_names_places_and_unknown_words() -> None:
    words = cut("田中は甲府でヌルポヨリンした")

    assert [word.sort for word in words[:3]] == [Sort.FAMILY_NAME, Sort.OTHER, Sort.PLACE]
    assert any(word.is_unknown for word in words)
    assert [word.start for word in words[1:]] == [word.end for word in words[:-1]]
