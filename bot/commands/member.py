"""The members."""

from pathlib import Path

import click

from bot import members, running
from domain.permission import Role
from domain.secret import PrivateText


@click.group()
def member_command() -> None:
    """The people who answer."""


@member_command.command("add")
@click.argument("login")
@click.option("--alias", required=True, help="What the person reads, like みどり.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--organisation", help="Its code in the schedule file, like kazoku.")
@click.option("--new", "is_new", is_flag=True, help="New here: with fewer talks at once.")
@click.password_option("--passphrase", help="At least 14 characters; asked for when left out.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)
def member_add(  # noqa: PLR0913 - each is an option
    *,
    login: str,
    alias: str,
    role: str,
    organisation: str | None,
    is_new: bool,
    passphrase: str,
    folder: Path | None,
) -> None:
    """Add a member who signs in as LOGIN."""
    with running.program(running.settings_beside(folder)) as program:
        members.add(
            program,
            login=login,
            alias=alias,
            role=Role(role),
            passphrase=PrivateText(passphrase),
            organisation=organisation,
            is_new=is_new,
        )
    click.echo(f"{alias} can sign in.")
