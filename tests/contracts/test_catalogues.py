"""The console speaks every language it offers, in every sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from console.language import LANGUAGES, WRITTEN_IN
from tests.machinery.tree import ROOT
from tools.catalogues import FOLDER, all_said, kept, said

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)")
SAYS = {"_", "later", "counted"}
CONSOLE = ROOT / "console"


@pytest.fixture(params=sorted(set(LANGUAGES) - {WRITTEN_IN}))
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return kept(FOLDER / f"{request.param}.po")


def test_every_sentence_is_said_in_every_language(catalogue: Catalog) -> None:
    written = {each.id for each in catalogue if each.id and all_said(each.string)}

    assert [each.id for each in said() if each.id and each.id not in written] == []


def test_no_catalogue_keeps_a_sentence_nobody_says(catalogue: Catalog) -> None:
    spoken = {each.id for each in said()}

    assert [each.id for each in catalogue if each.id not in spoken] == []


def test_a_translation_fills_what_the_sentence_fills(catalogue: Catalog) -> None:
    differing = [
        each.id
        for each in catalogue
        if each.id
        for said_so in _forms(each.string)
        if set(PLACEHOLDER.findall(said_so)) != set(PLACEHOLDER.findall(_forms(each.id)[0]))
    ]

    assert differing == []


def test_no_translation_is_japanese(catalogue: Catalog) -> None:
    left = [
        each.id for each in catalogue if each.id and JAPANESE.search("".join(_forms(each.string)))
    ]

    assert left == []


@pytest.mark.parametrize(
    "path", sorted((CONSOLE / "templates").glob("*.html")), ids=lambda p: p.name
)
def test_a_template_says_nothing_past_the_catalogues(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plain = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    in_tags = [
        literal[0]
        for tag in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", plain, re.DOTALL)
        for literal in re.finditer(r"(?<![\w(])(?<!_\()(?<!counted\()\"[^\"]*\"", tag[0])
        if JAPANESE.search(literal[0])
    ]
    outside = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", plain, flags=re.DOTALL)

    assert in_tags == []
    assert [line.strip() for line in outside.splitlines() if JAPANESE.search(line)] == []


@pytest.mark.parametrize("path", sorted(CONSOLE.rglob("*.py")), ids=lambda p: p.stem)
def test_no_module_of_the_console_says_anything_past_the_catalogues(path: Path) -> None:
    if path.name == "language.py":
        return  # every language under its own name

    unsaid = [
        literal
        for literal in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if JAPANESE.search(literal)
    ]

    assert unsaid == []


@pytest.mark.parametrize("path", sorted((CONSOLE / "static").glob("*.js")), ids=lambda p: p.name)
def test_a_script_has_its_words_from_the_page(path: Path) -> None:
    code = re.sub(
        r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )

    assert [line.strip() for line in code.splitlines() if JAPANESE.search(line)] == []


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def _literals(node: ast.AST) -> Iterator[str]:
    """Every text in the code but docstrings and what is said through the catalogues."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _literals(child)
