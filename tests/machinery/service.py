"""The wired program on real stores, with LINE's address leading to a port where nobody listens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import read_settings
from bot.wiring import Program
from storage.encryption import Keyring
from tests.machinery.tree import ROOT

CHANNEL_ID = "1234567890"
CHANNEL_SECRET = "a-made-up-channel-secret"
NOBODY_LISTENS = "http://127.0.0.1:9"


@pytest.fixture
def keyring_file(tmp_path: Path) -> Path:
    """A file with fresh keys."""
    path = tmp_path / "keyring.json"
    Keyring.generate().save(path)
    return path


@pytest.fixture
def environment(database_url: str, redis_url: str, keyring_file: Path) -> dict[str, str]:
    """The MADOBE_… names with which a process of the service starts; once for each database."""
    return _environment(database_url, redis_url, keyring_file)


@pytest.fixture
def program(environment: dict[str, str]) -> Iterator[Program]:
    """The wired program; the test runs on SQLite and on PostgreSQL."""
    yield from _program(environment)


@pytest.fixture
def sqlite_program(sqlite_url: str, redis_url: str, keyring_file: Path) -> Iterator[Program]:
    """The wired program on SQLite alone, for tests to which the database makes no difference."""
    yield from _program(_environment(sqlite_url, redis_url, keyring_file))


def _environment(database_url: str, redis_url: str, keyring_file: Path) -> dict[str, str]:
    return {
        "MADOBE_DATABASE_URL": database_url,
        "MADOBE_REDIS_URL": redis_url,
        "MADOBE_KEYRING": str(keyring_file),
        "MADOBE_LINE_CHANNEL_ID": CHANNEL_ID,
        "MADOBE_LINE_CHANNEL_SECRET": CHANNEL_SECRET,
        "MADOBE_LINE_API_URL": NOBODY_LISTENS,
        "MADOBE_SCHEDULES": str(ROOT / "schedules.yaml"),
        "MADOBE_QUESTIONS": "off",
        "MADOBE_SECOND_FACTOR": "off",
    }


def _program(environment: dict[str, str]) -> Iterator[Program]:
    program = Program.build(read_settings(environment))
    try:
        yield program
    finally:
        program.close()
