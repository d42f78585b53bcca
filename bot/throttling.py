"""How often somebody may try to sign in: counted in Redis, and in memory while Redis is away."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from flask import Flask, Response, request
from flask_limiter import Limiter

from domain.secret import PrivateText

FAILURES_PER_LOGIN: Final = "6 per 15 minutes"
FAILURES_PER_ADDRESS: Final = "40 per 15 minutes"
PAGES_PER_ADDRESS: Final = "120 per minute"
_REDIS_SECONDS: Final = 1

Clock = Callable[[], datetime]


def throttle_sign_in(app: Flask, endpoint: str, *, redis_url: PrivateText, clock: Clock) -> None:
    """Refuse (429) further tries after too many failures of a login name or an address.

    A success costs nothing. What is counted under is an HMAC that changes every day, so Redis
    never holds a name or an address.
    """

    def counted_as(kind: str, value: str) -> str:
        words = f"{clock():%Y-%m-%d}|{kind}|{value}".encode()
        return hmac.digest(str(app.config["SECRET_KEY"]).encode(), words, hashlib.sha256).hex()

    def login() -> str:
        return counted_as("login", request.form.get("login", "").strip().casefold()[:256])

    def address() -> str:
        return counted_as("address", request.remote_addr or "")

    limiter = Limiter(
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
    view: Callable[..., Any] = app.view_functions[endpoint]
    for limit, key in ((FAILURES_PER_LOGIN, login), (FAILURES_PER_ADDRESS, address)):
        view = limiter.limit(limit, key_func=key, methods=["POST"], deduct_when=_has_failed)(view)
    app.view_functions[endpoint] = limiter.limit(PAGES_PER_ADDRESS)(view)


def _has_failed(answer: Response) -> bool:
    """A sign-in that succeeds leads on; one that fails shows the form again."""
    return answer.location is None


def _storage(url: str) -> str:
    return url.replace("unix://", "redis+unix://", 1) if url.startswith("unix://") else url
