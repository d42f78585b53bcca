"""One-off closures: an evening that ends early, or does not begin. Running talks go on."""

from datetime import datetime
from uuid import UUID, uuid4

from domain.audit import Act, Steered
from domain.errors import RefusedError
from domain.statistics.fact import FactKind
from services import audit, day_report, stat_facts, timetable
from services.live import WAITING_LINE
from services.work import Work
from storage.models.evening import ClosureRow


class NothingToCloseError(RefusedError):
    """No hours are left to close at that time."""

    code = "nothing_to_close"


class BlankReasonError(RefusedError):
    """A closure has a reason."""

    code = "blank_reason"


def close(work: Work, *, from_at: datetime | None, reason: str, member_id: UUID) -> UUID:
    """Close this evening at once or from a moment on; new people are told, talks go on.

    Raises:
        BlankReasonError: there is no reason. NothingToCloseError: nothing is open from then on.
    """
    words = " ".join(reason.split())[:60]
    if not words:
        raise BlankReasonError
    begins = max(from_at, work.now) if from_at is not None else work.now
    tonight = timetable.evening(work, at=begins)
    if tonight is None or begins >= tonight.closes_at:
        raise NothingToCloseError
    closure = ClosureRow(
        id=uuid4(),
        from_at=begins,
        until_at=tonight.closes_at,
        reason=words,
        made_by=member_id,
        made_at=work.now,
    )
    work.session.add(closure)
    work.session.flush()
    audit.note(work, Act.EVENING_STEERED, actor_id=member_id, reason=Steered.CLOSED_EARLY)
    stat_facts.note(work, FactKind.CLOSURE)
    timetable.forget(work)
    work.tell(WAITING_LINE)
    return closure.id


def withdraw(work: Work, closure_id: UUID, *, member_id: UUID | None = None) -> None:
    """Open again after all."""
    row = work.session.get(ClosureRow, closure_id)
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at = work.now
        audit.note(work, Act.EVENING_STEERED, actor_id=member_id, reason=Steered.REOPENED)
        timetable.forget(work)
        day_report.discard(work, timetable.evening(work))
        work.tell(WAITING_LINE)
        work.serve_line()
