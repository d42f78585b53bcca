"""The Nu HTML checker, as tools/html_checker.py fetched it: what is not valid HTML, in words."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.machinery.tree import ROOT

JAR: Final = ROOT / ".venv" / "share" / "vnu" / "vnu.jar"
INSTALL: Final = (
    "apt-get install -y default-jre-headless npm; .venv/bin/python tools/html_checker.py"
)


def mistakes_in(pages: dict[str, str], folder: Path) -> list[str]:
    """Every error in some pages, each with the name of its page; all in one run."""
    if not JAR.exists() or shutil.which("java") is None:
        pytest.fail(f"The HTML checker is missing on this machine. Install it with: {INSTALL}")
    names = {}
    for number, (name, page) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(page, encoding="utf-8")
        names[file.name] = name
    command = ["java", "-Xss2m", "-jar", str(JAR), "--errors-only", "--format", "json", "--stdout"]
    done = subprocess.run(
        [*command, *(str(folder / name) for name in names)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return [
        f"{names[Path(found['url']).name]}: {found['message']} ({found.get('extract', '')!r})"
        for found in json.loads(done.stdout)["messages"]
    ]
