"""Own talks: the two or three one has at once, what is unread in them, whose turn it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.conversation import VisitState
from domain.message import Direction
from services import organisations, shown
from services.live import Topic
from services.work import Work
from storage.models.desk import ReadMark
from storage.queries import board, contacts, messages, own_talks, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTalk:
    """One of the member's open talks.

    ``unread`` counts words that no open page of theirs has shown; ``last_inbound_at`` is the
    person's last word; ``is_persons_turn``: the counsellor has spoken last.
    """

    visit_id: UUID
    alias: str
    state: VisitState
    unread: int
    last_inbound_at: datetime | None
    is_persons_turn: bool
    risk: int
    is_blocked: bool
    is_calling: bool


def list_own(work: Work, member_id: UUID) -> tuple[OwnTalk, ...]:
    """The member's open talks, the oldest first: each keeps its place beside the others."""
    rows = visits.talks_of(work.session, member_id)
    ids = [row.id for row in rows]
    own = organisations.of_member(work, member_id)
    unread = own_talks.count_unread(work.session, ids, member_id)
    last = messages.last_inbound(work.session, ids)
    said = board.last_said(work.session, ids)
    return tuple(
        OwnTalk(
            visit_id=row.id,
            alias=shown.alias(work, row.contact_id, own),
            state=row.state,
            unread=unread.get(row.id, 0),
            last_inbound_at=last[row.id].order_at if row.id in last else None,
            is_persons_turn=row.id in said and said[row.id][0] is Direction.OUTBOUND,
            risk=row.risk,
            is_blocked=contacts.get(work.session, row.contact_id).blocked_at is not None,
            is_calling=row.conversation.called_supervisor_at is not None,
        )
        for row in rows
        if row.conversation is not None
    )


def is_read(work: Work, visit_id: UUID, *, member_id: UUID, revision: int) -> bool:
    """Whether there is nothing to mark: the member has had this before their eyes."""
    mark = own_talks.find_mark(work.session, visit_id, member_id)
    return mark is not None and mark.revision >= revision


def mark_read(work: Work, visit_id: UUID, *, member_id: UUID, revision: int) -> None:
    """The member has had everything up to a revision before their eyes; it never goes back.

    Whoever calls has made sure that the member may read it.
    """
    contact = contacts.get(work.session, visits.get(work.session, visit_id).contact_id)
    upto = min(revision, contact.revision)
    mark = own_talks.find_mark(work.session, visit_id, member_id)
    if mark is None:
        mark = ReadMark(visit_id=visit_id, member_id=member_id, revision=0, seen_at=work.now)
        work.session.add(mark)
    if upto <= mark.revision:
        return
    mark.revision, mark.seen_at = upto, work.now
    work.tell(Topic.member(member_id))
