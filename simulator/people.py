"""The people with phones: friendship, what stands on each screen, what changed since."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from simulator.bubbles import Bubble, Button
from simulator.shapes import JsonObject

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One change of a screen: `bubble`, `replies`, `menu`, `state` or `loading`."""

    number: int
    kind: str
    data: JsonObject


class Person:
    """Somebody with a phone. Not safe for threads by itself: the platform holds the lock."""

    def __init__(self, number: int, user_id: str, name: str) -> None:
        self.number = number
        self.user_id = user_id
        self.name = name
        self.is_friend = False
        self.has_blocked = False
        self.was_friend_before = False
        self.last_wrote_at = LONG_AGO
        self.bubbles: dict[str, Bubble] = {}
        self.replies: tuple[Button, ...] = ()
        self.menu: tuple[Button, ...] = ()
        self.loading_until_ms = 0
        self.updates: list[Update] = []

    def show(self, bubble: Bubble, replies: tuple[Button, ...] = ()) -> None:
        """Put a bubble under the others; quick replies of earlier ones vanish."""
        self.bubbles[bubble.id] = bubble
        if bubble.side == "account":
            self.loading_until_ms = 0
        self._changed("bubble", asdict(bubble))
        self.offer(replies)

    def offer(self, replies: tuple[Button, ...]) -> None:
        """Show these quick replies under the last bubble, in place of the ones before."""
        if replies != self.replies:
            self.replies = replies
            self._changed("replies", {"buttons": [asdict(button) for button in replies]})

    def set_menu(self, menu: tuple[Button, ...]) -> None:
        """Show this rich menu."""
        self.menu = menu
        self._changed("menu", {"buttons": [asdict(button) for button in menu]})

    def set_friendship(self, *, is_friend: bool, has_blocked: bool) -> None:
        """Record adding, blocking or unblocking the account."""
        self.was_friend_before = self.was_friend_before or self.is_friend
        self.is_friend, self.has_blocked = is_friend, has_blocked
        self._changed("state", {"is_friend": is_friend, "has_blocked": has_blocked})

    def show_loading(self, until_ms: int) -> None:
        """Show the loading animation until then, or until the account's next bubble."""
        self.loading_until_ms = until_ms
        self._changed("loading", {"until_ms": until_ms})

    def mark_read(self, up_to_id: str) -> None:
        """Mark this bubble of the person's, and all before it, as read."""
        for bubble in list(self.bubbles.values()):
            if bubble.side == "person" and not bubble.is_read:
                self._replace(replace(bubble, is_read=True))
            if bubble.id == up_to_id:
                break

    def mark_unsent(self, message_id: str) -> None:
        """Leave only the trace of a message that was taken back.

        Raises:
            KeyError: there is no such bubble of this person's own, or it is gone already.
        """
        bubble = self.bubbles[message_id]
        if bubble.side != "person" or bubble.is_unsent:
            raise KeyError(message_id)
        self._replace(replace(bubble, is_unsent=True, text="", buttons=()))

    def updates_after(self, number: int) -> list[Update]:
        """Return the changes after this one; 0 gives the whole screen's history."""
        return self.updates[number:]

    def _replace(self, bubble: Bubble) -> None:
        self.bubbles[bubble.id] = bubble
        self._changed("bubble", asdict(bubble))

    def _changed(self, kind: str, data: JsonObject) -> None:
        self.updates.append(Update(number=len(self.updates) + 1, kind=kind, data=data))
