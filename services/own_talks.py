"""Own talks: the two or three one has at once, what is unread in them, whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.conversation import VisitState
from domain.message import Direction
from services import organisations, shown
from services.live import Topic
from services.work import Work
from storage.models.visit import Conversation, Visit
from storage.queries import contacts, own_talks, visits


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
    said = own_talks.said_last(work.session, ids)
    return tuple(
        _own(work, row, row.conversation, own, said.get(row.id, {}), unread.get(row.id, 0))
        for row in rows
        if row.conversation is not None
    )


def find_own(work: Work, visit_id: UUID, *, member_id: UUID) -> OwnTalk | None:
    """One of the member's open talks as the page sees it that shows it: nothing in it is unread.

    Raises:
        NotFoundError: there is no such visit.
    """
    row = visits.get(work.session, visit_id)
    talk = row.conversation
    if talk is None or talk.counsellor_id != member_id or talk.closed_at is not None:
        return None
    said = own_talks.said_last(work.session, [visit_id]).get(visit_id, {})
    return _own(work, row, talk, organisations.of_member(work, member_id), said, 0)


def is_read(work: Work, visit_id: UUID, *, member_id: UUID, revision: int) -> bool:
    """Whether there is nothing to mark: the member has had this before their eyes.

    Cheap, and it may be asked in a look.
    """
    mark = own_talks.find_mark(work.session, visit_id, member_id)
    return mark is not None and mark.revision >= revision


def mark_read(work: Work, visit_id: UUID, *, member_id: UUID, revision: int) -> None:
    """The member has had everything up to a revision before their eyes; it never goes back.

    Whoever calls has made sure that the member may read it.
    """
    if own_talks.raise_mark(work.session, visit_id, member_id, upto=revision, now=work.now):
        work.tell(Topic.own_talk(member_id, visit_id))


def _own(
    work: Work,
    row: Visit,
    talk: Conversation,
    organisation: str | None,
    said: Mapping[Direction, datetime],
    unread: int,
) -> OwnTalk:
    inbound_at, outbound_at = said.get(Direction.INBOUND), said.get(Direction.OUTBOUND)
    return OwnTalk(
        visit_id=row.id,
        alias=shown.alias(work, row.contact_id, organisation),
        state=row.state,
        unread=unread,
        last_inbound_at=inbound_at,
        is_persons_turn=outbound_at is not None
        and (inbound_at is None or inbound_at < outbound_at),
        risk=row.risk,
        is_blocked=contacts.get(work.session, row.contact_id).blocked_at is not None,
        is_calling=talk.called_supervisor_at is not None,
    )
