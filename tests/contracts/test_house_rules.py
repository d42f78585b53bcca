"""Exceptions are rare and say why; nothing secret and no workplace of ours stands in a file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machinery.tree import python_files, read, repository_files

TEXT_SUFFIXES = {
    "", ".cfg", ".css", ".html", ".js", ".json", ".lock", ".md", ".py", ".sh", ".toml", ".txt",
    ".yaml", ".yml", ".svg", ".po",
}  # fmt: skip
NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)")
TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore\b(?P<rest>.*)")
CODE_AND_REASON = re.compile(
    r"^(?:: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*|\[[a-z-]+(?:, ?[a-z-]+)*\]) *(?:#|--?|–|—) *\S.{4,}"
)
# Assembled here, so that this file does not contain what it looks for.
REGISTRIES = [
    "files.python" + "hosted.org",
    "/opt/" + "pypi",
    "pypi.org/" + "simple",
    "index" + "-url =",
]
WORKPLACES = ["/" + "work/", "/root/" + "."]
SECRETS = {
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE " + r"KEY-----"),
    "cloud key": re.compile(r"\bA(?:KIA|SIA)[0-9A-Z]{16}\b"),
    "repository token": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}\b"),
    "LINE long-lived token": re.compile(r"[A-Za-z0-9+/]{150,}1O/w1cDnyilFU="),
}


@pytest.mark.parametrize("mark", [NOQA, TYPE_IGNORE], ids=["noqa", "type: ignore"])
def test_every_exception_names_its_rule_and_its_reason(mark: re.Pattern[str]) -> None:
    found = [
        f"{path}:{number}"
        for path in python_files()
        for number, line in enumerate(read(path).splitlines(), start=1)
        if (match := mark.search(line)) and "re.compile(" not in line
        if not CODE_AND_REASON.match(match["rest"])
    ]

    assert found == []


def test_every_rule_switched_off_for_the_project_says_why() -> None:
    ignoring = re.findall(
        r'^(?:ignore|"[^"\n]+") = \[\n(.*?)^\]', read("pyproject.toml"), re.MULTILINE | re.DOTALL
    )
    lines = [line for block in ignoring for line in block.splitlines() if line.strip()]

    assert lines
    assert [line for line in lines if not re.match(r'  "[A-Z]+\d*", +# \S', line)] == []


@pytest.mark.parametrize("words", [REGISTRIES, WORKPLACES], ids=["registries", "workplaces"])
def test_no_file_names_where_it_was_made(words: list[str]) -> None:
    found = [(path, word) for path, text in _texts() for word in words if word in text]

    assert found == []


@pytest.mark.parametrize("kind", sorted(SECRETS))
def test_no_file_holds_a_secret(kind: str) -> None:
    assert [path for path, text in _texts() if SECRETS[kind].search(text)] == []


def test_no_merge_is_left_half_done() -> None:
    assert [
        path for path, text in _texts() if re.search(r"^<{7} |^>{7} ", text, re.MULTILINE)
    ] == []


def test_what_is_read_back_cannot_run() -> None:
    forbidden = re.compile(
        r"\b(?:import pickle|yaml\.load\(|shell=True|marshal\.loads|render_template_string)"
    )

    assert [path for path in python_files() if forbidden.search(read(path))] == [
        Path("tests/contracts/test_house_rules.py")
    ]


def _texts() -> Iterator[tuple[Path, str]]:
    for path in repository_files():
        if path.suffix in TEXT_SUFFIXES:
            yield path, read(path)
