"""Taking a message back."""

from line.events import Unsent
from services import corrections
from services.contacts import Sender
from services.work import Work


def handle(work: Work, event: Unsent, sender: Sender) -> str:
    """Erase the message, whether it has come already or not."""
    corrections.take_back(work, sender, event.message_id)
    return "erased"
