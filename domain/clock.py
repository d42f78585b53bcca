"""The one place that reads the clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The service's clock: the machine's, moved by a fixed offset for demos and tests."""

    offset: timedelta = timedelta()

    @classmethod
    def showing(cls, start: datetime, *, at: datetime | None = None) -> Self:
        """A clock that showed the aware time ``start`` at the machine's time ``at`` (now)."""
        return cls(offset=start - (at or _machine_now()))

    @property
    def is_moved(self) -> bool:
        """Whether this clock shows another time than the machine's."""
        return self.offset != timedelta()

    def now(self) -> datetime:
        """The present as an aware time in UTC."""
        return _machine_now() + self.offset


def _machine_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - this is the one place
