"""Whose mail this is: LINE names our own account in every webhook.

The first one is learned and kept. Another one is let in only when LINE itself says that it is
ours, so that a channel wired to the wrong place is noticed, and a stale memory loses nothing.
"""

import threading
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from services import facts
from services.work import OpenWork

_ADOPTED = "adopted_destination"
CONFIRMED = "bot_user_id"


@dataclass(slots=True)
class Destinations:
    """The account's own LINE id, as far as this process has learned it."""

    open_look: OpenWork
    open_work: OpenWork
    channel_id: str
    _known: str | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_ours(self, bot_user_id: str | None) -> bool:
        """Whether a webhook is addressed to our account; one that names nobody is."""
        if bot_user_id is None or bot_user_id == self._known:
            return True
        try:
            with self._lock:
                return self._recalls(bot_user_id) or self._adopt(bot_user_id)
        except SQLAlchemyError:
            return True  # whether the events can be kept is decided where they are kept

    def _recalls(self, bot_user_id: str) -> bool:
        """Whether it was adopted before; a look waits for nobody, and LINE waits two seconds."""
        with self.open_look() as work:
            if facts.find(work, _ADOPTED, self.channel_id) == bot_user_id:
                self._known = bot_user_id
        return self._known == bot_user_id

    def _adopt(self, bot_user_id: str) -> bool:
        with self.open_work() as work:
            adopted = facts.find(work, _ADOPTED, self.channel_id)
            is_ours = adopted in {None, bot_user_id} or bot_user_id == facts.find(
                work, CONFIRMED, self.channel_id
            )
            if is_ours:
                facts.remember(work, _ADOPTED, self.channel_id, bot_user_id)
                self._known = bot_user_id
        return is_ours
