"""The state of LINE as far as we see it: does it answer, does it take what we say."""

from dataclasses import dataclass
from datetime import datetime

from services import stat_outages
from services.work import Work
from storage.queries import outgoing


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """``away_since``: LINE has not told us who we are since then, asked every ten minutes.

    ``stuck``: so many utterances it did not take, and we try again. ``held``: the month's pushes
    are used up, and these wait until the person writes.
    """

    away_since: datetime | None
    stuck: int
    held: int

    @property
    def is_well(self) -> bool:
        """Whether nothing has to be said of it."""
        return self.away_since is None and not self.stuck and not self.held


def look(work: Work, channel_id: str) -> LineState:
    """How it stands now."""
    stuck, held = outgoing.count_delayed(work.session)
    return LineState(
        away_since=stat_outages.line_away_since(work, channel_id), stuck=stuck, held=held
    )
