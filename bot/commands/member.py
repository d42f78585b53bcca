"""The members: the first manager, and emergencies. Everything else is done in the console."""

from pathlib import Path

import click

from bot import members, running
from domain.permission import Role
from domain.secret import PrivateText
from services import accounts, invitations, lockout, off_boarding, standing_down
from services.accounts import Account
from services.work import Work

_ROLE = click.Choice([role.value for role in Role if role is not Role.DESTINATION])
_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)


@click.group()
def member_command() -> None:
    """The people who answer."""


@member_command.command("add")
@click.argument("login")
@click.option("--alias", required=True, help="What the person reads, like みどり.")
@click.option("--role", type=_ROLE, required=True)
@click.option("--manager", "is_manager", is_flag=True, help="Runs the organisation as well.")
@click.option("--organisation", help="Its code in the schedule file, like kazoku.")
@click.option("--new", "is_new", is_flag=True, help="New here: with fewer talks at once.")
@click.password_option("--passphrase", help="At least 14 characters; asked for when left out.")
@_FOLDER
def member_add(  # noqa: PLR0913 - each is an option
    *,
    login: str,
    alias: str,
    role: str,
    is_manager: bool,
    organisation: str | None,
    is_new: bool,
    passphrase: str,
    folder: Path | None,
) -> None:
    """Add a member who signs in as LOGIN, and sets up a second factor then."""
    with running.program(running.settings_beside(folder)) as program:
        members.add(
            program,
            login=login,
            alias=alias,
            role=Role(role),
            passphrase=PrivateText(passphrase),
            organisation=organisation,
            is_new=is_new,
            is_manager=is_manager,
        )
    click.echo(f"{alias} can sign in.")


@member_command.command("invite")
@click.argument("login")
@click.option("--alias", help="For a member who is not there yet: what the person reads.")
@click.option("--role", type=_ROLE, help="For a member who is not there yet.")
@click.option("--manager", "is_manager", is_flag=True, help="Runs the organisation as well.")
@click.option("--organisation", help="Its code in the schedule file, like kazoku.")
@_FOLDER
def member_invite(
    *,
    login: str,
    alias: str | None,
    role: str | None,
    is_manager: bool,
    organisation: str | None,
    folder: Path | None,
) -> None:
    """Print a link with which LOGIN chooses a passphrase, once, within 30 minutes.

    Also the way back for whoever lost passphrase or factor: using it ends all there was.
    """
    with running.program(running.settings_beside(folder)) as program:
        with program.open_work() as work:
            if alias is not None and role is not None:
                accounts.add_member(
                    work,
                    login=login,
                    alias=alias,
                    role=Role(role),
                    is_manager=is_manager,
                    organisation=organisation,
                )
            made = invitations.make(work, _known(work, login).id, actor_id=None)
        click.echo(program.settings.public_url + made.path.reveal())


@member_command.command("list")
@_FOLDER
def member_list(*, folder: Path | None) -> None:
    """Print every member: login, alias, what they are, organisation, whether they can sign in."""
    with running.program(running.settings_beside(folder)) as program, program.open_look() as look:
        known = accounts.list_all(look)
    for account in known:
        click.echo(_line(account))


@member_command.command("deactivate")
@click.argument("login")
@_FOLDER
def member_deactivate(*, login: str, folder: Path | None) -> None:
    """Let LOGIN in no more, from this moment on; talks and shifts go to others, the name stays."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        off_boarding.off_board(work, _known(work, login).id, actor_id=None)


@member_command.command("unlock")
@click.argument("login")
@_FOLDER
def member_unlock(*, login: str, folder: Path | None) -> None:
    """Forget how often somebody failed to sign in as LOGIN."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        lockout.unlock(work, _known(work, login).id)


@member_command.command("role")
@click.argument("login")
@click.argument("role", type=_ROLE)
@click.option("--manager", "is_manager", is_flag=True, help="Runs the organisation as well.")
@_FOLDER
def member_role(*, login: str, role: str, is_manager: bool, folder: Path | None) -> None:
    """Make LOGIN a ROLE, agreed to; without --manager they run no organisation any more."""
    with running.program(running.settings_beside(folder)) as program, program.open_work() as work:
        member_id = _known(work, login).id
        accounts.set_roles(work, member_id, role=Role(role), is_manager=is_manager, actor_id=None)
        accounts.admit(work, member_id)
        standing_down.keep_to_role(work, member_id)


def _known(work: Work, login: str) -> Account:
    return accounts.get_by_login(work, login)


def _line(account: Account) -> str:
    roles = account.role.value
    if account.is_manager and account.role is not Role.MANAGER:
        roles += "+manager"
    state = "active" if account.is_active else "let go"
    if account.is_active and not account.has_passphrase:
        state = "invited"
    return "\t".join((account.login, account.alias, roles, account.organisation or "-", state))
