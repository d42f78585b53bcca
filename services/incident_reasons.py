"""While an incident is open, its ended talk is sealed to supervisors, who say why they read it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.conversation import VisitState
from domain.errors import NotFoundError
from domain.incident import ReadReason
from domain.incident_errors import ReasonNeededError
from domain.permission import Permission, may
from services import audit, glass
from services.work import Work
from storage.models.incident import GivenReason
from storage.models.member import Member
from storage.models.record import SignOff
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import incident_cover, visits
from storage.queries import incidents as rows

HOLDS_FOR: Final = timedelta(hours=1)
"""So long a reason that was given lets its member read on."""


def require(work: Work, visit: Visit, *, member_id: UUID, left: Sequence[UUID] = ()) -> None:
    """The member may be shown what was said in a visit they may read, and in those ``left`` before.

    Nothing is asked while it runs, nor of the talk's own counsellor until the record is signed,
    nor of whoever has broken the glass over it and has said why there.

    Raises:
        ReasonNeededError: they are a supervisor, and have not said why a moment ago.
        NotFoundError: it is sealed to supervisors.
    """
    if visit.state is not VisitState.ENDED:
        return
    sealed = _sealed(work, [visit.id, *left])
    if not sealed:
        return
    if _is_writing(work, visit, member_id) or glass.is_open(work, member_id, visit.id):
        return
    if not _is_supervisor(work, member_id):
        raise NotFoundError("No such talk")
    for each in sealed:
        require_given(work, each, member_id=member_id)


def is_sealed(work: Work, visit: Visit, *, member_id: UUID) -> bool:
    """Whether what was said in a visit is closed to this member while its incident is open."""
    try:
        require(work, visit, member_id=member_id)
    except ReasonNeededError:
        return False
    except NotFoundError:
        return True
    return False


def require_given(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """The member has said why, within the last hour.

    Raises:
        ReasonNeededError: they have not.
    """
    given = rows.reason_of(work.session, visit_id, member_id)
    if given is None or given.given_at + HOLDS_FOR <= work.now:
        raise ReasonNeededError(visit_id)


def give(work: Work, visit_id: UUID, *, member_id: UUID, reason: ReadReason) -> None:
    """Say why; whoever calls has asked that the member may read the visit.

    Raises:
        NotFoundError: no incident of it is open.
    """
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    if incident_cover.open_of_visit(work.session, visit_id) is None:
        raise NotFoundError("No such incident")
    row = rows.reason_of(work.session, visit_id, member_id)
    if row is None:
        row = GivenReason(visit_id=visit_id, member_id=member_id, reason=reason, given_at=work.now)
        work.session.add(row)
    row.reason = reason
    row.given_at = work.now
    work.session.flush()
    subject = Subject(kind=SubjectKind.VISIT, id=visit_id)
    audit.note(work, Act.READING_EXPLAINED, actor_id=member_id, subject=subject, reason=reason)


def _sealed(work: Work, visit_ids: Sequence[UUID]) -> list[UUID]:
    """Of each open incident these visits belong to, the first of them: why is said of it once."""
    found: dict[UUID, UUID] = {}
    for each in visit_ids:
        row = incident_cover.open_of_visit(work.session, each)
        if row is not None:
            found.setdefault(row.id, each)
    return list(found.values())


def _is_supervisor(work: Work, member_id: UUID) -> bool:
    return may(work.session.get_one(Member, member_id).roles, Permission.READ_INCIDENT)


def _is_writing(work: Work, visit: Visit, member_id: UUID) -> bool:
    talk = visit.conversation
    if talk is None or talk.counsellor_id != member_id:
        return False
    return work.session.get(SignOff, visit.id) is None
