"""Processes of the program itself, on an evening's stores and clock."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.machinery.evening import SECRET, Evening


def environment_of(evening: Evening) -> dict[str, str]:
    """The environment in which a process of the program joins the evening."""
    settings = evening.program.settings
    clock = settings.clock_start
    assert clock is not None
    assert clock.at is not None
    return {
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "MADOBE_DATABASE_URL": settings.database_url.reveal(),
        "MADOBE_REDIS_URL": settings.redis_url.reveal(),
        "MADOBE_KEYRING": str(settings.keyring),
        "MADOBE_LINE_CHANNEL_ID": settings.line_channel_id,
        "MADOBE_LINE_CHANNEL_SECRET": SECRET,
        "MADOBE_LINE_API_URL": settings.line_api_url,
        "MADOBE_SCHEDULES": str(settings.schedules),
        "MADOBE_QUESTIONS": "off",
        "MADOBE_SECOND_FACTOR": "off",
        "MADOBE_CLOCK_START": f"{clock.shows.isoformat()}@{clock.at.timestamp()}",
    }


@contextmanager
def running(evening: Evening, folder: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours; killed at the end if it still runs. Its log is in the folder."""
    with (folder / f"{words[0]}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            env=environment_of(evening),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=Path(__file__).parents[2],
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def said_by(evening: Evening, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env=environment_of(evening),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=Path(__file__).parents[2],
    )
