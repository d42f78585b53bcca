"""Adding the account, and blocking it."""

from line.events import Followed, Unfollowed
from services import friendship
from services.contacts import Sender
from services.work import Work


def handle(work: Work, event: Followed | Unfollowed, sender: Sender) -> str:
    """Begin or end a friendship; a closed word says which."""
    occurred_ms = int(sender.occurred_at.timestamp() * 1000)
    match event:
        case Unfollowed():
            friendship.end(work, sender, occurred_ms=occurred_ms)
            return "unfollowed"
        case Followed(is_unblocked=is_unblocked):
            friendship.begin(work, sender, occurred_ms=occurred_ms, is_unblocked=is_unblocked)
            return "followed"
