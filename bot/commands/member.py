"""The members."""

import os

import click

from bot import members, running
from bot.settings import read_settings
from domain.permission import Role
from domain.secret import PrivateText


@click.group()
def member_command() -> None:
    """The people who answer."""


@member_command.command("add")
@click.argument("login")
@click.option("--alias", required=True, help="What the person reads, like みどり.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.password_option("--passphrase", help="At least 14 characters; asked for when left out.")
def member_add(login: str, alias: str, role: str, passphrase: str) -> None:
    """Add a member who signs in as LOGIN."""
    with running.program(read_settings(os.environ)) as program:
        members.add(
            program, login=login, alias=alias, role=Role(role), passphrase=PrivateText(passphrase)
        )
    click.echo(f"{alias} can sign in.")
