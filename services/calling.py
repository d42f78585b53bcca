"""Calling: a counsellor asks for a supervisor, and is told when the call was seen."""

from uuid import UUID

from domain.alert import Origin
from domain.risk_level import CONSULTED
from services import alerts, contacts, handover, in_hand, ownership
from services.live import WAITING_LINE
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Conversation, Visit


def call(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Ask for a supervisor; asking again changes nothing.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    visit, talk, contact = in_hand.take(work, visit_id, member_id=member_id)
    _call(work, contact, visit, talk)


def warn(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """There is danger: R2 at least, and a supervisor is called. Nobody lowers it here.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    visit, talk, contact = in_hand.take(work, visit_id, member_id=member_id)
    alerts.raise_sign(work, visit, level=CONSULTED, origin=Origin.COUNSELLOR, by=member_id)
    _call(work, contact, visit, talk)


def see(work: Work, visit_id: UUID) -> None:
    """A supervisor has seen the call, or has come.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
    """
    visit, contact = handover.running_talk(work, visit_id)
    ownership.answer_call(work, ownership.conversation_of(visit))
    contacts.changed(work, contact, visit.id)


def _call(work: Work, contact: Contact, visit: Visit, talk: Conversation) -> None:
    if talk.called_supervisor_at is None:
        talk.called_supervisor_at = work.now
        talk.call_seen_at = None
    contacts.changed(work, contact, visit.id)
    work.tell(WAITING_LINE)
