"""Who is signed in: Flask-Security on our members, our sessions and our pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final, cast
from uuid import UUID

from flask import Flask, Response, abort, current_app, redirect, request, session, url_for
from flask_login import user_logged_in
from flask_security import Security, UserMixin
from flask_security.tf_plugin import TfPlugin
from flask_wtf import CSRFProtect

from bot.doorkeeper import Doorkeeper, SignedInUser
from bot.sessions import IsOver, KeptData, Shelf
from bot.throttling import throttle_sign_in
from console import half_way
from console.doorkeeper import PLACE
from console.forms.sign_in import SignInForm
from console.freshness import note_proof
from console.guard import find_member, open_to_all
from console.home import home_of
from console.own_path import own_path
from domain.audit import Act
from domain.errors import OpenTalksError
from domain.permission import Permission
from domain.secret import PrivateText
from services import audit
from services.live import Topic
from services.work import OpenWork
from storage.database import Database
from storage.queries import sessions

SIGN_IN: Final = "security.login"
SIGN_OUT: Final = "security.logout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What sign-in needs: where members are, the time, Redis for counting, and a secret.

    ``secret`` signs CSRF tokens; it must be the same in every console process. ``leave`` takes a
    member off duty, and raises ``OpenTalksError`` while talks are open. ``is_over`` says whether a
    session ends with the evening.
    """

    database: Database
    clock: Callable[[], datetime]
    redis_url: PrivateText
    secret: PrivateText
    is_https: bool
    leave: Callable[[UUID], None]
    is_over: IsOver
    open_work: OpenWork
    asks_second_factor: bool


def set_up(app: Flask, identity: Identity) -> CSRFProtect:
    """Give the app its sessions, sign-in and CSRF protection; gives the latter for exemptions."""
    app.config.update(_CONFIG, SECRET_KEY=identity.secret.reveal())
    app.session_interface = Shelf(
        identity.database, identity.clock, identity.is_over, is_https=identity.is_https
    )
    csrf = CSRFProtect(app)  # before Flask-Security, which else leaves some ways unprotected
    door = Doorkeeper(identity.database, identity.open_work)
    app.extensions[PLACE] = door
    security = Security(app, door, login_form=SignInForm)
    # Its own loader looks for tokens in queries and parses every JSON body: also LINE's, unproved.
    security.login_manager.request_loader(lambda _: None)
    security.want_json(lambda _: False)
    if identity.asks_second_factor:
        security.two_factor_plugins = SecondStep()
    user_logged_in.connect(_let_in(identity.open_work), app, weak=False)
    app.view_functions[SIGN_IN] = _kept_at_home(app.view_functions[SIGN_IN])
    app.view_functions[SIGN_OUT] = _off_duty_first(app.view_functions[SIGN_OUT], identity)
    throttle_sign_in(app, SIGN_IN, redis_url=identity.redis_url, clock=identity.clock)
    for endpoint in (SIGN_IN, SIGN_OUT):
        open_to_all(app.view_functions[endpoint])
    return csrf


class SecondStep(TfPlugin):
    """What follows a right passphrase: our own pages, not Flask-Security's."""

    def tf_enter(
        self,
        user: UserMixin,
        remember_me: bool | None,  # noqa: FBT001 - Flask-Security's own signature
        primary_authn_via: str,
        next_loc: str | None,
    ) -> Any:  # noqa: ANN401 - the same
        """Nobody is signed in by a passphrase alone."""
        del remember_me, primary_authn_via
        return half_way.begin(user, next_loc)


def _let_in(open_work: OpenWork) -> Callable[..., None]:
    """What happens whenever somebody is signed in."""

    def let_in(_: Flask, user: SignedInUser, **__: object) -> None:
        half_way.forget_token()
        note_proof()
        with open_work() as work:
            audit.note(work, Act.SIGNED_IN, actor_id=user.member.id)

    return let_in


def _kept_at_home(view: Callable[..., Any]) -> Callable[[], Response]:
    """The sign-in view, taking plain forms only and leading nowhere but to our own paths."""

    @wraps(view)
    def sign_in() -> Response:
        if request.method == "POST" and request.mimetype != "application/x-www-form-urlencoded":
            abort(400)
        answer = current_app.make_response(view())
        if answer.location is not None:
            wish, member = own_path(answer.location), find_member()
            answer.location = home_of(member) if member is not None and wish == "/" else wish
        return answer

    return sign_in


def _off_duty_first(view: Callable[..., Any], identity: Identity) -> Callable[[], Any]:
    """The sign-out view: whoever has open talks is led to them instead."""

    @wraps(view)
    def sign_out() -> Any:  # noqa: ANN401 - whatever Flask-Security answers
        member = find_member()
        if member is None:
            return view()
        try:
            if member.may(Permission.BE_ON_DUTY):
                identity.leave(member.id)
        except OpenTalksError:
            return redirect(url_for("console.leaving"), 303)
        with identity.open_work() as work:
            audit.note(work, Act.SIGNED_OUT, actor_id=member.id)
            kept = cast("KeptData", session).kept
            if kept is not None:  # before open pages are told: they ask whether it still holds
                sessions.end(work.session, kept.token_hash)
            work.tell(Topic.sign_in(member.id))
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
