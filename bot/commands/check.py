"""The check before and after an installation."""

import os

import click
from redis.exceptions import RedisError

from bot.sending import line_client
from bot.settings import Settings, read_settings
from bot.wiring import Program
from domain.errors import PlatformError
from storage import migrations


@click.command()
def check_command() -> None:
    """Say whether settings, keyring, schedule, database, Redis and LINE fit together."""
    settings = read_settings(os.environ)
    program = Program.build(settings)
    try:
        results = {
            "settings, keyring and schedule": True,
            "database": program.database.is_reachable() and migrations.is_current(program.database),
            "redis": _answers(program),
            "line": _lets_us_in(settings),
        }
    finally:
        program.close()
    for name, is_well in results.items():
        click.echo(f"{'ok  ' if is_well else 'NOT '}{name}")
    if not all(results.values()):
        raise SystemExit(1)


def _answers(program: Program) -> bool:
    try:
        return bool(program.redis.ping())
    except RedisError:
        return False


def _lets_us_in(settings: Settings) -> bool:
    try:
        line_client(settings).get_bot_user_id()
    except PlatformError:
        return False
    return True
