"""Reading is an act: whoever opens a talk or a record stands in the log, with the right to it."""

from uuid import UUID

from domain.audit import Act, Subject, SubjectKind, Why
from domain.reading import ON_THE_LINE, RUNNING
from services import audit, glass
from services.work import Work
from storage.queries import visits


def is_noted(look: Work, act: Act, *, member_id: UUID, visit_id: UUID) -> bool:
    """Whether this reading stands in the log already; cheap, and it may be asked in a look."""
    return audit.is_read_noted(look, act, actor_id=member_id, visit_id=visit_id)


def note_read(work: Work, act: Act, *, member_id: UUID, visit_id: UUID) -> None:
    """Note that a member reads a talk or its record, once in ten minutes.

    Raises:
        NotFoundError: there is no such visit. Whether they may read it was asked before.
    """
    if is_noted(work, act, member_id=member_id, visit_id=visit_id):
        return
    audit.note(
        work,
        act,
        actor_id=member_id,
        subject=Subject(kind=SubjectKind.VISIT, id=visit_id),
        reason=_why(work, member_id, visit_id),
    )


def _why(work: Work, member_id: UUID, visit_id: UUID) -> Why:
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    if talk is not None and talk.counsellor_id == member_id:
        return Why.OWN_TALK
    if visit.state in ON_THE_LINE:
        return Why.WAITING
    if visit.state in RUNNING:
        return Why.ON_SHIFT
    return Why.GLASS if glass.is_open(work, member_id, visit_id) else Why.AFTERWARDS
