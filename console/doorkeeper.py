"""Who knows the members: handed in by the one who builds the app (``bot.doorkeeper``)."""

from typing import Any, Final, Protocol, cast
from uuid import UUID

from flask import current_app

from console.guard import SignedIn

PLACE: Final = "madobe_door"


class User(Protocol):
    """A member as Flask-Login knows one."""

    fs_uniquifier: str
    active: bool
    member: SignedIn


class Doorkeeper(Protocol):
    """Finds members, and proves passphrases; every try is counted."""

    def admit(self, login: str, passphrase: str) -> User | None:
        """The active member with this name and passphrase; the same work for every answer."""

    def knows(self, member_id: UUID, passphrase: str) -> bool:
        """Whether this is the passphrase of the member."""

    def find_user(self, case_insensitive: bool = False, **wish: Any) -> User | None:  # noqa: ANN401, FBT001, FBT002 - Flask-Security's own signature
        """The member with this ``fs_uniquifier``."""

    def user_of(self, member_id: UUID) -> User:
        """The active member with this id, as they are now.

        Raises:
            NotFoundError: there is none.
        """


def the_doorkeeper() -> Doorkeeper:
    """The doorkeeper of the running app."""
    return cast("Doorkeeper", current_app.extensions[PLACE])
