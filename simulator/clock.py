"""The platform's own time: every stamp and every time limit runs on it."""

import time
from datetime import UTC, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9), "JST")


class Clock:
    """Real time moved by an offset; may be pushed forward by hand to pass a time limit."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self._offset = offset

    @classmethod
    def starting_at(cls, start: str | None) -> "Clock":
        """Read `2026-11-24T16:05:00+09:00`, optionally `…@<unix seconds when it showed that>`.

        Raises:
            ValueError: the time is not ISO 8601 with an offset, or the seconds are no number.
        """
        if start is None:
            return cls()
        shown_text, _, real_text = start.partition("@")
        shown = datetime.fromisoformat(shown_text)
        if shown.tzinfo is None:
            raise ValueError("the clock's start needs a UTC offset, such as +09:00")
        real = float(real_text) if real_text else time.time()  # noqa: TID251 - this is the simulator's clock
        return cls(shown - datetime.fromtimestamp(real, UTC))

    def now(self) -> datetime:
        """Return the platform's time, aware, in UTC."""
        return datetime.now(UTC) + self._offset  # noqa: TID251 - this is the simulator's clock

    def milliseconds(self) -> int:
        """Return the platform's time as LINE stamps it: milliseconds since 1970."""
        return int(self.now().timestamp() * 1000)

    def advance(self, seconds: float) -> None:
        """Push the platform's time forward; the program's own clock does not follow."""
        self._offset += timedelta(seconds=seconds)
