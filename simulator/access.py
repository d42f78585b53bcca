"""Channel access tokens: stateless ones of 15 minutes, and one long-lived if wished."""

import hmac
import math
import threading
from datetime import datetime, timedelta

from simulator import ids
from simulator.refusals import RefusedError, invalid_access_token

STATELESS_SECONDS = 900


class Access:
    """The channel's id and secret, and the tokens that are good now."""

    def __init__(self, channel_id: str, secret: str, *, long_lived: str | None = None) -> None:
        self.channel_id = channel_id
        self.secret = secret
        self._long_lived = long_lived
        self._expiries: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def issue(self, client_id: str, client_secret: str, now: datetime) -> str:
        """Return a fresh stateless token.

        Raises:
            RefusedError: 400, wrong id or secret.
        """
        is_right = client_id == self.channel_id and hmac.compare_digest(
            client_secret.encode(), self.secret.encode()
        )
        if not is_right:
            raise RefusedError(400, "invalid_client")
        token = ids.opaque_token()
        with self._lock:
            self._expiries[token] = now + timedelta(seconds=STATELESS_SECONDS)
        return token

    def demand(self, authorization: str | None, now: datetime) -> None:
        """Check an Authorization header.

        Raises:
            RefusedError: 401, no token, a wrong one or an expired one.
        """
        scheme, _, token = (authorization or "").partition(" ")
        if scheme != "Bearer" or self.seconds_left(token, now) <= 0:
            raise invalid_access_token()

    def seconds_left(self, token: str, now: datetime) -> int:
        """Return how long the token is good; 0 when it is not."""
        if self._long_lived and token == self._long_lived:
            return 10**9
        with self._lock:
            expires_at = self._expiries.get(token)
        return max(0, math.ceil((expires_at - now).total_seconds())) if expires_at else 0

    def expire_all(self) -> None:
        """Make every stateless token invalid at once."""
        with self._lock:
            self._expiries.clear()
