"""People who write, straight into a program: no webhook, no worker."""

from bench import webhooks
from bot.wiring import Program
from domain.message import MessageKind
from domain.secret import PrivateText
from services import conversations
from services.contacts import Sender
from services.transcript import Arrival


def write(program: Program, person: int, words: str) -> None:
    """Let a person write once, in an act of its own."""
    user_id = webhooks.user_id(person)
    with program.open_work() as work:
        sender = Sender(
            contact_id=work.house.seals.contact_id(user_id),
            user_id=PrivateText(user_id),
            reply_token=None,
            occurred_at=work.now,
            received_at=work.now,
        )
        arrival = Arrival(
            message_id=webhooks.message_id(),
            kind=MessageKind.TEXT,
            text=PrivateText(words),
            occurred_at=work.now,
            received_at=work.now,
        )
        conversations.receive_message(work, sender, arrival)
