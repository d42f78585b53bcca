"""Buttons: each one is a word a person could have typed."""

from domain.message import MessageKind
from domain.questions import find_answer
from line.events import PostbackReceived
from services import commands, conversations
from services.contacts import Sender
from services.transcript import Arrival
from services.work import Work


def handle(work: Work, event: PostbackReceived, sender: Sender) -> str:
    """Do what the button stands for; a closed word says what that was."""
    if commands.answer_button(work, sender, event.data):
        commands.answer_news(work, sender)
        return "answered"
    words = commands.words_of_button(work, sender, event.data)
    if words is None:
        return "ignored:unknown_button"
    commands.heed_button(work, sender, event.data)
    arrival = Arrival(
        message_id=event.head.event_id,  # a tap has no message of its own
        kind=MessageKind.TEXT,
        text=words,
        occurred_at=sender.occurred_at,
        received_at=sender.received_at,
        given=find_answer(event.data),
    )
    conversations.receive_message(work, sender, arrival)
    commands.answer_news(work, sender)
    return "received"
