"""Builds the program for a rehearsal: settings, keys and a database that are thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import event as engine_events

from bot.rehearsal.parts import Hand, Jobs, QuietBell, StillClock
from bot.settings import Settings
from bot.wiring import Program
from domain.secret import PrivateText
from storage import migrations
from storage.database import Database
from storage.encryption import Keyring

SECRET: Final = "a channel of no use outside a rehearsal"  # noqa: S105 - there is no such channel
CHANNEL: Final = "1656000000"


@contextmanager
def opened_program(schedules: Path, hand: Hand, jobs: Jobs) -> Iterator[Program]:
    """The program on an empty database, with a clock that stands still and no Redis.

    Raises:
        ScheduleFileError: the schedule is not usable.
    """
    with tempfile.TemporaryDirectory(prefix="madobe-rehearsal-") as folder:
        built = Program.build(_settings(Path(folder), schedules))
        program = replace(built, clock=StillClock(hand=hand), bell=QuietBell(jobs))
        _hurry(program.database)
        try:
            migrations.run(program.settings.database_url.reveal())
            yield program
        finally:
            program.close()


def _settings(folder: Path, schedules: Path) -> Settings:
    keyring = folder / "keyring.json"
    Keyring.generate().save(keyring)
    return Settings(
        database_url=PrivateText(f"sqlite:///{folder / 'rehearsal.db'}"),
        redis_url=PrivateText("redis://127.0.0.1:1/0"),  # never asked
        keyring=keyring,
        line_channel_id=CHANNEL,
        line_channel_secrets=(PrivateText(SECRET),),
        line_channel_access_token=None,
        line_api_url="http://127.0.0.1:1",
        schedules=schedules,
        public_url="http://127.0.0.1:1",
        clock_start=None,
    )


def _hurry(database: Database) -> None:
    """Wait for no disk: what is rehearsed is thrown away."""
    engine_events.listen(
        database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF")
    )
