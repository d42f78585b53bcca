"""What a call to LINE says: opened at the last moment, and only while it is still true."""

from collections.abc import Sequence
from dataclasses import replace

from domain.delivery import DeliveryState, Reason
from domain.errors import SealError
from domain.utterance import Utterance
from services import danger_notices, directory, outbox, unreached
from services.work import Work
from storage.models.contact import Contact
from storage.models.outgoing import Outgoing
from storage.queries import visits
from texts.pointers import find_ways
from texts.rules import stale


def opened(work: Work, contact: Contact, rows: Sequence[Outgoing]) -> Utterance | None:
    """What the rows of one call say together; None when one may not be said, and is settled."""
    utterances: list[Utterance] = []
    for row in rows:
        try:
            utterance = outbox.utterance_of(work, row)
        except SealError:
            outbox.settle(work, contact, row, state=DeliveryState.FAILED, reason=Reason.UNREADABLE)
            return None
        ways = [way for bubble in utterance.bubbles for way in find_ways(bubble)]
        if ways and stale(ways, directory.ways(work).known):
            keep_back(work, contact, row, Reason.EXPIRED_NUMBER)
            return None
        utterances.append(utterance)
    return _joined(utterances)


def keep_back(work: Work, contact: Contact, row: Outgoing, reason: Reason) -> None:
    """It is not true any more, or names a line that has run out: danger is answered anew.

    Not what was laid down in this very act: the same words would be kept back again, without end.
    Nor after violence at home: so late it is nothing they have just asked for.
    """
    is_danger = contact.danger_answered_at == row.created_at and row.created_at < work.now
    level = contact.danger_answered_level or 0
    state = DeliveryState.UNKNOWN if row.tries else DeliveryState.FAILED
    outbox.settle(work, contact, row, state=state, reason=reason)
    if unreached.after_violence(work, [contact.id]):
        return
    if is_danger and row.visit_id is not None:
        danger_notices.answer(work, contact, visits.get(work.session, row.visit_id), level=level)


def _joined(utterances: list[Utterance]) -> Utterance:
    """Several utterances as one: choices stand under the last of it only."""
    joined = Utterance(bubbles=(), is_silent=utterances[0].is_silent)
    for each in utterances:
        before = len(joined.bubbles)
        cards = (replace(card, after=before + card.after) for card in each.cards)
        joined = replace(
            joined, bubbles=joined.bubbles + each.bubbles, cards=(*joined.cards, *cards)
        )
    return replace(joined, choices=utterances[-1].choices)
