"""What is to happen when, in virtual time: one thing after another, in an order that is fixed."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

Act = Callable[[], None]


@dataclass(slots=True)
class Agenda:
    """Acts by their time; those of one time in the order in which they were noted."""

    _acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _count: int = 0

    def note(self, at: datetime, act: Act) -> None:
        """Let something happen at a time."""
        self._count += 1
        heapq.heappush(self._acts, (at, self._count, act))

    def next_at(self) -> datetime | None:
        """When the next thing happens, None when nothing is left."""
        return self._acts[0][0] if self._acts else None

    def take(self) -> Act:
        """The next thing; it is no longer on the agenda."""
        return heapq.heappop(self._acts)[2]
