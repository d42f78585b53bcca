"""Who is signed in: Flask-Security on our members, our sessions and our pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_security import RoleMixin, Security, UserDatastore, UserMixin
from flask_wtf import CSRFProtect

from bot.sessions import Shelf
from bot.throttling import throttle_sign_in
from console.forms.sign_in import SignInForm
from console.guard import SignedIn, find_member, open_to_all
from console.own_path import own_path
from domain.errors import OpenTalksError
from domain.passphrase import as_typed
from domain.secret import PrivateText
from storage.database import Database
from storage.models.member import Member
from storage.queries import members

SIGN_IN: Final = "security.login"
SIGN_OUT: Final = "security.logout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What sign-in needs: where members are, the time, Redis for counting, and a secret.

    ``secret`` signs CSRF tokens; it must be the same in every console process. ``leave`` takes a
    member off duty, and raises ``OpenTalksError`` while talks are open.
    """

    database: Database
    clock: Callable[[], datetime]
    redis_url: PrivateText
    secret: PrivateText
    is_https: bool
    leave: Callable[[UUID], None]


def set_up(app: Flask, identity: Identity) -> CSRFProtect:
    """Give the app its sessions, sign-in and CSRF protection; gives the latter for exemptions."""
    app.config.update(_CONFIG, SECRET_KEY=identity.secret.reveal())
    app.session_interface = Shelf(identity.database, identity.clock, is_https=identity.is_https)
    csrf = CSRFProtect(app)  # before Flask-Security, which else leaves some ways unprotected
    door = Door(identity.database)
    app.extensions["madobe_door"] = door
    security = Security(app, door, login_form=SignInForm)
    # Its own loader looks for tokens in queries and parses every JSON body: also LINE's, unproved.
    security.login_manager.request_loader(lambda _: None)
    security.want_json(lambda _: False)
    app.view_functions[SIGN_IN] = _kept_at_home(app.view_functions[SIGN_IN])
    app.view_functions[SIGN_OUT] = _off_duty_first(app.view_functions[SIGN_OUT], identity.leave)
    throttle_sign_in(app, SIGN_IN, redis_url=identity.redis_url, clock=identity.clock)
    for endpoint in (SIGN_IN, SIGN_OUT):
        open_to_all(app.view_functions[endpoint])
    return csrf


class SignedInUser(UserMixin):
    """A member as Flask-Security knows one; ``member`` is what the pages know."""

    fs_uniquifier = ""

    def __init__(self, row: Member) -> None:
        self.member = SignedIn(
            id=row.id,
            alias=row.alias,
            roles=row.roles,
            organisation=row.organisation,
            language=row.language,
        )
        self.fs_uniquifier = row.fs_uniquifier
        self.active = row.is_active
        self.roles: list[RoleMixin] = []


class Door(UserDatastore):
    """Finds members for Flask-Security, and proves passphrases."""

    def __init__(self, database: Database) -> None:
        super().__init__(SignedInUser, RoleMixin)
        self._database = database
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash("the passphrase of nobody")

    def find_user(self, case_insensitive: bool = False, **wish: Any) -> SignedInUser | None:  # noqa: ANN401, FBT001, FBT002 - Flask-Security's own signature
        """The member with this ``fs_uniquifier``, which is all a session knows."""
        del case_insensitive
        with self._database.reading() as session:
            row = members.find_by_uniquifier(session, str(wish["fs_uniquifier"]))
        return None if row is None else SignedInUser(row)

    def admit(self, login: str, passphrase: str) -> SignedInUser | None:
        """The active member with this name and passphrase; one argon2 check whoever asks."""
        with self._database.reading() as session:
            row = members.find_by_login(session, login.strip().casefold())
        is_right = self._is_right(row.password_hash if row else self._nobody, passphrase)
        if row is None or not row.is_active or not is_right:
            return None
        return SignedInUser(row)

    def commit(self) -> None:
        """Flask-Security commits after sign-in; nothing of ours waits for it."""

    def _is_right(self, password_hash: str, passphrase: str) -> bool:
        try:
            return self._hasher.verify(password_hash, as_typed(PrivateText(passphrase)))
        except (VerificationError, InvalidHashError):
            return False


def _kept_at_home(view: Callable[..., Any]) -> Callable[[], Response]:
    """The sign-in view, taking plain forms only and leading nowhere but to our own paths."""

    @wraps(view)
    def sign_in() -> Response:
        if request.method == "POST" and request.mimetype != "application/x-www-form-urlencoded":
            abort(400)
        answer = current_app.make_response(view())
        if answer.location is not None:
            answer.location = own_path(answer.location)
        return answer

    return sign_in


def _off_duty_first(view: Callable[..., Any], leave: Callable[[UUID], None]) -> Callable[[], Any]:
    """The sign-out view: whoever has open talks is led to them instead."""

    @wraps(view)
    def sign_out() -> Any:  # noqa: ANN401 - whatever Flask-Security answers
        member = find_member()
        if member is not None:
            try:
                leave(member.id)
            except OpenTalksError:
                return redirect(url_for("console.leaving"), 303)
        return view()

    return sign_out


_CONFIG: Final[dict[str, object]] = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGIN_USER_TEMPLATE": "sign_in.html",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_FRESHNESS": timedelta(days=-1),
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [],
    "SECURITY_TRACKABLE": False,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_CACHE_CONTROL": None,
    "SESSION_PROTECTION": None,  # else a hash of address and browser would tie the session
    "WTF_CSRF_TIME_LIMIT": None,  # a token lives as long as its session
    "WTF_CSRF_SSL_STRICT": False,  # it needs a Referer, which our own policy forbids to send
    "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
}
