"""Thinking: 考えています, said with one press, so that nobody waits in silence."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.errors import ContactBlockedError, EmptyTextError, JustSaidError
from domain.message import Direction
from domain.secret import PrivateText
from domain.utterance import Utterance
from services import in_hand, outbox, texts, transcript
from services.work import Work
from texts.language import Language

PAUSE: Final = timedelta(minutes=3)
"""Said more often it would be noise."""


def say(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Say in one's own talk that one is thinking. It is no answer: it stays one's own turn.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
        ContactBlockedError: it would not arrive. JustSaidError: said a moment ago.
    """
    visit, talk, contact = in_hand.take(work, visit_id, member_id=member_id, or_beside=True)
    if contact.blocked_at is not None:
        raise ContactBlockedError
    if talk.thought_at is not None and work.now - talk.thought_at < PAUSE:
        raise JustSaidError
    said = texts.find_words(work, texts.THINKING, language=Language(contact.language))
    if said is None:
        raise EmptyTextError
    talk.thought_at = work.now
    talk.first_words_at = talk.first_words_at or work.now
    message = transcript.add_outbound(
        work, contact, visit, PrivateText(said), direction=Direction.OUTBOUND, author_id=member_id
    )
    outbox.lay_down(
        work,
        contact,
        Utterance(bubbles=(said,)),
        visit_id=visit.id,
        message_id=message.id,
    )
