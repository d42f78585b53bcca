"""Adds members from the command line and for the demo."""

from bot.wiring import Program
from domain.login import as_login
from domain.permission import Role
from domain.secret import PrivateText
from services import accounts, passphrases


def add(  # noqa: PLR0913 - a member is made of this much
    program: Program,
    *,
    login: str,
    alias: str,
    role: Role,
    passphrase: PrivateText,
    organisation: str | None = None,
    is_new: bool = False,
    is_manager: bool = False,
) -> None:
    """Add a member who can sign in at once.

    Raises:
        WeakPassphraseError, LoginTakenError, UnknownOrganisationError: not like this.
    """
    password_hash = passphrases.hashed(passphrase, login=as_login(login))
    with program.open_work() as work:
        accounts.add_member(
            work,
            login=login,
            alias=alias,
            role=role,
            password_hash=password_hash,
            organisation=organisation,
            is_new=is_new,
            is_manager=is_manager,
        )
