"""Bookmarks: how far an open page has heard, so that one that comes back misses nothing."""

import re
import secrets
from collections import OrderedDict
from typing import Final

from services.live import Topic

MOST_TOPICS: Final = 5_000
"""More topics than this are not remembered one by one; who comes back then hears everything."""

_PLACE: Final = re.compile(r"([0-9a-f]{8})-(\d{1,15})")


class Bookmarks:
    """The order in which topics changed while this process listened without a gap.

    A place is ``<era>-<number>``. An era is one unbroken time of listening in one process:
    what another process counted, or this one before it missed something, is worth nothing.
    """

    def __init__(self, most_topics: int = MOST_TOPICS) -> None:
        self._most_topics = most_topics
        self.begin_era()

    def begin_era(self) -> None:
        """Something may have been missed: every place given out so far is worth nothing."""
        self._era = secrets.token_hex(4)
        self._number = 0
        self._forgotten = 0
        self._changed_at: OrderedDict[Topic, int] = OrderedDict()

    @property
    def place(self) -> str:
        """The place of whoever has heard everything."""
        return f"{self._era}-{self._number}"

    def note(self, topic: Topic) -> str:
        """A topic changed now; gives the place of whoever has heard of it."""
        self._number += 1
        self._changed_at[topic] = self._number
        self._changed_at.move_to_end(topic)
        if len(self._changed_at) > self._most_topics:
            _, self._forgotten = self._changed_at.popitem(last=False)
        return self.place

    def missed(self, topics: frozenset[Topic], after: str | None) -> frozenset[Topic]:
        """Those of the topics that have changed since a place; all of them if nobody knows."""
        found = _PLACE.fullmatch(after or "")
        if found is None or found[1] != self._era or int(found[2]) < self._forgotten:
            return topics
        since = int(found[2])
        return frozenset(topic for topic in topics if self._changed_at.get(topic, 0) > since)
