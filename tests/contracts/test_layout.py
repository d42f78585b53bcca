"""The tree is the drawn one: each package in its layer, each module small and well named."""

import ast
from pathlib import Path

import pytest

from tests.machinery.tree import PACKAGES, ROOT, project, python_files, read, repository_files

AROUND = {".ci", "bench", "docs", "tests", "tools"}
FILES = {
    ".dockerignore", ".gitignore", ".yamllint.yaml", "CHANGELOG.md", "CONTRIBUTING.md",
    "Dockerfile", "LICENSE", "Makefile", "README.ja.md", "README.md", "SECURITY.md",
    "compose.yaml", "pyproject.toml", "requirements-build.lock", "requirements-dev.lock",
    "requirements.lock", "schedules.yaml",
}  # fmt: skip
# A name that fits everything says nothing of what is inside.
EMPTY_NAMES = {"common", "helper", "helpers", "misc", "shared",
               "stuff", "util", "utils"}  # fmt: skip
MODULE_LINES, CONFTEST_LINES = 250, 100


def test_every_top_level_folder_has_a_place_in_the_drawing() -> None:
    folders = {path.parts[0] for path in repository_files() if len(path.parts) > 1}

    assert folders <= PACKAGES | AROUND
    assert folders >= PACKAGES


def test_every_top_level_file_is_known() -> None:
    assert {path.name for path in repository_files() if len(path.parts) == 1} <= FILES


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_every_package_stands_in_the_layers_and_is_shipped_and_checked(name: str) -> None:
    tools = project()["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    placed = {package.strip() for layer in layers for package in layer.split("|")}

    assert name in placed | {"simulator"}
    assert name in tools["importlinter"]["root_packages"]
    assert name in tools["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert name in tools["mypy"]["files"]
    assert name in tools["coverage"]["run"]["source"]


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    allowed = CONFTEST_LINES if path == Path("tests/conftest.py") else MODULE_LINES

    assert len(read(path).splitlines()) <= allowed


def test_no_name_fits_everything() -> None:
    found = [path for path in repository_files() if EMPTY_NAMES & _words(path)]

    assert found == []


@pytest.mark.parametrize(
    "path", [path for path in python_files() if path.name == "__init__.py"], ids=str
)
def test_a_package_file_has_no_logic(path: Path) -> None:
    body = ast.parse(read(path)).body

    assert [node for node in body if not _is_plain(node)] == []


def test_no_module_imports_inside_a_function() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in python_files()
        for function in ast.walk(ast.parse(read(path)))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert found == []


def test_only_the_clock_modules_read_the_clock() -> None:
    readers = {"datetime.now(", "time.time(", "date.today(", "datetime.utcnow("}
    allowed = {Path("domain/clock.py"), Path("simulator/clock.py")}

    found = [
        path
        for path in python_files()
        if path.parts[0] in PACKAGES and path not in allowed
        if any(reader in read(path) for reader in readers)
    ]

    assert found == []


def test_the_dockerfile_leaves_the_tests_out() -> None:
    kept = {line[1:] for line in read(".dockerignore").splitlines() if line.startswith("!")}

    assert kept >= PACKAGES
    assert not kept & AROUND
    assert all((ROOT / name).exists() for name in kept)


def _words(path: Path) -> set[str]:
    return {part.split(".")[0].lower() for part in path.parts}


def _is_plain(node: ast.stmt) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    names = {target.id for target in _targets(node) if isinstance(target, ast.Name)}
    return names == {"__all__"}


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []
