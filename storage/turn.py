"""The turn to write: SQLite lets one in at a time, and this says who is next.

Left to themselves, the lock of a file and the lock of threads go to whoever asks first when they
are free, and that is mostly whoever had them last. So there is a line before each.
"""

import fcntl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class Turn:
    """One writer at a time, over all threads and processes that share a database file.

    In a process they come in the order in which they asked, whoever ``is_first`` before the
    others. Between processes the one that waits is next: whoever has just had the turn waits
    behind it.
    """

    def __init__(self, database: str | None) -> None:
        self._line = Line()
        self._files: list[BinaryIO] = []
        if database and database != ":memory:":
            for name in ("next", "turn"):
                self._files.append(Path(f"{database}-{name}").open("ab"))  # noqa: SIM115 - held for the process's life

    @contextmanager
    def taken(self, *, is_first: bool = False) -> Iterator[None]:
        """Wait for the turn, and have it while the block runs."""
        self._line.wait(is_first=is_first)
        try:
            for file in self._files:
                fcntl.flock(file, fcntl.LOCK_EX)
            for file in self._files[:-1]:  # until here nobody could pass whoever waits
                fcntl.flock(file, fcntl.LOCK_UN)
            yield
        finally:
            for file in self._files:
                fcntl.flock(file, fcntl.LOCK_UN)
            self._line.leave()

    @property
    def waiting(self) -> int:
        """How many threads of this process wait for it."""
        return len(self._line)

    def close(self) -> None:
        """Close the files."""
        for file in self._files:
            file.close()


class Line:
    """The threads of one process before a narrow door, one after another.

    A place is handed on, never up for grabs. ``most`` are within at once.
    """

    def __init__(self, most: int = 1) -> None:
        self._lock = threading.Lock()
        self._free = most
        self._first: deque[threading.Lock] = deque()
        self._others: deque[threading.Lock] = deque()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._first) + len(self._others)

    def wait(self, *, is_first: bool = False) -> None:
        """Return once there is a place for this thread; whoever ``is_first`` is let in before."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            called = threading.Lock()
            called.acquire()
            (self._first if is_first else self._others).append(called)
        called.acquire()

    def leave(self) -> None:
        """Hand the place on."""
        with self._lock:
            waiting = self._first or self._others
            if waiting:
                waiting.popleft().release()
            else:
                self._free += 1
