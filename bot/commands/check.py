"""The check before and after an installation."""

import os

import click
from redis.exceptions import RedisError

from bot import ways
from bot.sending import line_client
from bot.settings import Settings, read_settings
from bot.wiring import Program
from domain.errors import PlatformError
from services import audit_trimming
from storage import migrations, roles


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
        warnings = _warnings(program) if results["database"] else []
    finally:
        program.close()
    for name, is_well in results.items():
        click.echo(f"{'ok  ' if is_well else 'NOT '}{name}")
    for warning in warnings:
        click.echo(f"note {warning}")
    if not all(results.values()):
        raise SystemExit(1)


def _warnings(program: Program) -> list[str]:
    """What runs like this, and should not for long."""
    with program.open_look() as look:
        can_change = roles.can_change_log(look.session)
        is_old = audit_trimming.due_to(look) is not None
    found = {
        "audit log: this database role could change it; see `madobe database roles`": can_change,
        "audit log: entries are older than three years; see `madobe audit trim`": is_old,
        "phone tree: a way is missing or the file cannot be used; see `madobe notify ways`": (
            not ways.has_all(program.settings.notify_file, program.house.schedule.phone_tree.ways)
        ),
        "audit log: MADOBE_AUDIT_ANCHORS is not set, so a cut-off end would not be seen": (
            program.settings.audit_anchors is None
        ),
    }
    return [words for words, is_so in found.items() if is_so]


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
