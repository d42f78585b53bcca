"""The page of checks names tests that are there."""

import ast
import re
from functools import cache
from typing import Final

from tests.machinery.tree import ROOT, read

PAGE: Final = "docs/checks.md"
ROW: Final = re.compile(
    r"^\| (?P<label>[A-Z]\d+) \| (?P<said>[^|]+) \| (?P<proof>.+) \|$", re.MULTILINE
)
NAMED: Final = re.compile(r"`(?P<path>tests/[\w/]+\.py)::(?P<name>test_\w+)`")
ASKED: Final = {
    *(f"A{number}" for number in range(1, 16)),
    *(f"Z{number}" for number in range(1, 9)),
    *(f"X{number}" for number in range(1, 9)),
    *(f"L{number}" for number in range(1, 5)),
}


def test_every_check_is_on_the_page_once_and_names_a_test() -> None:
    rows = list(ROW.finditer(read(PAGE)))

    assert sorted(row["label"] for row in rows) == sorted(ASKED)
    assert [row["label"] for row in rows if not NAMED.search(row["proof"])] == []


def test_every_test_the_page_names_is_there() -> None:
    named = [(match["path"], match["name"]) for match in NAMED.finditer(read(PAGE))]

    assert [f"{path}::{name}" for path, name in named if name not in _tests_in(path)] == []


@cache
def _tests_in(path: str) -> frozenset[str]:
    if not (ROOT / path).exists():
        return frozenset()
    tree = ast.parse(read(path))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))
