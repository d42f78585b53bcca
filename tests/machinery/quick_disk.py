"""Where tests keep their files: in memory where there is room, since each commit waits for a disk.

What a test claims about a power cut is claimed of processes that are killed; no test cuts power.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import pytest

_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_PREFIX: Final = "madobe-tests-"
_ROOM_BYTES: Final = 6 * 2**30
_FOLDER: Final = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let every temporary folder of this run, its workers and processes lie in memory."""
    if hasattr(config, "workerinput") or "TMPDIR" in os.environ or not _has_room():
        return
    _tidy_up()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_MEMORY))
    folder.chmod(0o755)  # PostgreSQL runs as somebody else
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    config.stash[_FOLDER] = folder


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Give the memory back."""
    if _FOLDER in config.stash:
        del os.environ["TMPDIR"]
        tempfile.tempdir = None
        shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


def _has_room() -> bool:
    return _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES


def _tidy_up() -> None:
    """Remove what runs that were killed have left."""
    for left in _MEMORY.glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if not Path("/proc", owner).exists():
            shutil.rmtree(left, ignore_errors=True)
