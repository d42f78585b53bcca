"""The hub of live updates: one subscription to Redis a process, fanned out to its open pages."""

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final, cast

from redis import Redis
from redis.client import PubSub
from redis.exceptions import RedisError

from bot.bookmarks import Bookmarks
from bot.logs import get_log
from bot.queues import LIVE_CHANNEL
from services.live import WAITING_LINE, News, Topic

MOST_PAGES: Final = 400
"""Each open page holds a thread; beyond this a page is told to come back."""

_TICK_SECONDS: Final = 10.0
_STEP: Final = 0.618
"""Multiples of it lie far from one another, whatever their number."""
_PAUSE_SECONDS: Final = 0.5
_POLL_SECONDS: Final = 1.0
_LINE_PAUSE_SECONDS: Final = 0.2


@dataclass(eq=False, slots=True)
class _Page:
    """One open page: what it shows, and what it has not been told yet."""

    topics: frozenset[Topic]
    first_patience: float
    news: "queue.SimpleQueue[News | None]" = field(default_factory=queue.SimpleQueue)
    pending: set[Topic] = field(default_factory=set)


class Hub:
    """Tells open pages what changed. Names only: a page fetches the rest itself.

    A page that is slow is told of a change once, however often it happened. When the
    subscription was cut, every page is told that everything may have changed; a page that comes
    back with its place is told of what has changed since.
    """

    def __init__(self, redis: Redis, *, most_pages: int = MOST_PAGES) -> None:
        self._redis = redis
        self._most_pages = most_pages
        self._pages: set[_Page] = set()
        self._opened = count()
        self._bookmarks = Bookmarks()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def has_room(self) -> bool:
        """Whether another page can be served."""
        return len(self._pages) < self._most_pages and not self._stopping.is_set()

    @contextmanager
    def listen(
        self, topics: frozenset[Topic], *, after: str | None = None
    ) -> Iterator[Iterator[News]]:
        """What has changed since a place, then every change of the topics while the ``with`` lasts.

        News without a topic come at once when nothing was missed, and every few seconds in
        between. It ends when the hub stops.
        """
        page = _Page(topics, self.first_patience())
        with self._lock:
            self._pages.add(page)
            if self._thread is None:
                self._thread = threading.Thread(target=self._subscribe, name="hub", daemon=True)
                self._thread.start()
            first = [
                News(topic, self._bookmarks.place)
                for topic in sorted(
                    self._bookmarks.missed(topics, after), key=lambda each: each.name
                )
            ] or [News(None, self._bookmarks.place)]
        try:
            yield chain(first, self._news_of(page))
        finally:
            with self._lock:
                self._pages.discard(page)

    def first_patience(self) -> float:
        """Seconds to the next page's first tick: those opened together do not ask together."""
        return _TICK_SECONDS * (0.5 + next(self._opened) * _STEP % 0.5)

    def stop(self) -> None:
        """End every open page."""
        self._stopping.set()
        with self._lock:
            for page in self._pages:
                page.news.put(None)
            thread = self._thread
        if thread is not None:
            thread.join(_POLL_SECONDS * 2)

    def _news_of(self, page: _Page) -> Iterator[News]:
        patience = page.first_patience
        while not self._stopping.is_set():
            try:
                news = page.news.get(timeout=patience)
            except queue.Empty:
                news = None
            patience = _TICK_SECONDS
            if self._stopping.is_set():
                return
            if news is not None and news.topic is not None:
                page.pending.discard(news.topic)
            yield news or self._quiet(page)

    def _quiet(self, page: _Page) -> News:
        """Nothing happened: the page is as far as the hub, unless something came just now."""
        with self._lock:
            return News(None, "" if page.pending else self._bookmarks.place)

    def _subscribe(self) -> None:
        while not self._stopping.is_set():
            try:
                with PubSub(self._redis.connection_pool) as channel:
                    channel.subscribe(LIVE_CHANNEL)
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
            if message is None:
                pass
            elif message["type"] == "subscribe":
                self._begin_anew()
            elif message["type"] == "message":
                told = Topic(message["data"].decode(errors="replace"))
                is_line_due = is_line_due or told == WAITING_LINE
                if told != WAITING_LINE:
                    self._tell(*told.heard())
            if is_line_due and time.monotonic() - line_told_at >= _LINE_PAUSE_SECONDS:
                line_told_at, is_line_due = time.monotonic(), False
                self._tell(WAITING_LINE)

    def _tell(self, topic: Topic, but: Topic | None = None) -> None:
        with self._lock:
            self._pass_to_pages(News(topic, self._bookmarks.note(topic)), but)

    def _begin_anew(self) -> None:
        """Listening begins: what happened before was heard by nobody."""
        with self._lock:
            self._bookmarks.begin_era()
            for topic in {topic for page in self._pages for topic in page.topics}:
                self._pass_to_pages(News(topic, self._bookmarks.note(topic)))

    def _pass_to_pages(self, news: News, but: Topic | None = None) -> None:
        topic = cast("Topic", news.topic)
        for page in self._pages:
            if topic in page.topics and topic not in page.pending and but not in page.topics:
                page.pending.add(topic)
                page.news.put(news)
