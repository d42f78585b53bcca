"""Open records: two left to write, and no further talk is given, unless a supervisor allows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.day_errors import TooManyOpenRecordsError
from domain.errors import NotFoundError
from domain.record import MOST_OPEN_RECORDS
from domain.record_details import AllowReason
from domain.service_day import ServiceDay
from services import audit, shown
from services.live import WAITING_LINE, Topic
from services.work import Work
from storage.models.day import NextTalkAllowance
from storage.models.member import Member
from storage.queries import records


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A member with too many records to write; ``is_allowed``: a supervisor lets them go on."""

    member_id: UUID
    alias: str
    count: int
    is_allowed: bool


def held_back(work: Work, member_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Of some members, those who may be given no talk until they have written."""
    counts = records.count_open(work.session, member_ids)
    full = [member_id for member_id, count in counts.items() if count >= MOST_OPEN_RECORDS]
    return frozenset(full) - records.allowed(work.session, full, now=work.now)


def require_few(work: Work, member_id: UUID) -> None:
    """The member has not too much left to write.

    Raises:
        TooManyOpenRecordsError: they have, and no supervisor has let them go on.
    """
    if held_back(work, [member_id]):
        raise TooManyOpenRecordsError


def list_full(work: Work) -> tuple[HeldBack, ...]:
    """Everybody active with too many records to write, by alias."""
    counts = {
        member_id: count
        for member_id, count in records.count_open(work.session).items()
        if count >= MOST_OPEN_RECORDS and work.session.get_one(Member, member_id).is_active
    }
    allowed = records.allowed(work.session, list(counts), now=work.now)
    aliases = shown.member_aliases(work, list(counts))
    found = (
        HeldBack(
            member_id=member_id,
            alias=aliases[member_id],
            count=count,
            is_allowed=member_id in allowed,
        )
        for member_id, count in counts.items()
    )
    return tuple(sorted(found, key=lambda each: (each.alias, each.member_id)))


def allow_next(work: Work, member_id: UUID, *, by: UUID, reason: AllowReason) -> None:
    """Let a member have further talks although records are open, until this day is over.

    Raises:
        NotFoundError: there is no such member at work.
    """
    member = work.session.get(Member, member_id)
    if member is None or not member.is_active:
        raise NotFoundError("No such member")
    work.session.add(
        NextTalkAllowance(
            id=uuid4(),
            member_id=member_id,
            until_at=ServiceDay.around(work.now).ends_at,
            reason=reason,
            made_by=by,
            made_at=work.now,
        )
    )
    audit.note(
        work,
        Act.NEXT_TALK_ALLOWED,
        actor_id=by,
        subject=Subject(kind=SubjectKind.MEMBER, id=member_id),
        reason=reason,
    )
    work.tell(WAITING_LINE)
    work.tell(Topic.member(member_id))
    work.serve_line()
