"""Facts: what the service has learned about its own channel."""

from services.work import Work
from storage.models.service import Fact


def find(work: Work, name: str, channel_id: str) -> str | None:
    """What is known under this name for this channel."""
    fact = work.session.get(Fact, f"{name}:{channel_id}")
    return fact.value if fact is not None else None


def remember(work: Work, name: str, channel_id: str, value: str) -> None:
    """Keep what was learned, in place of what was known."""
    work.session.merge(Fact(name=f"{name}:{channel_id}", value=value))
