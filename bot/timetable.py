"""The schedule as its file says now: a changed file is taken over while the program runs."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.logs import get_log
from routing.schedule import Schedule
from routing.schedule_file import load_schedule
from routing.schedule_mistakes import ScheduleFileError

_CHECKED_EVERY_SECONDS: Final = 1.0
_Stamp = tuple[int, int, int] | None


class Timetable:
    """A schedule file and what was last read of it.

    A changed file is taken over whole, or, with a mistake in it, not at all: then the schedule
    before it stays, the mistakes are logged once, and ``trouble`` says so.

    Raises:
        ScheduleFileError: the file is not usable at the start.
    """

    def __init__(self, path: Path, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._seconds = seconds
        self._lock = threading.Lock()
        self._stamp = _stamp(path)
        self._schedule = load_schedule(path)
        self._checked_at = seconds()
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """Why the file as it stands is not in use, in words for its keeper; None if it is."""
        self.current()
        return self._trouble

    def current(self) -> Schedule:
        """The schedule to go by; the file is looked at once a second at the most."""
        with self._lock:
            now = self._seconds()
            if now - self._checked_at >= _CHECKED_EVERY_SECONDS:
                self._checked_at = now
                self._look()
            return self._schedule

    def _look(self) -> None:
        # The stamp is taken before reading: a change while we read is found at the next look.
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._schedule = load_schedule(self._path)
        except ScheduleFileError as refusal:
            self._trouble = _in_short(refusal)
            get_log().error(
                "schedule not taken over",
                count=len(refusal.mistakes),
                trouble=str(refusal),
                cure=f"madobe schedule check {self._path}",
            )
        else:
            self._trouble = None
            get_log().info("schedule taken over")


def _in_short(refusal: ScheduleFileError) -> str:
    first = refusal.mistakes[0]
    return (
        f"the changed file has {len(refusal.mistakes)} mistake(s), the first at line "
        f"{first.line}, column {first.column}; the schedule before it stays in use"
    )


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
