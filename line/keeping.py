"""What never enters the house: taken out of an event at the door, before it is sealed.

Of a picture, a sound, a file or a place only its kind and id are kept; a My Number in a text is
masked (nobody may keep one, 番号法20条).
"""

from typing import Final

from domain.message import without_my_number
from domain.secret import PrivateText
from line.fields import JsonObject

_WITHOUT_WORDS: Final = frozenset({"image", "video", "audio", "file", "location"})
_KEPT_OF_THEM: Final = ("id", "type")
_SHORTEST_NUMBER: Final = 12


def without_what_is_not_kept(event: JsonObject) -> JsonObject:
    """The event as it may be stored; the same object where nothing has to go."""
    message = event.get("message")
    if not isinstance(message, dict):
        return event
    if message.get("type") in _WITHOUT_WORDS:
        return {**event, "message": {name: message.get(name) for name in _KEPT_OF_THEM}}
    text = message.get("text")
    if not isinstance(text, str) or len(text) < _SHORTEST_NUMBER:
        return event
    masked = without_my_number(PrivateText(text)).reveal()
    return event if masked == text else {**event, "message": {**message, "text": masked}}
