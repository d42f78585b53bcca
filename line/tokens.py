"""The token with which we call LINE: a long-lived one, or stateless ones of 15 minutes."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from domain.errors import PlatformForbiddenError
from domain.secret import PrivateText

_USED_SECONDS: Final = 720.0
"""A stateless token is replaced after 12 of its 15 minutes ("Channel access token")."""

_USED_SHARE: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Who we are to LINE. Without ``access_token``, tokens are drawn from id and secret.

    Several secrets stand in the order in which they are tried.
    """

    channel_id: str
    channel_secrets: tuple[PrivateText, ...]
    access_token: PrivateText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A fresh token, and how many seconds LINE will take it."""

    token: PrivateText
    lasts_seconds: float


Issue = Callable[[str, PrivateText], IssuedToken | None]
"""Draw a token with a channel id and a secret; None when LINE refuses the pair."""


class Tokens:
    """The current token, drawn by one thread while the others wait for it.

    A forked child goes on with its parent's token.
    """

    def __init__(
        self,
        credentials: Credentials,
        issue: Issue,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._credentials = credentials
        self._issue = issue
        self._monotonic = monotonic
        self._kept: tuple[PrivateText, float] | None = None
        # One lock a process: a lock that was held at the moment of a fork is never released.
        self._locks: dict[int, threading.Lock] = {}

    def current(self) -> PrivateText:
        """The token to use now.

        Raises:
            PlatformForbiddenError: LINE refuses every channel secret.
            PlatformBusyError: LINE cannot be reached; nothing was sent.
        """
        if self._credentials.access_token is not None:
            return self._credentials.access_token
        return self._fresh() or self._drawn(instead_of=None)

    def renewed(self, refused: PrivateText) -> PrivateText | None:
        """Another token than the one LINE has just refused; None when there can be none.

        Raises:
            PlatformForbiddenError, PlatformBusyError: as ``current``.
        """
        if self._credentials.access_token is not None:
            return None
        return self._drawn(instead_of=refused)

    def _fresh(self) -> PrivateText | None:
        if self._kept is None:
            return None
        token, until = self._kept
        return token if self._monotonic() < until else None

    def _drawn(self, *, instead_of: PrivateText | None) -> PrivateText:
        with self._locks.setdefault(os.getpid(), threading.Lock()):
            fresh = self._fresh()
            if fresh is not None and fresh != instead_of:
                return fresh
            issued = self._issued()
            seconds = min(_USED_SECONDS, issued.lasts_seconds * _USED_SHARE)
            self._kept = (issued.token, self._monotonic() + seconds)
            return issued.token

    def _issued(self) -> IssuedToken:
        for secret in self._credentials.channel_secrets:
            issued = self._issue(self._credentials.channel_id, secret)
            if issued is not None:
                return issued
        raise PlatformForbiddenError("LINE gives no token for this channel id and secret")
