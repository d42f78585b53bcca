"""``madobe …``: every command of the program, loaded when it is called.

The web door stays small that way: what sends to LINE brings a library of 75 MB along.
"""

import importlib
from typing import Final

import click

from bot import logs
from domain.errors import MadobeError

COMMANDS: Final = {
    "demo": "bot.commands.evening",
    "up": "bot.commands.evening",
    "web": "bot.commands.web",
    "worker": "bot.commands.worker",
    "clock": "bot.commands.clock",
    "migrate": "bot.commands.database",
    "events": "bot.commands.database",
    "database": "bot.commands.database",
    "audit": "bot.commands.audit",
    "check": "bot.commands.check",
    "details": "bot.commands.details",
    "destinations": "bot.commands.destinations",
    "directory": "bot.commands.directory",
    "export": "bot.commands.export",
    "notify": "bot.commands.notify",
    "keyring": "bot.commands.keyring",
    "member": "bot.commands.member",
    "numbers": "bot.commands.numbers",
    "risk": "bot.commands.risk",
    "schedule": "bot.commands.schedule",
    "simulate": "bot.commands.simulate",
    "staffing": "bot.commands.staffing",
}


class Commands(click.Group):
    """A group that loads its commands late, and says our own errors without a trace."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, if there is one."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            importlib.import_module(COMMANDS[cmd_name]), f"{cmd_name}_command"
        )
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except MadobeError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=Commands)
@click.version_option(package_name="madobe")
def main() -> None:
    """Madobe (窓辺): anonymous counselling on LINE."""
    logs.configure()
