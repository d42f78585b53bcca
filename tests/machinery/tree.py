"""The repository as its files stand: what the contract tests read."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {
    "bot", "console", "domain", "handlers", "line", "routing", "services", "simulator", "storage",
    "texts",
}  # fmt: skip


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file that is, or would be, committed; paths relative to `ROOT`."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    paths = {Path(name) for name in listed.stdout.split("\0") if name}
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def python_files() -> tuple[Path, ...]:
    """The Python files among them."""
    return tuple(path for path in repository_files() if path.suffix == ".py")


@cache
def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read(path: str | Path) -> str:
    """The text of a file of the repository."""
    return (ROOT / path).read_text(encoding="utf-8")
