"""A town: the whole service as its own processes, a pretend LINE, and members who can sign in."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.embedded import EmbeddedRedis
from bot.settings import read_settings
from bot.wiring import Program
from domain.delivery import DeliveryState
from domain.permission import Role
from domain.secret import PrivateText
from storage.queries import line_events, outgoing
from tests.doubles.line_platform import LinePlatform, free_address, port_of, running_line_platform
from tests.machinery.members import add
from tests.machinery.tree import ROOT
from tests.machinery.waiting import until

PASSPHRASE = "a long passphrase for tests"
CHANNEL = {"id": "1656000000", "secret": "5" * 32}
EVENING = "2026-11-24T16:05:00+09:00"
PROCESSES = {
    "inbound": ("worker", "--only", "inbound"),
    "outbound": ("worker", "--only", "outbound"),
    "clock": ("clock",),
}


@dataclass(slots=True)
class Town:
    """Everything that runs, and how to reach and to disturb it."""

    url: str
    line: LinePlatform
    redis: EmbeddedRedis
    environment: dict[str, str]
    folder: Path
    record: Path
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start one process: web, inbound, outbound or clock."""
        words = PROCESSES.get(name) or ("web", "--port", str(port_of(self.url)))
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            env=self.environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        log.close()
        if name == "web":
            until(self.is_ready, "the web to be ready", seconds=60)

    def kill(self, name: str) -> None:
        """SIGKILL one process."""
        self.processes[name].kill()
        self.processes[name].wait()

    def stop(self) -> None:
        """Stop every process; each has to end by itself."""
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        stuck = []
        for name, process in self.processes.items():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                stuck.append(name)
        assert not stuck, f"{', '.join(stuck)} does not stop"

    def move_clock(self, moment: datetime) -> None:
        """Stop everything and start it again at another time of the evening."""
        program = self.program()
        ahead = moment - program.clock.now()
        program.close()
        self.stop()
        self.line.advance(ahead.total_seconds())
        start = datetime.now(UTC).timestamp()  # noqa: TID251 - where the test stands
        self.environment["MADOBE_CLOCK_START"] = f"{moment.isoformat()}@{start:.3f}"
        for name in ("inbound", "outbound", "clock", "web"):
            self.start(name)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/ready", timeout=2) as answer:  # noqa: S310 - our own
                return bool(answer.status == 200)
        except OSError:
            return False

    def is_busy(self) -> bool:
        """Whether anything that came in or is to go out still waits."""
        program = self.program()
        try:
            with program.open_look() as work:
                waiting = outgoing.count_open_by_state(work.session).get(DeliveryState.WAITING, 0)
                return bool(line_events.count_open(work.session) or waiting)
        finally:
            program.close()

    def logs(self) -> str:
        """Everything every process has written."""
        return "".join(file.read_text("utf-8") for file in self.folder.glob("*.log"))

    def now(self) -> datetime:
        """What the service's clock shows."""
        program = self.program()
        try:
            return program.clock.now()
        finally:
            program.close()

    def add_member(
        self, login: str, alias: str, role: Role, *, organisation: str | None = None
    ) -> None:
        """Another member, who signs in with ``PASSPHRASE``."""
        program = self.program()
        try:
            add(
                program,
                login=login,
                alias=alias,
                role=role,
                passphrase=PrivateText(PASSPHRASE),
                organisation=organisation,
            )
        finally:
            program.close()

    def madobe(self, *words: str) -> str:
        """Run a command of the program as its operator does; gives what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def program(self) -> Program:
        """A look into the same database from here; close it."""
        return Program.build(read_settings(self.environment))

    def sign_in(self, context: BrowserContext, login: str = "midori") -> Page:
        """A member's desk."""
        page = context.new_page()
        page.goto(f"{self.url}/sign-in")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", PASSPHRASE)
        page.get_by_role("button", name="サインイン").click()
        expect(page.get_by_role("heading", name="待っている方")).to_be_visible()
        return page


@pytest.fixture
def town_settings() -> dict[str, str]:
    """Settings with which a module's town differs from the others; to be overridden."""
    return {}


@pytest.fixture
def town(
    database_url: str, keyring_file: Path, tmp_path: Path, town_settings: dict[str, str]
) -> Iterator[Town]:
    """The whole service, on SQLite and on PostgreSQL."""
    yield from _town(database_url, keyring_file, tmp_path, town_settings)


@pytest.fixture
def sqlite_town(
    sqlite_url: str, keyring_file: Path, tmp_path: Path, town_settings: dict[str, str]
) -> Iterator[Town]:
    """The whole service on SQLite, for what the database makes no difference to."""
    yield from _town(sqlite_url, keyring_file, tmp_path, town_settings)


def _town(
    database_url: str, keyring_file: Path, folder: Path, settings: dict[str, str]
) -> Iterator[Town]:
    url, line_url = free_address(), free_address()
    clock = f"{EVENING}@{datetime.now(UTC).timestamp():.3f}"  # noqa: TID251 - where the test stands
    record = folder / "traffic.jsonl"
    with (
        EmbeddedRedis(folder / "redis") as redis,
        running_line_platform(
            f"{url}/line/webhook",
            port=port_of(line_url),
            channel_id=CHANNEL["id"],
            channel_secret=CHANNEL["secret"],
            record=record,
            options=("--clock", clock),
        ) as line,
    ):
        environment = {
            **{name: value for name, value in os.environ.items() if "MADOBE_" not in name},
            "MADOBE_DATABASE_URL": database_url,
            "MADOBE_REDIS_URL": redis.url,
            "MADOBE_KEYRING": str(keyring_file),
            "MADOBE_LINE_CHANNEL_ID": CHANNEL["id"],
            "MADOBE_LINE_CHANNEL_SECRET": CHANNEL["secret"],
            "MADOBE_LINE_API_URL": line_url,
            "MADOBE_SCHEDULES": str(ROOT / "schedules.yaml"),
            "MADOBE_QUESTIONS": "off",
            "MADOBE_SECOND_FACTOR": "off",
            "MADOBE_PUBLIC_URL": url,
            "MADOBE_CLOCK_START": clock,
            **settings,
        }
        made = Town(url, line, redis, environment, folder, record)
        _add_members(made)
        try:
            for name in ("inbound", "outbound", "clock", "web"):
                made.start(name)
            yield made
        finally:
            made.stop()


def _add_members(town: Town) -> None:
    for login, alias, role in (
        ("midori", "みどり", Role.COUNSELLOR),
        ("asagi", "あさぎ", Role.COUNSELLOR),
        ("kohaku", "こはく", Role.SUPERVISOR),
    ):
        town.add_member(login, alias, role)
