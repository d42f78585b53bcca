"""What the platform counts: reply tokens, retry keys, the month's quota, calls a second.

None of these is safe for threads by itself: the platform holds the lock.
"""

from collections import Counter, deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from simulator import ids
from simulator.clock import JAPAN
from simulator.refusals import RefusedError, invalid_reply_token, monthly_limit, rate_limit
from simulator.shapes import JsonObject

TOKEN_LIFE = timedelta(seconds=60)
TOKEN_LIFE_SINCE_EVENT = timedelta(minutes=20)
RETRY_KEY_LIFE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReplyToken:
    recipient: str
    event_at: datetime
    usable_until: datetime | None


class ReplyTokens:
    """Single use; 60 s from each posting of the webhook, never past 20 min after the event."""

    def __init__(self) -> None:
        self._tokens: dict[str, _ReplyToken] = {}

    def issue(self, recipient: str, event_at: datetime) -> str:
        """Return a fresh token for this user or group."""
        token = ids.reply_token()
        self._tokens[token] = _ReplyToken(recipient=recipient, event_at=event_at, usable_until=None)
        return token

    def posted(self, token: str, now: datetime) -> None:
        """Start the minute: the webhook with this token is being sent, or sent again."""
        known = self._tokens.get(token)
        if known is not None:
            until = min(now + TOKEN_LIFE, known.event_at + TOKEN_LIFE_SINCE_EVENT)
            self._tokens[token] = replace(known, usable_until=until)

    def use(self, token: str, now: datetime) -> str:
        """Use the token up and return its recipient.

        Raises:
            RefusedError: 400, the token is unknown, used or too old.
        """
        known = self._tokens.get(token)
        if known is None or (known.usable_until is not None and now > known.usable_until):
            raise invalid_reply_token()
        del self._tokens[token]
        return known.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A request LINE accepted under a retry key."""

    request_id: str
    path: str
    body: JsonObject
    sent_messages: tuple[JsonObject, ...]
    at: datetime


class RetryKeys:
    """Accepted requests by retry key, remembered for 24 hours; after that a key is new."""

    def __init__(self) -> None:
        self._accepted: dict[str, Accepted] = {}

    def find(self, key: str, now: datetime) -> Accepted | None:
        """Return the request accepted under this key within the last 24 hours."""
        known = self._accepted.get(key)
        return known if known and now - known.at < RETRY_KEY_LIFE else None

    def keep(self, key: str, accepted: Accepted) -> None:
        """Remember an accepted request."""
        self._accepted[key] = accepted


def already_accepted(accepted: Accepted) -> RefusedError:
    """Return 409 with the first request's id and, for a push, its messages."""
    sent = {"sentMessages": list(accepted.sent_messages)} if accepted.sent_messages else {}
    refused = RefusedError(409, "The retry key is already accepted", more=sent)
    refused.headers["x-line-accepted-request-id"] = accepted.request_id
    return refused


class Quota:
    """Messages of the month, one per recipient whatever the number of bubbles; replies free."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self._months: Counter[str] = Counter()
        self._days: Counter[tuple[str, str]] = Counter()

    def used(self, now: datetime) -> int:
        """Return what was counted in this month (Japan time)."""
        return self._months[_month(now)]

    def demand(self, recipients: int, now: datetime) -> None:
        """Check that so many more fit into the month.

        Raises:
            RefusedError: 429 with LINE's words for a used-up month.
        """
        if self.limit is not None and self.used(now) + recipients > self.limit:
            raise monthly_limit()

    def count(self, kind: str, recipients: int, now: datetime) -> None:
        """Count deliveries of this kind (`reply`, `push`, `multicast`)."""
        if kind != "reply":
            self._months[_month(now)] += recipients
        self._days[(kind, _day(now))] += recipients

    def set_used(self, used: int, now: datetime) -> None:
        """Set this month's count by hand."""
        self._months[_month(now)] = used

    def delivered(self, kind: str, day: str, now: datetime) -> JsonObject:
        """Return LINE's answer for the deliveries of a day, `yyyyMMdd`: ready from the next day."""
        if day >= _day(now):
            return {"status": "unready"}
        return {"status": "ready", "success": self._days[(kind, day)]}


class RateLimits:
    """Calls within LINE's window for each kind of call."""

    LIMITS: tuple[tuple[str, int, timedelta], ...] = (
        ("/v2/bot/message/multicast", 200, timedelta(seconds=1)),
        ("/v2/bot/chat/loading/start", 100, timedelta(seconds=1)),
        ("/v2/bot/channel/webhook/test", 60, timedelta(hours=1)),
        ("/v2/bot/insight/", 60, timedelta(hours=1)),
        ("/v2/bot/", 2_000, timedelta(seconds=1)),
    )

    def __init__(self) -> None:
        self._calls: dict[str, deque[datetime]] = {}

    def demand(self, path: str, now: datetime) -> None:
        """Count one call.

        Raises:
            RefusedError: 429, too many calls in the window.
        """
        for prefix, most, window in self.LIMITS:
            if path.startswith(prefix):
                calls = self._calls.setdefault(path, deque())
                while calls and now - calls[0] >= window:
                    calls.popleft()
                if len(calls) >= most:
                    raise rate_limit()
                calls.append(now)
                return


def _month(now: datetime) -> str:
    return now.astimezone(JAPAN).strftime("%Y%m")


def _day(now: datetime) -> str:
    return now.astimezone(JAPAN).strftime("%Y%m%d")
