"""Doubts: it may be somebody else who writes; nothing of before is shown until that is clear."""

from datetime import datetime
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.permission import Role
from services import audit, contacts, handover, in_hand
from services.work import Work
from storage.models.contact import Contact
from storage.models.member import Member
from storage.queries import had_talks


def mark(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Say that it may not be the same person (本人確認できず).

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id, or_beside=True)
    contact.doubted_at = contact.doubted_at or work.now
    _note(work, Act.PERSON_DOUBTED, visit_id, member_id)
    contacts.changed(work, contact, visit.id)


def clear(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """A supervisor has made sure that it is the same person.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
    """
    visit, contact = handover.running_talk(work, visit_id)
    contact.doubted_at = None
    _note(work, Act.PERSON_CERTAIN, visit_id, member_id)
    contacts.changed(work, contact, visit.id)


def hidden_before(
    work: Work, visit_id: UUID, contact: Contact, *, member_id: UUID
) -> datetime | None:
    """Before which moment nothing is shown to this member, since it may be another's; None: all.

    Whoever had the talk when the doubt arose knows it already; a supervisor has to make sure.
    """
    doubted_at = contact.doubted_at
    if doubted_at is None or Role.SUPERVISOR in work.session.get_one(Member, member_id).roles:
        return None
    had = had_talks.of_visit(work.session, visit_id, member_id)
    return None if any(each.began_at <= doubted_at for each in had) else doubted_at


def _note(work: Work, act: Act, visit_id: UUID, member_id: UUID) -> None:
    subject = Subject(kind=SubjectKind.VISIT, id=visit_id)
    audit.note(work, act, actor_id=member_id, subject=subject)
