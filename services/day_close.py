"""Closing the day: every record of it is written and signed, and somebody says so."""

from uuid import UUID, uuid5

from domain.audit import Act, Subject, SubjectKind
from domain.day_errors import DayIncompleteError, DayNotOverError
from domain.service_day import ServiceDay
from services import audit, day, incident_day
from services.live import WAITING_LINE
from services.work import NO_SUBJECT, Work
from storage.models.day import DayClosing
from storage.queries import line, records


def close(work: Work, on: ServiceDay, *, member_id: UUID) -> None:
    """Close a day; closing it again changes nothing.

    Raises:
        NotFoundError: their organisation was not there yet.
        DayNotOverError: it is still open, or has not begun.
        DayIncompleteError: a talk is open, a record is missing or unsigned, or an incident or
            its conference is missing.
    """
    day.require_there(work, on, member_id=member_id)
    line.lock(work.session)  # nobody is given a talk of this day meanwhile
    if work.session.get(DayClosing, on.on) is not None:
        return
    if not day.is_over(work, on):
        raise DayNotOverError
    talks = records.opened_between(work.session, on.begins_at, on.ends_at)
    if any(day.state_of(talk) is not day.RecordState.SIGNED for talk in talks):
        raise DayIncompleteError
    visit_ids = [talk.visit.id for talk in talks]
    if incident_day.needs(work, visit_ids) or incident_day.left_over(work, on, known=visit_ids):
        raise DayIncompleteError
    if incident_day.unanswered(work, on):
        raise DayIncompleteError
    work.session.add(DayClosing(on=on.on, closed_by=member_id, closed_at=work.now))
    work.tell(WAITING_LINE)
    audit.note(
        work,
        Act.DAY_CLOSED,
        actor_id=member_id,
        subject=Subject(kind=SubjectKind.DAY, id=day_id(on)),
    )


def day_id(on: ServiceDay) -> UUID:
    """The id by which the audit log knows a day."""
    return uuid5(NO_SUBJECT, on.on.isoformat())
