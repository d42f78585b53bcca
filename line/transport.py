"""The one road to LINE's API: the SDK, held to our list of calls, time-outs and tokens.

The SDK by itself waits for ever, repeats calls unasked, prints bodies in its exceptions and
dies when it is carried over a fork; all of that is put right here, once.
"""

import os
from dataclasses import dataclass
from typing import Final

from linebot.v3 import insight, messaging, oauth  # type: ignore[import-untyped]  # has none
from linebot.v3.messaging.exceptions import ApiException  # type: ignore[import-untyped]  # has none
from linebot.v3.messaging.rest import RESTClientObject, RESTResponse  # type: ignore[import-untyped]  # has none

from domain.errors import PlatformBusyError
from line.answers import NotAcceptedError
from line.endpoints import ForbiddenEndpointError, require_allowed
from line.tokens import Tokens

REAL_LINE: Final = "https://api.line.me"
Timeouts = tuple[float, float]

_CONNECTIONS: Final = 32
_UNAUTHORIZED: Final = 401
_NO_HANDSHAKE: Final = ("CERTIFICATE_VERIFY_FAILED", "WRONG_VERSION_NUMBER", "HANDSHAKE_FAILURE")
"""OpenSSL's words for TLS that never came about, so that nothing was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apis:
    """The SDK's clients, sharing one pool of connections."""

    insight: insight.Insight
    messaging: messaging.MessagingApi
    oauth: oauth.ChannelAccessToken


class Transport:
    """Long-lived SDK clients, one set for each process; safe for threads and forks."""

    def __init__(self, *, api_url: str | None, tokens: Tokens, timeouts: Timeouts) -> None:
        self._host = (api_url or REAL_LINE).rstrip("/")
        self._tokens = tokens
        self._timeouts = timeouts
        self._apis: dict[int, Apis] = {}

    def apis(self) -> Apis:
        """This process's clients, built when first asked for."""
        known = self._apis.get(os.getpid())
        return known or self._apis.setdefault(os.getpid(), self._built())

    def _built(self) -> Apis:
        # The SDK insists on a token here; the road puts the current one on each call.
        settings = messaging.Configuration(host=self._host, access_token="")
        settings.retries = False
        settings.connection_pool_maxsize = _CONNECTIONS
        rest = RESTClientObject(settings)
        talking = messaging.ApiClient(settings)
        talking.rest_client = _Road(rest, self._host, self._timeouts, self._tokens)
        counting = insight.ApiClient(insight.Configuration(host=self._host, access_token=""))
        counting.rest_client = _Road(rest, self._host, self._timeouts, self._tokens)
        drawing = oauth.ApiClient(oauth.Configuration(host=self._host))
        drawing.rest_client = _Road(rest, self._host, self._timeouts, None)
        return Apis(
            insight=insight.Insight(counting),
            messaging=messaging.MessagingApi(talking),
            oauth=oauth.ChannelAccessToken(drawing),
        )


class _Road:
    """What the SDK takes for its HTTP client. It knows GET and POST, and no other way out."""

    def __init__(
        self, rest: RESTClientObject, host: str, timeouts: Timeouts, tokens: Tokens | None
    ) -> None:
        self._rest = rest
        self._host = host
        self._timeouts = timeouts
        self._tokens = tokens

    def get_request(self, url: str, **options: object) -> RESTResponse:
        return self._request("GET", url, options)

    def post_request(self, url: str, **options: object) -> RESTResponse:
        return self._request("POST", url, options)

    def _request(self, method: str, url: str, options: dict[str, object]) -> RESTResponse:
        if not url.startswith(self._host + "/"):
            raise ForbiddenEndpointError("This is not LINE's address")
        require_allowed(method, url.removeprefix(self._host))
        if self._tokens is None:
            return self._ask(method, url, options, {})
        token = self._tokens.current()
        try:
            return self._ask(method, url, options, _bearer(token.reveal()))
        except NotAcceptedError as answer:
            another = self._tokens.renewed(token) if answer.status == _UNAUTHORIZED else None
            if another is None:
                raise
        return self._ask(method, url, options, _bearer(another.reveal()))

    def _ask(
        self, method: str, url: str, options: dict[str, object], also: dict[str, str]
    ) -> RESTResponse:
        given = options["headers"]
        headers = {**(given if isinstance(given, dict) else {}), **also}
        sending = {
            **options,
            "headers": headers,
            "_preload_content": True,
            "_request_timeout": self._timeouts,
        }
        try:
            return self._rest.request(method, url, **sending)
        except ApiException as error:
            if any(sign in str(error.reason) for sign in _NO_HANDSHAKE):
                raise PlatformBusyError("No safe connection to LINE") from None
            refusal = NotAcceptedError(error.status or 0, error.headers or {}, error.body or b"")
        raise refusal


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
