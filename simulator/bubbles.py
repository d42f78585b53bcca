"""What stands on a phone's screen: bubbles and the buttons under them."""

from dataclasses import dataclass

from simulator.shapes import JsonObject, as_list, as_object


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to tap: a label, and LINE's action object behind it."""

    label: str
    action: JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """One bubble; `side` is `person`, `account` or `note`. Times in milliseconds."""

    id: str
    side: str
    kind: str
    text: str
    at_ms: int
    sender_name: str = ""
    is_read: bool = False
    is_unsent: bool = False
    is_silent: bool = False
    buttons: tuple[Button, ...] = ()


DEFAULT_MENU = tuple(
    Button(label=word, action={"type": "message", "label": word, "text": word})
    for word in ("話す", "順番", "使い方")
)
_SHOWN = {
    "sticker": "スタンプ", "image": "写真", "video": "動画", "audio": "音声", "file": "ファイル",
    "location": "位置情報", "imagemap": "イメージマップ", "coupon": "クーポン",
}  # fmt: skip


def sent_by_person(content: JsonObject, at_ms: int, *, is_read: bool, picture: str = "") -> Bubble:
    """Return the bubble of a message a person sent (LINE's webhook content)."""
    kind = str(content["type"])
    return Bubble(
        id=str(content["id"]),
        side="person",
        kind=kind,
        text=picture or str(content.get("text") or f"［{_SHOWN.get(kind, kind)}］"),
        at_ms=at_ms,
        is_read=is_read,
    )


def sent_by_account(message: JsonObject, id_: str, at_ms: int, *, is_silent: bool) -> Bubble:
    """Return the bubble of a message object the account sent."""
    kind = str(message["type"])
    template = as_object(message.get("template"))
    said = "\n".join(str(template[name]) for name in ("title", "text") if template.get(name))
    words = message.get("text") or said or message.get("altText")
    return Bubble(
        id=id_,
        side="account",
        kind=kind,
        text=str(words or f"［{_SHOWN.get(kind, kind)}］"),
        at_ms=at_ms,
        sender_name=str(as_object(message.get("sender")).get("name") or ""),
        is_silent=is_silent,
        buttons=_buttons(as_list(template.get("actions"))),
    )


def quick_replies(message: JsonObject) -> tuple[Button, ...]:
    """Return a message's quick-reply buttons."""
    items = as_list(as_object(message.get("quickReply")).get("items"))
    return _buttons([as_object(item).get("action") for item in items])


def menu_buttons(rich_menu: JsonObject) -> tuple[Button, ...]:
    """Return a rich menu's areas as buttons."""
    return _buttons([as_object(area).get("action") for area in as_list(rich_menu.get("areas"))])


def _buttons(actions: list[object]) -> tuple[Button, ...]:
    found = [as_object(action) for action in actions]
    return tuple(
        Button(
            label=str(
                action.get("label") or action.get("displayText") or action.get("text") or "…"
            ),
            action=action,
        )
        for action in found
    )
