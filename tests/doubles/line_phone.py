"""A pretend phone as a test sees it: what a person does, and what stands on the screen."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class ControlApi(Protocol):
    """What a phone needs of the running simulator."""

    @property
    def url(self) -> str: ...

    def ask(self, method: str, path: str, body: object = None) -> Any: ...  # noqa: ANN401 - whatever JSON holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A bubble on a phone; `side` is `person` or `account`."""

    id: str
    side: str
    kind: str
    text: str
    sender_name: str
    is_read: bool
    is_unsent: bool
    is_silent: bool
    buttons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A phone as it is now; `replies` and `menu` are labels of buttons."""

    bubbles: tuple[Bubble, ...]
    replies: tuple[str, ...]
    menu: tuple[str, ...]
    is_friend: bool
    has_blocked: bool
    is_loading: bool

    def texts(self, side: str = "account") -> list[str]:
        """What stands in the bubbles of one side, oldest first."""
        return [bubble.text for bubble in self.bubbles if bubble.side == side]


class Phone:
    """One person's phone. Every act returns the webhook event it became."""

    def __init__(self, platform: ControlApi, number: int) -> None:
        self._platform = platform
        self.number = number
        self.url = f"{platform.url}/phone/{number}"

    @property
    def user_id(self) -> str:
        return str(self._platform.ask("GET", f"/_control/people/{self.number}")["user_id"])

    def act(self, act: str, **more: object) -> dict[str, Any]:
        answer = self._platform.ask(
            "POST", f"/_control/people/{self.number}/act", {"act": act, **more}
        )
        return answer["event"] or {}

    def follow(self) -> dict[str, Any]:
        return self.act("follow")

    def block(self) -> dict[str, Any]:
        return self.act("block")

    def say(self, text: str) -> dict[str, Any]:
        return self.act("say", text=text)

    def send_sticker(self, *keywords: str) -> dict[str, Any]:
        return self.act("sticker", keywords=list(keywords))

    def send_media(self, kind: str) -> dict[str, Any]:
        return self.act("media", kind=kind)

    def unsend(self, message_id: str) -> dict[str, Any]:
        return self.act("unsend", message_id=message_id)

    def tap(self, label: str) -> dict[str, Any]:
        return self.act("tap", label=label)

    def postback(self, data: str, *, shown: str = "") -> dict[str, Any]:
        return self.act("postback", data=data, shown=shown)

    def send_raw(
        self, kind: str, payload: dict[str, Any], *, with_source: bool = True
    ) -> dict[str, Any]:
        return self.act("raw", type=kind, payload=payload, with_source=with_source)

    def timeline(self) -> Screen:
        """The screen as it is now."""
        found = self._platform.ask("GET", f"/_control/people/{self.number}")
        return Screen(
            bubbles=tuple(_bubble(bubble) for bubble in found["bubbles"]),
            replies=tuple(button["label"] for button in found["replies"]),
            menu=tuple(button["label"] for button in found["menu"]),
            is_friend=found["is_friend"],
            has_blocked=found["has_blocked"],
            is_loading=found["is_loading"],
        )

    def wait_until(
        self, claim: Callable[[Screen], bool], what: str, *, seconds: float = 10.0
    ) -> Screen:
        """Poll until the claim holds for the screen; fails with `what` and the screen's texts."""
        deadline = time.monotonic() + seconds
        screen = self.timeline()
        while not claim(screen):
            if time.monotonic() > deadline:
                raise AssertionError(f"Not within {seconds} s: {what}; shown: {screen.texts()}")
            time.sleep(0.02)
            screen = self.timeline()
        return screen

    def wait_for_text(self, text: str, *, seconds: float = 10.0) -> Screen:
        """Wait for an account's bubble containing this text."""
        return self.wait_until(
            lambda screen: any(text in shown for shown in screen.texts()),
            f"a bubble with {text!r}",
            seconds=seconds,
        )

    def wait_for_answers(self, count: int, *, seconds: float = 10.0) -> Screen:
        """Wait until the account has sent at least so many bubbles in all."""
        return self.wait_until(
            lambda screen: len(screen.texts()) >= count, f"{count} bubbles", seconds=seconds
        )


def _bubble(found: dict[str, Any]) -> Bubble:
    names = ("id", "side", "kind", "text", "sender_name", "is_read", "is_unsent", "is_silent")
    buttons = tuple(button["label"] for button in found["buttons"])
    return Bubble(**{name: found[name] for name in names}, buttons=buttons)
