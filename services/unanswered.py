"""Unanswered: since when people in talks wait for their counsellor's word."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.work import Work
from storage.models.visit import Conversation
from storage.queries import unanswered


def since(work: Work, talks: Sequence[Conversation]) -> dict[UUID, datetime]:
    """By visit, the first word of the person's that has no answer; at first, the connection.

    Where it is the person's turn the visit is not among them. To say that one is thinking is no
    answer: while nothing else is awaited, it counts from then.
    """
    begun = [talk.visit_id for talk in talks if talk.first_words_at is None]
    found = unanswered.connected_at(work.session, begun) if begun else {}
    under_way = [talk for talk in talks if talk.first_words_at is not None]
    if under_way:
        ids = [talk.visit_id for talk in under_way]
        found |= unanswered.first_words_since(work.session, ids)
    for talk in under_way:
        if talk.awaiting_since is None and talk.thought_at is not None:
            found.setdefault(talk.visit_id, talk.thought_at)
    return found
