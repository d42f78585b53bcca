"""Members for tests: with a hash that is quick to make and to check, a hundredth of a real one."""

from functools import cache
from typing import Final

from argon2 import PasswordHasher

from bot.wiring import Program
from domain.passphrase import as_typed
from domain.permission import Role
from domain.secret import PrivateText
from services import accounts

_QUICK: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def add(  # noqa: PLR0913 - as bot.members has it
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
    """Add a member who can sign in at once."""
    with program.open_work() as work:
        accounts.add_member(
            work,
            login=login,
            alias=alias,
            role=role,
            password_hash=_hashed(as_typed(passphrase)),
            organisation=organisation,
            is_new=is_new,
            is_manager=is_manager,
        )


@cache
def _hashed(typed: str) -> str:
    return _QUICK.hash(typed)
