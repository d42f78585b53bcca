"""Whether words are the person's own: what a destination reads of them, they wrote themselves."""

from collections.abc import Iterator
from uuid import UUID

from domain.errors import SealError
from domain.message import Direction, MessageKind
from domain.referral import is_part
from domain.secret import PrivateText
from services import reading
from services.work import Work
from storage.queries import messages, visits


def are_said(work: Work, visit_id: UUID, words: PrivateText, *, member_id: UUID) -> bool:
    """Whether the person wrote just these words in one message, in this visit or their latest.

    Only in what the member may read: an answer would else tell them of a talk that is not theirs.
    """
    said = _said(work, visit_id, member_id)
    return any(is_part(words.reveal(), of=each.reveal()) for each in said)


def _said(work: Work, visit_id: UUID, member_id: UUID) -> Iterator[PrivateText]:
    latest = visits.latest_of(work.session, visits.get(work.session, visit_id).contact_id)
    ids = {visit_id} | ({latest.id} if latest is not None else set())
    readable = [each for each in sorted(ids) if reading.can_read(work, each, member_id=member_id)]
    for row in messages.of_visits(work.session, readable):
        if row.direction is not Direction.INBOUND or row.kind is not MessageKind.TEXT:
            continue
        place = messages.place_of_message(row.id, row.direction)
        try:
            yield work.house.seals.open_words(work.session, row.visit_id, place, row)
        except SealError:  # taken back, or not to be opened any more
            continue
