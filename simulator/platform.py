"""The platform's state and what the account may do to it through LINE's API."""

import re
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from simulator import ids
from simulator.allowances import Accepted, Quota, RateLimits, ReplyTokens, RetryKeys
from simulator.allowances import already_accepted as refuse_accepted
from simulator.bubbles import DEFAULT_MENU, quick_replies, sent_by_account
from simulator.clock import Clock
from simulator.limits import faults_of_messages
from simulator.people import Person
from simulator.refusals import Detail, RefusedError, invalid_body, unknown_recipient
from simulator.shapes import JsonObject, as_list

PUSHABLE_AFTER_WRITING = timedelta(days=7)
MULTICAST_RECIPIENTS = 500
LOADING_SECONDS = range(5, 61, 5)
_CHAT_ID = re.compile(r"[UCR][0-9a-f]{32}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_QUOTABLE = {"text", "textV2", "sticker", "image", "video", "template"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The official account whose channel the program serves."""

    user_id: str = field(default_factory=ids.user_id)
    basic_id: str = "@000madobe"
    display_name: str = "窓辺"
    is_chat_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One sending call: its path, body, own request id and retry key."""

    path: str
    body: JsonObject
    request_id: str
    retry_key: str | None = None


class Platform:
    """Everything LINE would remember. `changed` is the lock, and tells when a screen changed."""

    def __init__(self, clock: Clock, account: Account, *, people: int, quota: int | None) -> None:
        self.clock = clock
        self.account = account
        self.changed = threading.Condition(threading.RLock())
        self.quota_limit: int | None = quota
        self.epoch = 0
        self.reset(people)

    def reset(self, people: int) -> None:
        """Begin anew with so many people nobody knows; screens of before are told by `epoch`."""
        with self.changed:
            self.people: list[Person] = []
            self.groups: set[str] = set()
            self.tokens = ReplyTokens()
            self.retry_keys = RetryKeys()
            self.quota = Quota(self.quota_limit)
            self.rates = RateLimits()
            self.read_tokens: dict[str, tuple[Person, str]] = {}
            self.epoch += 1
            for _ in range(people):
                self.add_person()
            self.changed.notify_all()

    def add_person(self, name: str | None = None) -> Person:
        """Give one more person a phone."""
        with self.changed:
            number = len(self.people) + 1
            person = Person(number, ids.user_id(), name or f"ひと{number}")
            person.set_menu(DEFAULT_MENU)
            self.people.append(person)
            return person

    def person(self, number: int) -> Person:
        """Return the person with this number, counted from 1.

        Raises:
            IndexError: there is nobody with this number.
        """
        if number < 1:
            raise IndexError(number)
        return self.people[number - 1]

    def find_person(self, user_id: object) -> Person | None:
        """Return the person with this user id, if the channel knows one."""
        return next((person for person in self.people if person.user_id == user_id), None)

    def tokens_posted(self, token: object) -> None:
        """Start the minute of a reply token: its webhook is being sent, or sent again."""
        with self.changed:
            self.tokens.posted(str(token), self.clock.now())

    def reply(self, call: Call) -> tuple[JsonObject, ...]:
        """Answer with a reply token, free of charge; returns `sentMessages`.

        Raises:
            RefusedError: 400 for bad messages, a spent token, or a retry key.
        """
        if call.retry_key is not None:
            raise RefusedError(400, "The retry key is not supported by this API")
        _demand_messages(call.body)
        with self.changed:
            now = self.clock.now()
            recipient = self.tokens.use(str(call.body.get("replyToken")), now)
            person = self.find_person(recipient)
            self.quota.count("reply", 1, now)
            return self._deliver([person] if person and not person.has_blocked else [], call.body)

    def push(self, call: Call) -> tuple[JsonObject, ...]:
        """Send to one person or group; returns `sentMessages`, also for what is dropped silently.

        Raises:
            RefusedError: 400 for bad messages or an unknown recipient, 409, 429.
        """
        _demand_messages(call.body)
        to = call.body.get("to")
        if not isinstance(to, str) or not _CHAT_ID.fullmatch(to):
            raise RefusedError(400, "The property, 'to', in the request body is invalid")
        with self.changed:
            self._demand_new(call)
            person = self.find_person(to)
            if person is None and to not in self.groups:
                raise unknown_recipient()
            return self._send("push", [person] if person else [], call)

    def multicast(self, call: Call) -> None:
        """Send to up to 500 people; unknown and blocked ones are left out silently.

        Raises:
            RefusedError: 400 for bad messages or a bad list, 409, 429.
        """
        _demand_messages(call.body)
        to = as_list(call.body.get("to"))
        if not 1 <= len(to) <= MULTICAST_RECIPIENTS:
            raise invalid_body(Detail(message="Size must be between 1 and 500", where="to"))
        with self.changed:
            self._demand_new(call)
            people = [self.find_person(user_id) for user_id in dict.fromkeys(to)]
            self._send("multicast", [person for person in people if person], call)

    def mark_read(self, token: object) -> None:
        """Mark messages as read up to the one whose webhook carried this token.

        Raises:
            RefusedError: 400, the token is not ours.
        """
        with self.changed:
            if token not in self.read_tokens:
                raise RefusedError(400, "Invalid markAsReadToken")
            person, message_id = self.read_tokens[str(token)]
            person.mark_read(message_id)
            self.changed.notify_all()

    def show_loading(self, chat_id: object, seconds: object) -> None:
        """Show the loading animation to one person; a no-op for who has blocked the account.

        Raises:
            RefusedError: 400, an unknown chat, or seconds that are no multiple of 5 in 5–60.
        """
        if not isinstance(seconds, int) or seconds not in LOADING_SECONDS:
            where = "loadingSeconds"
            raise invalid_body(Detail(message="Must be a multiple of 5, 5 to 60", where=where))
        with self.changed:
            person = self.find_person(chat_id)
            if person is None:
                raise RefusedError(400, "The property, 'chatId', in the request body is invalid")
            if not person.has_blocked:
                person.show_loading(self.clock.milliseconds() + seconds * 1000)
                self.changed.notify_all()

    def _demand_new(self, call: Call) -> None:
        if call.retry_key is None:
            return
        _demand_uuid(call.retry_key)
        accepted = self.retry_keys.find(call.retry_key, self.clock.now())
        if accepted is not None:
            raise refuse_accepted(accepted)

    def _send(self, kind: str, people: list[Person], call: Call) -> tuple[JsonObject, ...]:
        now = self.clock.now()
        reached = [person for person in people if _is_reachable(person, now)]
        is_group = kind == "push" and not people
        self.quota.demand(len(reached) + is_group, now)
        self.quota.count(kind, len(reached) + is_group, now)
        sent = self._deliver(reached, call.body)
        if call.retry_key is not None:
            accepted = Accepted(
                request_id=call.request_id,
                path=call.path,
                body=call.body,
                sent_messages=sent if kind == "push" else (),
                at=now,
            )
            self.retry_keys.keep(call.retry_key, accepted)
        return sent

    def _deliver(self, people: list[Person], body: JsonObject) -> tuple[JsonObject, ...]:
        messages: list[JsonObject] = body["messages"]
        sent = tuple(_sent_message(message) for message in messages)
        is_silent = body.get("notificationDisabled") is True
        at_ms = self.clock.milliseconds()
        for person in people:
            for message, receipt in zip(messages, sent, strict=True):
                is_last = message is messages[-1]
                person.show(
                    sent_by_account(message, receipt["id"], at_ms, is_silent=is_silent),
                    quick_replies(message) if is_last else (),
                )
        self.changed.notify_all()
        return sent


def _is_reachable(person: Person, now: datetime) -> bool:
    if person.has_blocked:
        return False
    return person.is_friend or now - person.last_wrote_at <= PUSHABLE_AFTER_WRITING


def _sent_message(message: JsonObject) -> JsonObject:
    quote = {"quoteToken": ids.opaque_token()} if message["type"] in _QUOTABLE else {}
    return {"id": ids.message_id(), **quote}


def _demand_messages(body: JsonObject) -> None:
    faults = faults_of_messages(body.get("messages"))
    if faults:
        raise invalid_body(*faults)


def _demand_uuid(retry_key: str) -> None:
    if not _UUID.fullmatch(retry_key):
        raise RefusedError(400, "The retry key is invalid: it must be a UUID")
