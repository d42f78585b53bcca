"""Reading: who may open which talk and its record (``domain.reading`` decides)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.conversation import VisitState
from domain.errors import NotFoundError
from domain.permission import Permission, may
from domain.reading import Reader, TalkToRead, Ties, has_it, may_read
from domain.service_day import ServiceDay
from services import glass, organisations
from services.work import Work
from storage.models.member import Member
from storage.models.record import Record, SignOff
from storage.models.visit import Visit
from storage.queries import incident_cover, incidents, presences, team, visits

OWN_FOR: Final = timedelta(days=14)
"""So long its counsellor reads an ended talk whose record is written and nobody has signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A member before a list. ``organisation`` decides under which names they know people.

    ``has_joined``: they take part by now. Nothing said before ``reads_from`` is theirs to read.
    """

    member_id: UUID
    organisation: str | None
    has_joined: bool
    reads_from: datetime | None

    def may_hear(self, moment: datetime) -> bool:
        """Whether what was said at a moment is theirs to read."""
        return self.reads_from is None or moment >= self.reads_from


def require(work: Work, visit: Visit, *, member_id: UUID) -> None:
    """The member may read this visit's talk and its record.

    Raises:
        NotFoundError: they may not; why is nobody's to know.
    """
    if not _may_read(work, visit, member_id):
        raise NotFoundError("No such talk")


def can_read(work: Work, visit_id: UUID, *, member_id: UUID) -> bool:
    """Whether the member may read it as things are now; also False when there is no such visit."""
    try:
        return _may_read(work, visits.get(work.session, visit_id), member_id)
    except NotFoundError:
        return False


def viewer(work: Work, member_id: UUID) -> Viewer:
    """Through whose eyes lists are shown."""
    member = work.session.get_one(Member, member_id)
    return Viewer(
        member_id=member_id,
        organisation=member.organisation,
        has_joined=organisations.takes_part(work, member),
        reads_from=organisations.joined_at(work, member.organisation),
    )


def _may_read(work: Work, visit: Visit, member_id: UUID) -> bool:
    member = work.session.get_one(Member, member_id)
    if not (member.is_active and member.is_admitted):
        return False
    talk = visit.conversation
    if talk is not None and has_it(member_id, counsellor_id=talk.counsellor_id, state=visit.state):
        return True  # of each word to each open page: ties are not looked up for nothing
    whose = talk.organisation if talk is not None else None
    reader = Reader(
        id=member.id,
        roles=member.roles,
        organisation=member.organisation,
        has_joined=organisations.has_joined(work, member.organisation),
        reads_from=organisations.joined_at(work, member.organisation),
    )
    ties = Ties(
        may_know_each_other=presences.is_conflict(work.session, visit.contact_id, member_id),
        is_agreed=work.house.schedule.agreement.are_records_open(
            whose=whose, who=member.organisation
        ),
        is_glass_open=glass.is_open(work, member_id, visit.id),
        stands_in=_stands_in(work, visit, member),
    )
    return may_read(reader, _to_read(work, visit), ties)


def _to_read(work: Work, visit: Visit) -> TalkToRead:
    talk = visit.conversation
    return TalkToRead(
        state=visit.state,
        ended_at=visit.ended_at,
        counsellor_id=talk.counsellor_id if talk is not None else None,
        organisation=talk.organisation if talk is not None else None,
        is_settled=_is_settled(work, visit),
        is_unwritten=(
            visit.state is VisitState.ENDED
            and talk is not None
            and work.session.get(Record, visit.id) is None
        ),
    )


def _stands_in(work: Work, visit: Visit, member: Member) -> bool:
    """Whether no supervisor of those whose record it is by right could see to it.

    By right it is the answering organisation's, and theirs whom the agreement names.
    """
    talk = visit.conversation
    if talk is None or visit.state is not VisitState.ENDED:
        return False
    if not may(member.roles, Permission.SIGN_OFF_RECORD):
        return False
    if work.session.get(SignOff, visit.id) is not None and not _wants_incident(work, visit):
        return False
    agreement = work.house.schedule.agreement
    apart = presences.conflicts(work.session, [visit.contact_id]).get(visit.contact_id, frozenset())
    return not any(
        agreement.are_records_open(whose=talk.organisation, who=each.organisation)
        and organisations.has_joined(work, each.organisation)
        and each.id not in apart
        for each in team.supervisors(work.session)
    )


def _wants_incident(work: Work, visit: Visit) -> bool:
    """Whether its incident is open, or has to be opened before the day is closed."""
    return incident_cover.open_of_visit(work.session, visit.id) is not None or bool(
        incidents.lacking(work.session, [visit.id])
    )


def _is_settled(work: Work, visit: Visit) -> bool:
    """Whether its counsellor has nothing to write about it any more."""
    if visit.ended_at is None or visit.ended_at >= ServiceDay.around(work.now).begins_at:
        return False
    if visit.ended_at <= work.now - OWN_FOR:
        return True
    return work.session.get(SignOff, visit.id) is not None
