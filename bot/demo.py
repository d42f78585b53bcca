"""The demo: a whole evening on one machine, with a pretend phone and made-up members."""

import os
import secrets
import shutil
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import click

from bot import members
from bot.embedded import EmbeddedRedis
from bot.family import Child, Family
from bot.running import program, service_children
from bot.settings import PREFIX, read_settings
from domain.clock import TOKYO, Clock
from domain.errors import RefusedError
from domain.permission import Role
from domain.secret import PrivateText
from routing import hours
from routing.schedule import Schedule
from routing.schedule_file import load_schedule
from services import (
    accounts,
    destination_import,
    portal_members,
    programme_examples,
    programmes,
)
from storage import migrations
from storage.encryption import Keyring

PASSPHRASE: Final = "madobe-demo-yoru"  # noqa: S105 - printed for everybody who starts the demo
ADDRESS: Final = "127.0.0.1"
_CHANNEL_ID: Final = "1656000000"
_SHORTEST_EVENING: Final = timedelta(hours=1)
_READY_WITHIN_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMember:
    """One made-up account; of no organisation where the schedule has none of this code."""

    login: str
    alias: str
    role: Role
    organisation: str | None


MEMBERS: Final = (
    DemoMember(login="midori", alias="みどり", role=Role.COUNSELLOR, organisation="kazoku"),
    DemoMember(login="asagi", alias="あさぎ", role=Role.COUNSELLOR, organisation="kazoku"),
    DemoMember(login="fuji", alias="ふじ", role=Role.COUNSELLOR, organisation="shien"),
    DemoMember(login="kohaku", alias="こはく", role=Role.SUPERVISOR, organisation="kazoku"),
    DemoMember(login="sumire", alias="すみれ", role=Role.MANAGER, organisation="kazoku"),
    DemoMember(login="wakaba", alias="わかば", role=Role.COORDINATOR, organisation=None),
    DemoMember(login="tsubaki", alias="つばき", role=Role.DESTINATION, organisation=None),
)


class DemoTimeError(RefusedError):
    """The time asked for is not a time."""

    def __init__(self) -> None:
        super().__init__('--at takes a time of Tokyo like "2026-11-24 16:05".')


def run(*, at: str | None, port: int, phone_port: int, folder: Path) -> None:
    """Run the demo until Ctrl-C; every start is a new evening."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    schedules = Path(os.environ.get(f"{PREFIX}SCHEDULES", "schedules.yaml"))
    clock_start = _clock_start(at, load_schedule(schedules))
    Keyring.generate().save(folder / "keyring.json")
    with EmbeddedRedis(folder / "redis") as redis:
        channel_secret = secrets.token_hex(16)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},
            f"{PREFIX}DATABASE_URL": f"sqlite:///{folder / 'madobe.db'}",
            f"{PREFIX}REDIS_URL": redis.url,
            f"{PREFIX}KEYRING": str(folder / "keyring.json"),
            f"{PREFIX}LINE_CHANNEL_ID": _CHANNEL_ID,
            f"{PREFIX}LINE_CHANNEL_SECRET": channel_secret,
            f"{PREFIX}LINE_API_URL": f"http://{ADDRESS}:{phone_port}",
            f"{PREFIX}SCHEDULES": str(schedules),
            f"{PREFIX}PUBLIC_URL": f"http://{ADDRESS}:{port}",
            f"{PREFIX}EXAMPLES": "yes",
            f"{PREFIX}SECOND_FACTOR": "off",
            **({f"{PREFIX}CLOCK_START": clock_start} if clock_start else {}),
            **_passed_on(),
        }
        _prepare(environment)
        phone = Child(
            name="phone",
            command=_phone_command(port, phone_port, channel_secret, clock_start),
            environment={
                name: value for name, value in environment.items() if not name.startswith(PREFIX)
            },
        )
        family = Family([phone, *service_children(environment, ADDRESS, port)])
        family.live(lambda: _say_where(family, port, phone_port, clock_start))


def _clock_start(at: str | None, schedule: Schedule) -> str | None:
    """The clock's setting: as asked, or none when it is open anyway, or just after opening."""
    now = Clock().now()
    if at is not None:
        return _anchored(_asked_time(at), now)
    closing = hours.current_closing(schedule, now=now)
    if closing is not None and closing - now >= _SHORTEST_EVENING:
        return None
    opening = hours.next_opening(schedule, now=now)
    return None if opening is None else _anchored(opening + timedelta(minutes=5), now)


def _asked_time(at: str) -> datetime:
    try:
        asked = datetime.fromisoformat(at)
    except ValueError:
        raise DemoTimeError from None
    return asked if asked.tzinfo is not None else asked.replace(tzinfo=TOKYO)


def _anchored(shows: datetime, now: datetime) -> str:
    return f"{shows.astimezone(TOKYO).isoformat()}@{now.timestamp():.3f}"


def _passed_on() -> dict[str, str]:
    """What a demo may be given beside its schedule: whom the phone tree tells."""
    name = f"{PREFIX}NOTIFY_FILE"
    return {name: os.environ[name]} if name in os.environ else {}


def _prepare(environment: dict[str, str]) -> None:
    settings = read_settings(environment)
    migrations.run(settings.database_url.reveal())
    with program(settings) as built:
        known = {each.code for each in built.house.schedule.organisations}
        for member in MEMBERS:
            members.add(
                built,
                login=member.login,
                alias=member.alias,
                role=member.role,
                passphrase=PrivateText(PASSPHRASE),
                organisation=member.organisation if member.organisation in known else None,
            )
        with built.open_work() as work:
            destination_import.seed(work)
            programme_examples.seed(work)
            tsubaki = accounts.get_by_login(work, "tsubaki").id
            own = programmes.list_all(work)[0].facts.destination_id
            portal_members.stand_for(work, own, member_id=tsubaki, by=None)


def _phone_command(port: int, phone_port: int, secret: str, clock: str | None) -> list[str]:
    return [
        *(sys.executable, "-m", "simulator", "--with-parent"),
        *("--port", str(phone_port)),
        *("--channel-id", _CHANNEL_ID),
        *("--channel-secret", secret),
        *("--webhook-url", f"http://{ADDRESS}:{port}/line/webhook"),
        *(("--clock", clock) if clock else ()),
    ]


def _say_where(family: Family, port: int, phone_port: int, clock_start: str | None) -> None:
    for address in (f"http://{ADDRESS}:{port}/ready", f"http://{ADDRESS}:{phone_port}/"):
        if not _answers(family, address):
            return
    time_now = clock_start.partition("@")[0] if clock_start else "the real time"
    click.echo(f"\n  Phone    http://{ADDRESS}:{phone_port}/")
    click.echo(f"  Console  http://{ADDRESS}:{port}/")
    click.echo(f"  Webhook  http://{ADDRESS}:{port}/line/webhook")
    click.echo(f"  Clock    {time_now}\n")
    for member in MEMBERS:
        click.echo(f"  Sign in as {member.login} ({member.alias}, {member.role}) / {PASSPHRASE}")
    click.echo("\n  Ctrl-C ends the evening. Every start is a new one.\n")


def _answers(family: Family, address: str) -> bool:
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < deadline and not family.is_stopping:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own loopback
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    if not family.is_stopping:
        click.echo(f"{address} does not answer. Is the port in use by something else?", err=True)
    return False
