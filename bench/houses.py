"""Whole services for the bench: real processes on real stores, in folders of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.embedded import EmbeddedRedis
from bot.family import our_command
from storage import migrations
from storage.encryption import Keyring

ECHO_SECRET: Final = "BENCH_CHANNEL_SECRET"  # noqa: S105 - the name of a variable
CHANNEL_ID: Final = "1656000000"
CHANNEL_SECRET: Final = "the bench's channel secret"  # noqa: S105 - made up, for loopback
DURABLE_POSTGRES: Final = {
    "listen_addresses": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "256MB",
    "max_connections": "200",
}
_SCHEDULE: Final = """timezone: Asia/Tokyo
place: べんち
weekly: {%s}
capacity: {new: 9, usual: 9, most: 9}
"""
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_READY_WITHIN_SECONDS: Final = 30.0
_STOPPED_WITHIN_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One service: the environment its processes start with, and the port of its web service."""

    environment: Mapping[str, str]
    port: int


def prepare(
    folder: Path,
    *,
    database_url: str | None,
    redis: EmbeddedRedis,
    line_url: str,
    clock_start: str | None = None,
) -> House:
    """A migrated database and a keyring; SQLite in the folder when no database is named."""
    folder.mkdir(parents=True, exist_ok=True)
    keyring = folder / "keyring.json"
    Keyring.generate().save(keyring)
    schedules = folder / "schedules.yaml"
    days = ", ".join(f'{day}: ["16:00-21:00"]' for day in _WEEKDAYS)
    schedules.write_text(_SCHEDULE % days, encoding="utf-8")
    url = database_url or f"sqlite:///{folder / 'madobe.db'}"
    migrations.run(url)
    port = free_port()
    environment = {
        **plain_environment(),
        "MADOBE_DATABASE_URL": url.replace("postgresql+psycopg", "postgresql"),
        "MADOBE_REDIS_URL": redis.url,
        "MADOBE_KEYRING": str(keyring),
        "MADOBE_SCHEDULES": str(schedules),
        "MADOBE_LINE_CHANNEL_ID": CHANNEL_ID,
        "MADOBE_LINE_CHANNEL_SECRET": CHANNEL_SECRET,
        "MADOBE_LINE_API_URL": line_url,
        "MADOBE_QUESTIONS": "off",
        "MADOBE_SECOND_FACTOR": "off",
        "MADOBE_LINE_CHANNEL_ACCESS_TOKEN": "a-made-up-token",
        "MADOBE_PUBLIC_URL": f"http://127.0.0.1:{port}",
        **({"MADOBE_CLOCK_START": clock_start} if clock_start else {}),
    }
    return House(environment=environment, port=port)


def plain_environment() -> dict[str, str]:
    """Our own environment without any setting of the program."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MADOBE_")}


@contextmanager
def running(house: House, *commands: list[str]) -> Iterator[None]:
    """Processes that run while the block does; they end with us, whatever ends us."""
    with ExitStack() as stack:
        for command in commands:
            stack.enter_context(_running(command, house.environment))
        yield


@contextmanager
def web(house: House) -> Iterator[None]:
    """The web service of a house, ready to answer."""
    command = our_command("web", "--port", str(house.port))
    with running(house, command):
        wait_until_answering(house.port, "/ready")
        yield


@contextmanager
def echo(port: int) -> Iterator[None]:
    """The SDK's echo bot, on the server of our web service."""
    environment = {**plain_environment(), ECHO_SECRET: CHANNEL_SECRET}
    with _running([sys.executable, "-m", "bench.echo", str(port)], environment):
        wait_until_answering(port, "/")
        yield


def wait_until_answering(port: int, path: str) -> None:
    """Return once the server says anything.

    Raises:
        TimeoutError: it has said nothing for half a minute.
    """
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"Nobody answers on port {port}")


def free_port() -> int:
    """A port of loopback that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 - commands of our own
        command, env=environment, stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_STOPPED_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin is not None:
            process.stdin.close()
