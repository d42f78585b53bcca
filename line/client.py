"""LINE's API, as much of it as the service uses: reply, push, leave, and three questions.

Importing this takes most of a second (the SDK); nothing that only reads webhooks needs it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Final
from uuid import UUID

from linebot.v3.messaging import (  # type: ignore[import-untyped]  # has none
    ApiResponse,
    PushMessageRequest,
    ReplyMessageRequest,
)
from urllib3.exceptions import HTTPError

from domain.errors import PlatformBusyError, PlatformError, QuotaExhaustedError
from domain.secret import PrivateText
from domain.utterance import Utterance
from line.answers import (
    Accepted,
    NotAcceptedError,
    accepted,
    broken_call,
    broken_reply,
    read_json,
    refused_call,
    refused_reply,
)
from line.event_kinds import PlaceKind
from line.fields import JsonObject, as_id
from line.messages import as_line_messages
from line.tokens import Credentials, IssuedToken, Tokens
from line.transport import Timeouts, Transport

_TOKEN: Final = re.compile(r"[!-~]+")
_LASTS_SECONDS: Final = 900
"""What LINE states for a stateless token; used where it states nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendCount:
    """LINE's own count of one day: ever added, and blocking."""

    followers: int
    blocks: int


class LineClient:
    """Speaks to LINE; may be shared by threads and carried over forks.

    ``api_url`` None is LINE itself. ``timeouts`` are seconds to connect, and to wait for an
    answer. Nothing is tried again here except once with a new token after a 401: what to do
    next is in the kind of error, and no error carries ids, words or tokens.
    """

    def __init__(
        self,
        *,
        api_url: str | None,
        credentials: Credentials,
        timeouts: Timeouts = (3.05, 8.0),
    ) -> None:
        tokens = Tokens(credentials, self._issue)
        self._transport = Transport(api_url=api_url, tokens=tokens, timeouts=timeouts)

    def reply(self, token: PrivateText, utterance: Utterance) -> Accepted:
        """Answer an event with its reply token: free, and only once.

        Raises:
            ReplyTokenSpentError: the token is used or too old.
            PlatformUnsureError: no answer came; the same token may be tried again.
            PlatformBusyError: it did not go out; the same token may be tried again.
            PlatformRefusedError, PlatformForbiddenError: it will not go out like this.
        """
        request = ReplyMessageRequest(
            reply_token=token.reveal(),
            messages=as_line_messages(utterance),
            notification_disabled=utterance.is_silent,
        )
        api = self._transport.apis().messaging
        try:
            answer = api.reply_message_with_http_info(request, _preload_content=False)
        except NotAcceptedError as refusal:
            failure = refused_reply(refusal)
        except HTTPError as broken:
            failure = broken_reply(broken)
        else:
            return _accepted(answer)
        raise failure

    def push(self, user_id: PrivateText, utterance: Utterance, retry_key: UUID) -> Accepted:
        """Write to a person: counted by LINE, and with the same key at most once in 24 hours.

        LINE accepts also what it then drops because the person has blocked the account.

        Raises:
            PlatformBusyError: no answer, or not now; try again with the same key.
            QuotaExhaustedError: the month's pushes are used up.
            PlatformRefusedError, PlatformForbiddenError: it will not go out like this.
        """
        request = PushMessageRequest(
            to=user_id.reveal(),
            messages=as_line_messages(utterance),
            notification_disabled=utterance.is_silent,
        )
        api = self._transport.apis().messaging
        try:
            answer = api.push_message_with_http_info(
                request, str(retry_key), _preload_content=False
            )
        except NotAcceptedError as refusal:
            if refusal.status == HTTPStatus.CONFLICT:  # the key has done its work before
                return accepted(refusal.headers, refusal.body)
            failure = self._refused_push(refusal)
        except HTTPError as broken:
            failure = broken_call(broken)
        else:
            return _accepted(answer)
        raise failure

    def leave(self, kind: PlaceKind, place_id: PrivateText) -> None:
        """Leave a group or a room.

        Raises:
            PlatformError: it could not be left; PlatformRefusedError if we are not there.
        """
        api = self._transport.apis().messaging
        match kind:
            case PlaceKind.GROUP:
                leave = api.leave_group_with_http_info
            case PlaceKind.ROOM:
                leave = api.leave_room_with_http_info
        _asked(lambda: leave(place_id.reveal(), _preload_content=False))

    def get_bot_user_id(self) -> str:
        """The account's own LINE id, as webhooks name it in ``destination``.

        Raises:
            PlatformError: LINE does not say.
        """
        api = self._transport.apis().messaging
        about = _asked(lambda: api.get_bot_info_with_http_info(_preload_content=False))
        bot_user_id = as_id(about.get("userId"))
        if bot_user_id is None:
            raise PlatformBusyError("LINE's answer makes no sense")
        return bot_user_id

    def count_friends(self, day: date) -> FriendCount | None:
        """How many have ever added the account, and how many block it, on a day of Tokyo.

        None while LINE has not counted that day, or counts none because the account is too new.

        Raises:
            PlatformError: LINE does not say.
        """
        api = self._transport.apis().insight
        told = _asked(
            lambda: api.get_number_of_followers_with_http_info(
                f"{day:%Y%m%d}", _preload_content=False
            )
        )
        if told.get("status") != "ready":
            return None
        followers, blocks = told.get("followers"), told.get("blocks")
        if followers is None or blocks is None:  # "ready" too, before the account has had anybody
            return None
        return FriendCount(followers=_whole(followers), blocks=_whole(blocks))

    def push_quota_left(self) -> int | None:
        """How many pushes are left this month, as LINE reckons roughly; None without a limit.

        Raises:
            PlatformError: LINE does not say.
        """
        api = self._transport.apis().messaging
        quota = _asked(lambda: api.get_message_quota_with_http_info(_preload_content=False))
        if quota.get("type") == "none":
            return None
        used = _asked(
            lambda: api.get_message_quota_consumption_with_http_info(_preload_content=False)
        )
        return max(0, _whole(quota.get("value")) - _whole(used.get("totalUsage")))

    def _refused_push(self, refusal: NotAcceptedError) -> PlatformError:
        """A 429 is the month's limit, or only haste: LINE's words or its books tell."""
        if refusal.status != HTTPStatus.TOO_MANY_REQUESTS:
            return refused_call(refusal)
        if refusal.is_monthly_limit or self._is_quota_used_up():
            return QuotaExhaustedError("The month's pushes are used up")
        return PlatformBusyError("LINE cannot take it now")

    def _is_quota_used_up(self) -> bool:
        try:
            return self.push_quota_left() == 0
        except PlatformError:
            return False

    def _issue(self, channel_id: str, secret: PrivateText) -> IssuedToken | None:
        api = self._transport.apis().oauth
        try:
            answer = _asked(
                lambda: api.issue_stateless_channel_token_with_http_info_by_client_secret(
                    channel_id, secret.reveal(), _preload_content=False
                )
            )
        except PlatformBusyError:
            raise
        except PlatformError:
            return None
        token, lasts = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise PlatformBusyError("LINE's answer makes no sense")
        seconds = lasts if type(lasts) is int else _LASTS_SECONDS
        return IssuedToken(token=PrivateText(token), lasts_seconds=seconds)


def _accepted(answer: ApiResponse) -> Accepted:
    return accepted(answer.headers or {}, answer.raw_data or b"")


def _asked(call: Callable[[], ApiResponse]) -> JsonObject:
    """Make a call that may be made again at will, and read its answer."""
    try:
        answer = call()
    except NotAcceptedError as refusal:
        failure = refused_call(refusal)
    except HTTPError as broken:
        failure = broken_call(broken)
    else:
        return read_json(answer.raw_data or b"")
    raise failure


def _whole(number: object) -> int:
    if type(number) is not int:
        raise PlatformBusyError("LINE's answer makes no sense")
    return number
