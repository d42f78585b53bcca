"""What every event of a webhook has, read tolerantly: who, when, which one.

Shared by the door and by the worker, so that both see the same. LINE adds properties, values
and kinds without notice (Messaging API, "Webhook event objects"); none of that may be an error.
"""

import json
import re
from hashlib import sha256
from typing import Final

from line.text import cleaned

JsonObject = dict[str, object]

LONGEST_ID: Final = 64

_LATEST_MS: Final = 4_102_444_800_000  # the year 2100
_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_SORTING_ENCODER: Final = json.JSONEncoder(sort_keys=True, allow_nan=False)
_ESCAPED_NUL: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def as_object(value: object) -> JsonObject:
    """The value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_text(value: object) -> str | None:
    """The value, cleaned, if it is a string with something in it; else None."""
    return (cleaned(value) or None) if isinstance(value, str) else None


def as_id(value: object) -> str | None:
    """The value if it has the form of an id (letters, digits, ``_-``; at most 64), else None."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def event_id_of(event: JsonObject) -> str:
    """The event's id; where LINE gave none, 64 characters made of its content.

    ``deliveryContext`` is left out of these: it alone differs when an event is sent again.

    Raises:
        ValueError, RecursionError: the event has no id and cannot be written as JSON.
    """
    return as_id(event.get("webhookEventId")) or _derived_id(event)


def user_id_of(event: JsonObject) -> str | None:
    """The sender's LINE id if a single person sent it, 1 to 64 characters; else None."""
    source = event.get("source")
    if not isinstance(source, dict) or source.get("type") != "user":
        return None
    user_id = as_text(source.get("userId"))
    return user_id if user_id is not None and len(user_id) <= LONGEST_ID else None


def occurred_ms_of(event: JsonObject) -> int:
    """When it happened, in milliseconds since 1970; 0 where LINE gives no believable time."""
    stated = event.get("timestamp")
    if type(stated) is int and 0 < stated < _LATEST_MS:
        return stated
    return 0


def compact_json(event: JsonObject) -> bytes:
    """The event as UTF-8 JSON, cleaned: no NUL in any string, no lone surrogates.

    Raises:
        ValueError: it holds a number beyond all bounds.
        RecursionError: it is nested too deep.
    """
    text = _ENCODER.encode(event)
    if "\\u0000" in text:
        text = _ESCAPED_NUL.sub(r"\1", text)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return cleaned(text).encode()


def _derived_id(event: JsonObject) -> str:
    content = json.loads(compact_json(event))
    content.pop("deliveryContext", None)
    return "x" + sha256(_SORTING_ENCODER.encode(content).encode()).hexdigest()[: LONGEST_ID - 1]
