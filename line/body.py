"""The door's reading of a webhook body: whose, when, which, and the rest unopened.

Runs once for every message under LINE's two-second limit, so it looks at four properties of an
event and passes on the rest. Does not use the SDK's parser: that loses the sender of anything
new, and one odd event costs its neighbours.
"""

import json
from typing import Final, NamedTuple, NoReturn

from line.fields import JsonObject, as_id, compact_json, event_id_of, occurred_ms_of, user_id_of
from line.keeping import without_what_is_not_kept


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


_DECODER: Final = json.JSONDecoder(parse_constant=_refuse)
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class UnreadableBodyError(ValueError):
    """The body is not a webhook. Carries nothing of it."""


class IncomingEvent(NamedTuple):
    """One event as the door keeps it.

    ``event_id`` has at most 64 characters, ``user_id`` is None unless one person sent it,
    ``occurred_ms`` is 0 where LINE gave no believable time, ``payload`` is cleaned UTF-8 JSON.
    """

    event_id: str
    user_id: str | None
    occurred_ms: int
    payload: bytes

    def __repr__(self) -> str:
        return f"<incoming event {self.event_id}, {len(self.payload)} bytes>"


class IncomingBody(NamedTuple):
    """One webhook: our account's id (LINE's ``destination``), its events, and the odd ones."""

    bot_user_id: str | None
    events: tuple[IncomingEvent, ...]
    unreadable_count: int


def read_body(raw: bytes) -> IncomingBody:
    """Read a webhook body whose signature was found good.

    Raises:
        UnreadableBodyError: it is not UTF-8, not JSON, or not an object with a list of events.
    """
    body = _parsed(raw)
    if not isinstance(body, dict) or not isinstance(body.get("events"), list):
        raise UnreadableBodyError("Not a webhook")
    read = [_read_event(event) for event in body["events"]]
    events = tuple(event for event in read if event is not None)
    return IncomingBody(as_id(body.get("destination")), events, len(read) - len(events))


def _read_event(event: object) -> IncomingEvent | None:
    if not isinstance(event, dict):
        return None
    try:
        return _incoming(event)
    except (ValueError, RecursionError):
        return None


def _incoming(event: JsonObject) -> IncomingEvent:
    kept = without_what_is_not_kept(event)
    payload = compact_json(kept)
    return IncomingEvent(event_id_of(kept), user_id_of(kept), occurred_ms_of(kept), payload)


def _parsed(raw: bytes) -> object:
    """The body's JSON; None for anything else, whatever is wrong with it."""
    try:
        return _DECODER.decode(raw.removeprefix(_BYTE_ORDER_MARK).decode())
    except (ValueError, RecursionError):
        return None
