"""What is shipped is whole: it runs the images' commands where no checkout is in sight."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.machinery.tree import PACKAGES, ROOT, repository_files


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the built distribution was unpacked."""
    folder = tmp_path_factory.mktemp("shipped")
    builder = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(builder, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_file_of_a_package_is_shipped(shipped: Path) -> None:
    ours = {path for path in repository_files() if path.parts[0] in PACKAGES}

    assert [path for path in sorted(ours) if not (shipped / path).is_file()] == []


def test_nothing_else_is_shipped(shipped: Path) -> None:
    folders = {path.name for path in shipped.iterdir() if not path.name.endswith(".dist-info")}

    assert folders == PACKAGES


def test_the_images_commands_run_from_what_is_shipped(
    shipped: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    def madobe(*command: str) -> subprocess.CompletedProcess[str]:
        script = "import sys; from bot.cli import main; sys.argv[0] = 'madobe'; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-P", "-c", script, *command],
            cwd=tmp_path,
            env={"PATH": os.defpath, "PYTHONPATH": str(shipped), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    assert (shown := madobe("--help")).returncode == 0, shown.stderr
    assert (migrated := madobe("migrate")).returncode == 0, migrated.stderr
    checked = madobe("check")
    assert [line for line in checked.stdout.splitlines() if line.startswith("NOT")] == [
        "NOT line"
    ], checked.stderr
