"""How often an address may try to sign in: counted in Redis, and in memory while Redis is away."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from flask import Flask, Response, request
from flask_limiter import Limiter

from domain.place import place_of
from domain.secret import PrivateText

CODES_PER_ADDRESS: Final = "30 per 15 minutes"
FAILURES_PER_ADDRESS: Final = "40 per 15 minutes"
PAGES_PER_ADDRESS: Final = "120 per minute"
_REDIS_SECONDS: Final = 1
_PLACE: Final = "madobe_limiter"
_CODE_DOORS: Final = ("console.portal", "console.portal_once", "console.code_page")
_REFUSED: Final = 400

Clock = Callable[[], datetime]


def throttle_sign_in(app: Flask, endpoint: str, *, redis_url: PrivateText, clock: Clock) -> None:
    """Refuse (429) further tries after too many failures from an address, of whatever accounts.

    A success costs nothing. What is counted under is an HMAC that changes every day, so Redis
    never holds an address; of IPv6, a household counts as one. The failures of one account
    are ``services.lockout``'s.
    """
    limiter = app.extensions[_PLACE] = _limiter(app, redis_url, clock)
    view: Callable[..., Any] = app.view_functions[endpoint]
    view = limiter.limit(FAILURES_PER_ADDRESS, methods=["POST"], deduct_when=_has_failed)(view)
    app.view_functions[endpoint] = limiter.limit(PAGES_PER_ADDRESS)(view)


def throttle_codes(app: Flask) -> None:
    """The same for the doors at which codes are typed and shown, once they are there.

    The failures of a member, a destination and all of them are ``services.guessing``'s.
    """
    limiter: Limiter = app.extensions[_PLACE]
    for endpoint in _CODE_DOORS:
        view: Callable[..., Any] = app.view_functions[endpoint]
        view = limiter.limit(CODES_PER_ADDRESS, deduct_when=_is_refused)(view)
        app.view_functions[endpoint] = limiter.limit(PAGES_PER_ADDRESS)(view)


def _limiter(app: Flask, redis_url: PrivateText, clock: Clock) -> Limiter:
    def address() -> str:
        words = f"{clock():%Y-%m-%d}|address|{place_of(request.remote_addr or '')}".encode()
        return hmac.digest(str(app.config["SECRET_KEY"]).encode(), words, hashlib.sha256).hex()

    return Limiter(
        key_func=address,
        app=app,
        storage_uri=_storage(redis_url.reveal()),
        storage_options={
            "socket_connect_timeout": _REDIS_SECONDS,
            "socket_timeout": _REDIS_SECONDS,
        },
        key_prefix="madobe",
        in_memory_fallback_enabled=True,
        headers_enabled=False,
    )


def _has_failed(answer: Response) -> bool:
    """A sign-in that succeeds leads on; one that fails shows the form again."""
    return answer.location is None


def _is_refused(answer: Response) -> bool:
    """A code that is none, and the address of a page or a link that is nobody's."""
    return answer.status_code >= _REFUSED


def _storage(url: str) -> str:
    return url.replace("unix://", "redis+unix://", 1) if url.startswith("unix://") else url
