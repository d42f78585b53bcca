"""What people do with their phones; each act changes the screen and becomes a webhook event."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from simulator import events, ids
from simulator.bubbles import Button, sent_by_person
from simulator.events import Source, Sticker
from simulator.people import Person
from simulator.platform import Platform
from simulator.shapes import JsonObject

NEEDS_TRANSCODING = {"video", "audio"}


class CannotError(Exception):
    """The app on the phone would not allow this; says why in Japanese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Media the platform keeps for the content API."""

    kind: str
    sent_at: datetime
    is_unsent: bool = False


class Acts:
    """Everything people can do. `submit(lane, event)` hands an event to the sender."""

    def __init__(self, platform: Platform, submit: Callable[[str, JsonObject], None]) -> None:
        self._platform = platform
        self._submit = submit
        self.contents: dict[str, Content] = {}

    def follow(self, person: Person) -> JsonObject:
        """Add the account as a friend, or unblock it."""
        with self._platform.changed:
            if person.is_friend:
                raise CannotError("もう友だちです。")
            is_unblocked = person.has_blocked
            person.set_friendship(is_friend=True, has_blocked=False)
            return self._post(
                person, "follow", has_token=True, follow={"isUnblocked": is_unblocked}
            )

    def block(self, person: Person) -> JsonObject:
        """Block the account."""
        with self._platform.changed:
            if person.has_blocked:
                raise CannotError("もうブロックしています。")
            person.set_friendship(is_friend=False, has_blocked=True)
            return self._post(person, "unfollow", has_token=False)

    def write(self, person: Person, words: str) -> JsonObject:
        """Send a text."""
        if not words:
            raise CannotError("なにか書いてください。")
        return self._say(person, events.text(words))

    def send_sticker(self, person: Person, sticker: Sticker) -> JsonObject:
        """Send a sticker."""
        return self._say(person, events.sticker(sticker), picture=sticker.picture)

    def send_media(self, person: Person, kind: str) -> JsonObject:
        """Send a made-up image, video, audio, file or location."""
        if kind not in events.MEDIA_KINDS:
            raise CannotError(f"{kind} は送れません。")
        event = self._say(person, events.media(kind))
        if kind != "location":
            content = Content(kind=kind, sent_at=self._platform.clock.now())
            self.contents[event["message"]["id"]] = content
        return event

    def unsend(self, person: Person, message_id: str) -> JsonObject:
        """Take a message back."""
        with self._platform.changed:
            try:
                person.mark_unsent(message_id)
            except KeyError:
                raise CannotError("取り消せるメッセージがありません。") from None
            known = self.contents.get(message_id)
            if known is not None:
                gone = Content(kind=known.kind, sent_at=known.sent_at, is_unsent=True)
                self.contents[message_id] = gone
            return self._post(person, "unsend", has_token=False, unsend={"messageId": message_id})

    def tap(self, person: Person, label: str) -> JsonObject | None:
        """Tap the button with this label: a quick reply, one in a bubble, or one of the menu."""
        in_bubbles = [button for bubble in person.bubbles.values() for button in bubble.buttons]
        for button in (*person.replies, *reversed(in_bubbles), *person.menu):
            if button.label == label:
                return self._do(person, button)
        raise CannotError(f"「{label}」というボタンはありません。")

    def postback(
        self, person: Person, data: str, *, shown: str = "", params: JsonObject | None = None
    ) -> JsonObject:
        """Send a postback; `shown` is the text that stands on the phone for it, if any."""
        postback: JsonObject = {"data": data, **({"params": params} if params else {})}
        with self._platform.changed:
            self._demand_open(person)
            if shown:
                content = {"type": "text", "id": ids.message_id(), "text": shown}
                self._show(person, content)
            person.offer(())
            return self._post(person, "postback", has_token=True, postback=postback)

    def raw(self, person: Person | None, kind: str, payload: JsonObject) -> JsonObject:
        """Send an event of any kind with any payload; `null` takes a common field away."""
        source = Source(user_id=person.user_id if person else None)
        made = events.event(kind, source, self._platform.clock.milliseconds())
        event = {name: value for name, value in {**made, **payload}.items() if value is not None}
        self._submit(person.user_id if person else event["webhookEventId"], event)
        return event

    def join_group(self, group_id: str | None = None) -> JsonObject:
        """Take the account into a group chat."""
        group_id = group_id or ids.group_id()
        with self._platform.changed:
            self._platform.groups.add(group_id)
            return self._post(Source(group_id=group_id), "join", has_token=True)

    def write_in_group(self, person: Person, group_id: str, words: str) -> JsonObject:
        """Write into a group chat the account is in."""
        with self._platform.changed:
            if group_id not in self._platform.groups:
                raise CannotError("アカウントはこのグループにいません。")
            source = Source(group_id=group_id, user_id=person.user_id)
            return self._post(source, "message", has_token=True, message=events.text(words))

    def leave_group(self, group_id: str) -> None:
        """End the account's membership; LINE tells by a `leave` event.

        Raises:
            KeyError: the account is not in this group.
        """
        with self._platform.changed:
            self._platform.groups.remove(group_id)
            self._post(Source(group_id=group_id), "leave", has_token=False)

    def _say(self, person: Person, content: JsonObject, *, picture: str = "") -> JsonObject:
        with self._platform.changed:
            self._demand_open(person)
            person.last_wrote_at = self._platform.clock.now()
            self._show(person, content, picture=picture)
            self._platform.read_tokens[content["markAsReadToken"]] = (person, content["id"])
            return self._post(person, "message", has_token=True, message=content)

    def _show(self, person: Person, content: JsonObject, *, picture: str = "") -> None:
        is_read = not self._platform.account.is_chat_on
        at_ms = self._platform.clock.milliseconds()
        person.show(sent_by_person(content, at_ms, is_read=is_read, picture=picture))
        self._platform.changed.notify_all()

    def _do(self, person: Person, button: Button) -> JsonObject | None:
        action = button.action
        match action.get("type"):
            case "message":
                return self.write(person, str(action.get("text") or button.label))
            case "postback":
                shown = str(action.get("displayText") or "")
                event = self.postback(person, str(action.get("data") or ""), shown=shown)
                with suppress(KeyError):
                    self.write(person, action["text"])
                return event
            case _:
                with self._platform.changed:
                    person.offer(())
                    self._platform.changed.notify_all()
                return None

    def _post(
        self, who: Person | Source, kind: str, *, has_token: bool, **payload: object
    ) -> JsonObject:
        source = who if isinstance(who, Source) else Source(user_id=who.user_id)
        lane = source.group_id or source.user_id or ""
        at_ms = self._platform.clock.milliseconds()
        if has_token:
            at = datetime.fromtimestamp(at_ms / 1000, UTC)
            payload["replyToken"] = self._platform.tokens.issue(lane, at)
        event = events.event(kind, source, at_ms, **payload)
        self._submit(lane, event)
        self._platform.changed.notify_all()
        return event

    def _demand_open(self, person: Person) -> None:
        if person.has_blocked:
            raise CannotError("ブロックしているので、送れません。")
