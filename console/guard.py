"""The lock on every view: what it needs is written on it, and read by the contract tests."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Final, ParamSpec, Protocol, cast
from uuid import UUID

from flask import abort, request
from flask_login import current_user
from werkzeug.wrappers import Response

from console import freshness
from console.house import the_house
from domain.permission import BEFORE_JOINING, Permission, Reach, Role, reach
from services import desk

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
    """The member who is signed in, as the pages know them.

    ``has_joined``: their organisation takes part by now; until then it only gets ready.
    ``is_admitted``: a second person has agreed to them; until then so do they.
    """

    id: UUID
    alias: str
    roles: frozenset[Role]
    organisation: str | None
    language: str = "ja"
    has_joined: bool = True
    is_admitted: bool = True

    def may(self, permission: Permission | str) -> bool:
        """Whether they may do this at all."""
        return self.reach(permission) is not None

    def reach(self, permission: Permission | str) -> Reach | None:
        """How far they may do this; None is not at all."""
        takes_part = self.has_joined and self.is_admitted
        if not takes_part and permission not in BEFORE_JOINING:
            return None
        return reach(self.roles, Permission(permission))


class _User(Protocol):
    """What Flask-Login knows of whoever asks; ``member`` only when signed in."""

    is_authenticated: bool
    member: SignedIn


def needs(permission: Permission, *, is_fresh: bool = False) -> Callable[[View[P]], View[P]]:
    """Let in only signed-in members who may do this.

    Without a sign-in the answer is 401; without the permission 404, as if there were nothing. So
    it is for every act (POST) in a talk, ``visit_id``, that is not the member's to read. Only who
    takes somebody out of the line is told that another was faster.
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
            if is_fresh and not freshness.is_fresh():
                return freshness.ask_for_proof()
            if permission is not Permission.TAKE_CONTACT:
                _require_readable(member, kwargs.get("visit_id"))
            return view(*args, **kwargs)

        setattr(guarded, LOCK, permission)
        setattr(guarded, FRESH, is_fresh)
        return guarded

    return lock


def open_to_all(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that anybody may open."""
    setattr(view, LOCK, OPEN)
    return view


def _require_readable(member: SignedIn, visit_id: object) -> None:
    """What is shown asks for itself; an act would otherwise tell that there is such a talk."""
    if request.method != "POST" or not isinstance(visit_id, UUID):
        return
    with the_house().open_look() as work:
        desk.require_readable(work, visit_id, member_id=member.id)


def find_member() -> SignedIn | None:
    """The member who is signed in, if somebody is."""
    user = cast("_User", current_user)
    if not user.is_authenticated:
        return None
    member = user.member
    return replace(member, has_joined=the_house().has_joined(member.organisation))


def the_member() -> SignedIn:
    """The member who is signed in; for views behind ``needs``."""
    member = find_member()
    if member is None:
        abort(401)
    return member
