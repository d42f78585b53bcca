"""The hub of live updates: one subscription to Redis a process, fanned out to its open pages."""

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from redis import Redis
from redis.client import PubSub
from redis.exceptions import RedisError

from bot.logs import get_log
from bot.queues import LIVE_CHANNEL
from services.live import WAITING_LINE, Topic

MOST_PAGES: Final = 400
"""Each open page holds a thread; beyond this a page is told to come back."""

_TICK_SECONDS: Final = 10.0
_PAUSE_SECONDS: Final = 0.5
_POLL_SECONDS: Final = 1.0
_LINE_PAUSE_SECONDS: Final = 0.2


@dataclass(eq=False, slots=True)
class _Page:
    """One open page: what it shows, and what it has not been told yet."""

    topics: frozenset[Topic]
    news: "queue.SimpleQueue[Topic | None]" = field(default_factory=queue.SimpleQueue)
    pending: set[Topic] = field(default_factory=set)


class Hub:
    """Tells open pages what changed. Names only: a page fetches the rest itself.

    A page that is slow is told of a change once, however often it happened. When the
    subscription was cut, every page is told that everything may have changed.
    """

    def __init__(self, redis: Redis, *, most_pages: int = MOST_PAGES) -> None:
        self._redis = redis
        self._most_pages = most_pages
        self._pages: set[_Page] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def has_room(self) -> bool:
        """Whether another page can be served."""
        return len(self._pages) < self._most_pages and not self._stopping.is_set()

    @contextmanager
    def listen(self, topics: frozenset[Topic]) -> Iterator[Iterator[Topic | None]]:
        """Every change of the topics while the ``with`` lasts; None every few seconds in between.

        The changes end when the hub stops.
        """
        page = _Page(topics)
        with self._lock:
            self._pages.add(page)
            if self._thread is None:
                self._thread = threading.Thread(target=self._subscribe, name="hub", daemon=True)
                self._thread.start()
        try:
            yield self._news_of(page)
        finally:
            with self._lock:
                self._pages.discard(page)

    def stop(self) -> None:
        """End every open page."""
        self._stopping.set()
        with self._lock:
            for page in self._pages:
                page.news.put(None)
            thread = self._thread
        if thread is not None:
            thread.join(_POLL_SECONDS * 2)

    def _news_of(self, page: _Page) -> Iterator[Topic | None]:
        while not self._stopping.is_set():
            try:
                topic = page.news.get(timeout=_TICK_SECONDS)
            except queue.Empty:
                topic = None
            if self._stopping.is_set():
                return
            if topic is not None:
                page.pending.discard(topic)
            yield topic

    def _subscribe(self) -> None:
        while not self._stopping.is_set():
            try:
                with PubSub(self._redis.connection_pool, ignore_subscribe_messages=True) as channel:
                    channel.subscribe(LIVE_CHANNEL)
                    self._tell_all()
                    self._pass_on(channel)
            except RedisError as error:
                get_log().warning("live updates cut", trouble=type(error).__name__)
                self._stopping.wait(_PAUSE_SECONDS)

    def _pass_on(self, channel: PubSub) -> None:
        """Pass on what changed. Of a busy waiting line, pages hear a few times a second."""
        line_told_at, is_line_due = 0.0, False
        while not self._stopping.is_set():
            patience = _LINE_PAUSE_SECONDS if is_line_due else _POLL_SECONDS
            message = channel.get_message(timeout=patience)
            topic = Topic(message["data"].decode(errors="replace")) if message is not None else None
            if topic == WAITING_LINE:
                is_line_due = True
            elif topic is not None:
                self._tell(topic)
            if is_line_due and time.monotonic() - line_told_at >= _LINE_PAUSE_SECONDS:
                line_told_at, is_line_due = time.monotonic(), False
                self._tell(WAITING_LINE)

    def _tell(self, topic: Topic) -> None:
        with self._lock:
            for page in self._pages:
                if topic in page.topics and topic not in page.pending:
                    page.pending.add(topic)
                    page.news.put(topic)

    def _tell_all(self) -> None:
        with self._lock:
            topics = {topic for page in self._pages for topic in page.topics}
        for topic in topics:
            self._tell(topic)
