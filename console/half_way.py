"""Half-way in: the passphrase was right, the second factor is still to come.

Whoever is half-way is nobody yet: they can prove their factor or, without any, set one up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final, cast
from uuid import UUID

from flask import abort, g, redirect, session, url_for
from flask_login import login_user, logout_user
from flask_security import UserMixin
from werkzeug.wrappers import Response

from console.doorkeeper import User, the_doorkeeper
from console.freshness import ask_for_proof, is_fresh
from console.guard import FRESH, LOCK, SignedIn, find_member
from console.home import home_of
from console.house import the_house
from console.own_path import own_path
from domain.permission import Permission
from services import factors

HALF: Final = "half"
"""Where the session keeps who is half-way, and since when."""

CHALLENGE: Final = "challenge"
"""Where the session keeps what a passkey is being asked."""

HOLDS: Final = timedelta(minutes=10)
SET_UP_HOLDS: Final = timedelta(minutes=30)
"""So long while there is no factor yet: an app is to be found and installed first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfWay:
    """Who is half-way in, where they wanted to go, and whether there is something to prove."""

    user: User
    wish: str
    has_factor: bool

    @property
    def member(self) -> SignedIn:
        """The member they say they are."""
        return self.user.member


def begin(user: UserMixin | User, wish: str | None) -> Response:
    """The passphrase was right: on to the second factor; whoever was signed in here is out."""
    logout_user()
    session[HALF] = {
        "mark": user.fs_uniquifier,
        "since": the_house().clock().isoformat(),
        "wish": own_path(wish),
    }
    session.pop(CHALLENGE, None)
    forget_token()
    return redirect(url_for("console.second_step"), 303)


def first_sign_in(member_id: UUID) -> Response:
    """A passphrase was just chosen with a link: on to the factor, or in where none is asked for."""
    user = the_doorkeeper().user_of(member_id)
    if the_house().asks_second_factor:
        return begin(user, None)
    logout_user()
    let_in(member_id)
    return redirect(home_of(user.member), 303)


def find() -> HalfWay | None:
    """Who is half-way in, if somebody is and it is not too late."""
    kept = session.get(HALF)
    if not kept:
        return None
    user = the_doorkeeper().find_user(fs_uniquifier=kept["mark"])
    if user is None or not user.active:
        return None
    with the_house().open_look() as look:
        has_factor = bool(factors.look(look, user.member.id).count)
    holds = HOLDS if has_factor else SET_UP_HOLDS
    if the_house().clock() >= datetime.fromisoformat(kept["since"]) + holds:
        return None
    return HalfWay(user=user, wish=kept["wish"], has_factor=has_factor)


def let_in(member_id: UUID) -> None:
    """Sign the member in, as they are now; with a new session and new tokens for forms."""
    session.pop(HALF, None)
    session.pop(CHALLENGE, None)
    login_user(cast("Any", the_doorkeeper().user_of(member_id)), force=True)


def destination(half: HalfWay) -> str:
    """Where a sign-in leads: where they wanted to go, or to their first page."""
    return half.wish if half.wish != "/" else home_of(half.member)


def forget_token() -> None:
    """Forms from here on carry a new token, on this very page too."""
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)


def sets_up(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let in who has just proved that it is them, and who is half-way without any factor."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the view takes
        member = find_member()
        if member is not None:
            return view(member, *args, **kwargs) if is_fresh() else ask_for_proof()
        half = find()
        if half is None:
            abort(401)
        if half.has_factor:
            return redirect(url_for("console.second_step"), 303)
        return view(half.member, *args, **kwargs)

    setattr(guarded, LOCK, Permission.OWN_ACCOUNT)
    setattr(guarded, FRESH, True)
    return guarded
