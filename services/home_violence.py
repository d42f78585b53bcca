"""Violence at home: a supervisor is called at once, and nobody rings or writes there unasked."""

from uuid import UUID

from domain.alert import Origin
from domain.audit import Act, Subject, SubjectKind
from domain.mark import Mark
from domain.risk.assessment import Sign
from domain.risk_level import JOINED
from services import alerts, audit, contacts, handover, marks
from services.work import Work
from storage.queries import marks as mark_rows
from storage.queries import visits


def mark(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """There is violence in the home of one's own talk: R3, as danger to somebody (DOMAIN §2.8).

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    if marks.put(work, visit_id, Mark.VIOLENCE_AT_HOME, member_id=member_id):
        alerts.raise_sign(
            work,
            visits.get(work.session, visit_id),
            level=JOINED,
            origin=Origin.COUNSELLOR,
            signs=(Sign.HARMED,),
            by=member_id,
        )


def clear(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """A supervisor has made sure, in a running talk, that this person may be called again.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
    """
    visit, contact = handover.running_talk(work, visit_id)
    rows = mark_rows.of_contact(work.session, contact.id, Mark.VIOLENCE_AT_HOME)
    for row in rows:
        work.session.delete(row)
        subject = Subject(kind=SubjectKind.VISIT, id=row.visit_id)
        audit.note(work, Act.MARK_REMOVED, actor_id=member_id, subject=subject, reason=row.kind)
    if rows:
        work.session.flush()
        contacts.changed(work, contact, visit.id)
