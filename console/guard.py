"""The lock on every view: what it needs is written on it, and read by the contract tests."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, ParamSpec, Protocol, cast
from uuid import UUID

from flask import abort
from flask_login import current_user
from werkzeug.wrappers import Response

from domain.permission import Permission, Reach, Role, reach

P = ParamSpec("P")
Answer = str | Response | tuple[str, int]
View = Callable[P, Answer]

LOCK: Final = "madobe_lock"
"""The attribute of a view that holds its ``Permission``, or ``OPEN``."""

FRESH: Final = "madobe_fresh"
"""The attribute of a view that says whether it asks for a proof of a moment ago."""

OPEN: Final = "open to all"
"""The lock of a view that needs no sign-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The member who is signed in, as the pages know them."""

    id: UUID
    alias: str
    roles: frozenset[Role]
    organisation: str | None
    language: str = "ja"

    def may(self, permission: Permission | str) -> bool:
        """Whether they may do this at all."""
        return self.reach(permission) is not None

    def reach(self, permission: Permission | str) -> Reach | None:
        """How far they may do this; None is not at all."""
        return reach(self.roles, Permission(permission))


class _User(Protocol):
    """What Flask-Login knows of whoever asks; ``member`` only when signed in."""

    is_authenticated: bool
    member: SignedIn


def needs(permission: Permission, *, is_fresh: bool = False) -> Callable[[View[P]], View[P]]:
    """Let in only signed-in members who may do this.

    Without a sign-in the answer is 401; without the permission 404, as if there were nothing.
    ``is_fresh``: whoever has not proved a moment ago that it is them is asked to (step-up).
    """

    def lock(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Answer:
            member = find_member()
            if member is None:
                abort(401)
            if not member.may(permission):
                abort(404)
            return view(*args, **kwargs)

        setattr(guarded, LOCK, permission)
        setattr(guarded, FRESH, is_fresh)
        return guarded

    return lock


def open_to_all(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that anybody may open."""
    setattr(view, LOCK, OPEN)
    return view


def find_member() -> SignedIn | None:
    """The member who is signed in, if somebody is."""
    user = cast("_User", current_user)
    return user.member if user.is_authenticated else None


def the_member() -> SignedIn:
    """The member who is signed in; for views behind ``needs``."""
    member = find_member()
    if member is None:
        abort(401)
    return member
