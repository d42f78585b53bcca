"""LINE's limits on message objects, also those its specification leaves out.

Source: Messaging API reference, "Message objects" and "Action objects" (2026-08).
"""

from collections.abc import Iterator

from simulator.measure import graphemes, utf16_units
from simulator.refusals import Detail
from simulator.shapes import JsonObject, as_list, as_object

MESSAGES_PER_CALL = 5
TEXT_UNITS = 5_000
QUICK_REPLIES = 13
SENDER_NAME = 20

_EMPTY, _UNKNOWN = "May not be empty", "Must be one of the following values"
_REQUIRED: dict[str, tuple[str, ...]] = {
    "text": ("text",),
    "textV2": ("text",),
    "sticker": ("packageId", "stickerId"),
    "image": ("originalContentUrl", "previewImageUrl"),
    "video": ("originalContentUrl", "previewImageUrl"),
    "audio": ("originalContentUrl", "duration"),
    "location": ("title", "address", "latitude", "longitude"),
    "imagemap": ("baseUrl", "altText", "baseSize", "actions"),
    "template": ("altText", "template"),
    "flex": ("altText", "contents"),
}
_TEMPLATE_TEXT: dict[str, int] = {"buttons": 160, "confirm": 240}
_TEMPLATE_ACTIONS: dict[str, range] = {"buttons": range(1, 5), "confirm": range(2, 3)}
_ACTION_GRAPHEMES = {"label": 20, "displayText": 300, "text": 300, "fillInText": 300}
_ACTION_REQUIRED = {"message": "text", "postback": "data", "uri": "uri"}
_ACTIONS = {
    "camera", "cameraRoll", "clipboard", "datetimepicker", "location", "message", "postback",
    "richmenuswitch", "uri",
}  # fmt: skip


def faults_of_messages(messages: object) -> tuple[Detail, ...]:
    """Return every fault of a call's `messages`; empty when LINE would take them."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= MESSAGES_PER_CALL:
        return (Detail(message="Size must be between 1 and 5", where="messages"),)
    return tuple(
        detail
        for number, message in enumerate(messages)
        for detail in _faults_of_message(as_object(message), f"messages[{number}]")
    )


def faults_of_action(action: JsonObject, where: str) -> Iterator[Detail]:
    """Yield the faults of one action object (button, quick reply, rich menu area)."""
    kind = action.get("type")
    if kind not in _ACTIONS:
        yield Detail(message=_UNKNOWN, where=f"{where}.type")
        return
    needed = _ACTION_REQUIRED.get(str(kind))
    if needed is not None and not action.get(needed):
        yield Detail(message=_EMPTY, where=f"{where}.{needed}")
    for name, most in _ACTION_GRAPHEMES.items():
        yield from _too_long(graphemes(str(action.get(name) or "")), most, f"{where}.{name}")
    yield from _too_long(utf16_units(str(action.get("data") or "")), 300, f"{where}.data")
    yield from _too_long(utf16_units(str(action.get("uri") or "")), 1_000, f"{where}.uri")


def _faults_of_message(message: JsonObject, where: str) -> Iterator[Detail]:
    kind = message.get("type")
    if kind not in _REQUIRED:
        yield Detail(message=_UNKNOWN, where=f"{where}.type")
        return
    for name in _REQUIRED[str(kind)]:
        if message.get(name) in (None, "", [], {}):
            yield Detail(message=_EMPTY, where=f"{where}.{name}")
    yield from _too_long(utf16_units(str(message.get("text") or "")), TEXT_UNITS, f"{where}.text")
    yield from _too_long(utf16_units(str(message.get("altText") or "")), 1_500, f"{where}.altText")
    yield from _faults_of_sender(as_object(message.get("sender")), f"{where}.sender")
    yield from _faults_of_quick_reply(message.get("quickReply"), f"{where}.quickReply")
    if kind == "template":
        yield from _faults_of_template(as_object(message.get("template")), f"{where}.template")


def _faults_of_sender(sender: JsonObject, where: str) -> Iterator[Detail]:
    name = str(sender.get("name") or "")
    yield from _too_long(utf16_units(name), SENDER_NAME, f"{where}.name")
    if "line" in name.lower():
        yield Detail(message="May not contain reserved words", where=f"{where}.name")


def _faults_of_quick_reply(quick_reply: object, where: str) -> Iterator[Detail]:
    if quick_reply is None:
        return
    items = as_list(as_object(quick_reply).get("items"))
    if not 1 <= len(items) <= QUICK_REPLIES:
        yield Detail(message="Size must be between 1 and 13", where=f"{where}.items")
    for number, item in enumerate(items):
        action = as_object(as_object(item).get("action"))
        place = f"{where}.items[{number}].action"
        if not action.get("label"):
            yield Detail(message=_EMPTY, where=f"{place}.label")
        yield from faults_of_action(action, place)


def _faults_of_template(template: JsonObject, where: str) -> Iterator[Detail]:
    kind = str(template.get("type"))
    if kind not in _TEMPLATE_TEXT:
        if kind not in {"carousel", "image_carousel"}:
            yield Detail(message=_UNKNOWN, where=f"{where}.type")
        return
    most = _TEMPLATE_TEXT[kind]
    if kind == "buttons" and (template.get("title") or template.get("thumbnailImageUrl")):
        most = 60
    if not template.get("text"):
        yield Detail(message=_EMPTY, where=f"{where}.text")
    yield from _too_long(graphemes(str(template.get("text") or "")), most, f"{where}.text")
    actions = as_list(template.get("actions"))
    if len(actions) not in _TEMPLATE_ACTIONS[kind]:
        yield Detail(message="Invalid number of actions", where=f"{where}.actions")
    for number, action in enumerate(actions):
        yield from faults_of_action(as_object(action), f"{where}.actions[{number}]")


def _too_long(length: int, most: int, where: str) -> Iterator[Detail]:
    if length > most:
        yield Detail(message=f"Length must be between 0 and {most}", where=where)
