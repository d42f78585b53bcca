"""Adds members from the command line and for the demo."""

from typing import Final

from argon2 import PasswordHasher

from bot.wiring import Program
from domain.errors import RefusedError
from domain.passphrase import as_typed
from domain.permission import Role
from domain.secret import PrivateText
from services import accounts

SHORTEST_PASSPHRASE: Final = 14


class ShortPassphraseError(RefusedError):
    """The passphrase is too short."""

    def __init__(self) -> None:
        super().__init__(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.")


def add(  # noqa: PLR0913 - a member is made of this much
    program: Program,
    *,
    login: str,
    alias: str,
    role: Role,
    passphrase: PrivateText,
    organisation: str | None = None,
    is_new: bool = False,
) -> None:
    """Add a member who can sign in at once.

    Raises:
        ShortPassphraseError, LoginTakenError, UnknownOrganisationError: not like this.
    """
    typed = as_typed(passphrase)
    if len(typed) < SHORTEST_PASSPHRASE:
        raise ShortPassphraseError
    password_hash = PasswordHasher().hash(typed)
    with program.open_work() as work:
        accounts.add_member(
            work,
            login=login,
            alias=alias,
            role=role,
            password_hash=password_hash,
            organisation=organisation,
            is_new=is_new,
        )
