"""What LINE's answers mean: accepted, or an error named after what to do next.

LINE does not guarantee its error texts; statuses decide. No error carries anything of an answer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProxyError

from domain.errors import (
    PlatformBusyError,
    PlatformError,
    PlatformFaultError,
    PlatformForbiddenError,
    PlatformRefusedError,
    PlatformUnsureError,
    ReplyTokenSpentError,
)
from line.fields import JsonObject, as_id, as_object

NO_STATUS: Final = 0
_MONTHLY_LIMIT: Final = b"monthly limit"
_REQUEST_ID: Final = "x-line-request-id"
_FIRST_REQUEST_ID: Final = "x-line-accepted-request-id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """LINE took the call. That is all it says: not that it arrived, not that it was read."""

    request_id: str | None
    message_ids: tuple[str, ...]


class NotAcceptedError(Exception):
    """LINE answered with another status than 2xx; 0 means that TLS broke on the way."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(f"LINE answered {status}")
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def is_monthly_limit(self) -> bool:
        """Whether a 429 says by its words that the month's pushes are used up."""
        return _MONTHLY_LIMIT in self.body.lower()


def accepted(headers: Mapping[str, str], body: bytes) -> Accepted:
    """Read an accepting answer. Whatever its body holds, the message has gone out."""
    sent = read_json(body).get("sentMessages")
    ids = [as_id(as_object(item).get("id")) for item in (sent if isinstance(sent, list) else [])]
    request_id = headers.get(_FIRST_REQUEST_ID) or headers.get(_REQUEST_ID)
    return Accepted(request_id=as_id(request_id), message_ids=tuple(filter(None, ids)))


def read_json(body: bytes) -> JsonObject:
    """The body as a JSON object; an empty one for anything else."""
    try:
        return as_object(json.loads(body.decode()))
    except (ValueError, RecursionError):
        return {}


def refused_call(answer: NotAcceptedError) -> PlatformError:
    """What another status than 2xx means for a call that can be made again with its key."""
    if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return PlatformForbiddenError("LINE does not let us in")
    if _is_passing(answer.status):
        return PlatformBusyError("LINE cannot take it now")
    return PlatformRefusedError("LINE refuses this call")


def refused_reply(answer: NotAcceptedError) -> PlatformError:
    """What another status than 2xx means for a reply, which has no retry key."""
    if answer.status in {NO_STATUS, HTTPStatus.GATEWAY_TIMEOUT}:
        return PlatformUnsureError("The reply may or may not have gone out")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return PlatformFaultError("LINE failed over the reply")
    if answer.status == HTTPStatus.BAD_REQUEST and not _names_a_message(answer.body):
        return ReplyTokenSpentError("The reply token is spent")
    return refused_call(answer)


def broken_call(_error: HTTPError) -> PlatformError:
    """What a broken connection means for a call that can be made again with its key."""
    return PlatformBusyError("LINE cannot be reached")


def broken_reply(error: HTTPError) -> PlatformError:
    """What a broken connection means for a reply: was there anybody to take it?"""
    if isinstance(error, NewConnectionError | ConnectTimeoutError | ProxyError):
        return PlatformBusyError("LINE cannot be reached")
    return PlatformUnsureError("The reply may or may not have gone out")


def _is_passing(status: int) -> bool:
    return (
        status in {NO_STATUS, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
        or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    )


def _names_a_message(body: bytes) -> bool:
    """Whether LINE blames a message object (``details[].property``), not the token."""
    details = read_json(body).get("details")
    blamed = (
        [as_object(detail).get("property") for detail in details or ()]
        if isinstance(details, list)
        else []
    )
    return any(isinstance(name, str) and name.startswith("messages") for name in blamed)
