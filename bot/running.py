"""Puts the processes of a service together on one machine."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from bot.embedded import EmbeddedRedis
from bot.family import Child, Family, our_command
from bot.queues import FIGURES, INBOUND, OUTBOUND, TELLING
from bot.settings import PREFIX, Settings, read_settings
from bot.wiring import Program
from domain.errors import RefusedError
from storage import migrations


class NotMigratedError(RefusedError):
    """The database's tables are not those of this program."""

    def __init__(self) -> None:
        super().__init__("The database is not up to date. Run `madobe migrate` first.")


@contextmanager
def program(settings: Settings) -> Iterator[Program]:
    """The program, built on an up-to-date database and closed afterwards.

    Raises:
        NotMigratedError: `madobe migrate` has not been run.
    """
    built = Program.build(settings)
    try:
        if not migrations.is_current(built.database):
            raise NotMigratedError
        yield built
    finally:
        built.close()


def require_usable(settings: Settings) -> None:
    """Say whatever is wrong once, before processes are started that would each say it."""
    with program(settings):
        pass


def run_up(*, address: str, port: int, folder: Path) -> None:
    """Run a small real service: everything but the keyring and LINE's secrets has a default."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with EmbeddedRedis(folder / "redis") as redis:
        environment = {
            f"{PREFIX}DATABASE_URL": database_in(folder),
            f"{PREFIX}REDIS_URL": redis.url,
            f"{PREFIX}PUBLIC_URL": f"http://{address}:{port}",
            **os.environ,
        }
        settings = read_settings(environment)
        migrations.run(settings.database_url.reveal())
        require_usable(settings)
        click.echo(f"Console  {settings.public_url}/")
        click.echo(f"Webhook  http://{address}:{port}/line/webhook")
        Family(service_children(environment, address, port)).live()


def database_in(folder: Path) -> str:
    """The address of the database that `madobe up` keeps in a folder."""
    return f"sqlite:///{folder / 'madobe.db'}"


def settings_beside(folder: Path | None) -> Settings:
    """The settings for a command beside a running service: of `madobe up` if a folder is named."""
    if folder is None:
        return read_settings(os.environ)
    beside = {
        f"{PREFIX}DATABASE_URL": database_in(folder),
        f"{PREFIX}REDIS_URL": "redis://127.0.0.1:6379/0",  # not asked; its password is `up`'s own
    }
    return read_settings({**os.environ, **beside})


def service_children(environment: Mapping[str, str], address: str, port: int) -> list[Child]:
    """The processes of a service on one machine."""
    commands = {
        "web": our_command("web", "--address", address, "--port", str(port)),
        "worker inbound": our_command("worker", "--only", INBOUND),
        # Two of them: a call to LINE that hangs must not keep everybody waiting.
        "worker outbound 1": our_command("worker", "--only", OUTBOUND),
        "worker outbound 2": our_command("worker", "--only", OUTBOUND),
        "worker telling": our_command("worker", "--only", TELLING),
        "worker figures": our_command("worker", "--only", FIGURES),
        "clock": our_command("clock"),
    }
    return [
        Child(name=name, command=command, environment=environment)
        for name, command in commands.items()
    ]
