"""Taking a message back."""

from line.events import Unsent
from services import intake, transcript
from services.contacts import Sender
from services.work import Work


def handle(work: Work, event: Unsent, sender: Sender) -> str:
    """Erase the message, whether it has come already or not."""
    transcript.erase(work, sender, event.message_id)
    intake.erase_parked(work, sender.contact_id, event.message_id)
    return "erased"
