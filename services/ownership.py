"""Ownership: a talk has one counsellor at any moment, and everybody who ever had it is known."""

from uuid import UUID, uuid4

from sqlalchemy import update

from domain.audit import Act, Passed, Subject, SubjectKind
from domain.conversation import Happening, Passing, after
from domain.errors import NotYoursError
from services import answers, audit, contacts, stat_visits
from services.live import Topic
from services.work import Work
from storage.models.contact import Contact
from storage.models.member import Member
from storage.models.visit import Assignment, Conversation, Visit
from storage.queries import visits


def begin(work: Work, contact: Contact, visit: Visit, member_id: UUID) -> None:
    """Out of the line into a talk, with a greeting; also again after a rest."""
    visit.state = after(visit.state, Happening.TAKEN)
    talk = visit.conversation
    is_first = talk is None
    if talk is None:
        talk = Conversation(visit_id=visit.id, counsellor_id=member_id, opened_at=work.now)
        visit.conversation = talk
    _give(work, talk, member_id)
    talk.closed_at = talk.rested_at = talk.first_words_at = None
    talk.awaiting_since = None  # nobody has said a word yet: it is not the person's silence
    visit.question = None
    visit.escalated_at = None
    contact.ticket_at = None
    if is_first:
        stat_visits.taken(work, visit)
    work.session.flush()
    _note_owner(work, visit.id, member_id)
    audit.note(work, Act.TALK_TAKEN, actor_id=member_id, subject=_as_subject(visit))
    alias = visits.alias_of_member(work.session, member_id)
    answers.connected(work, contact, visit, alias)
    _tell(work, contact, visit, member_id)


def pass_on(
    work: Work,
    contact: Contact,
    visit: Visit,
    member_id: UUID,
    *,
    by: UUID | None = None,
    how: Passed = Passed.ACCEPTED,
) -> None:
    """A running talk has another counsellor from now on. No machine speaks.

    ``by`` is who decides it, the new counsellor where nobody is named.
    """
    talk = conversation_of(visit)
    before = talk.counsellor_id
    _give(work, talk, member_id)
    talk.first_words_at = talk.awaiting_since = None
    settle(visit)
    end_assignment(work, visit.id)
    _note_owner(work, visit.id, member_id)
    audit.note(
        work, Act.TALK_PASSED_ON, actor_id=by or member_id, subject=_as_subject(visit), reason=how
    )
    work.tell(Topic.member(before))
    _tell(work, contact, visit, member_id)


def seek_another(work: Work, contact: Contact, visit: Visit, passing: Passing) -> None:
    """The talk looks for another counsellor; until one accepts, it keeps the one it has."""
    talk = conversation_of(visit)
    talk.passing = passing
    talk.passing_since = work.now
    talk.awaiting_since = None
    work.serve_line()
    _tell(work, contact, visit, talk.counsellor_id)


def settle(visit: Visit) -> None:
    """The talk looks for nobody any more."""
    talk = conversation_of(visit)
    talk.passing = None
    talk.passing_since = None
    visit.escalated_at = None


def answer_call(work: Work, talk: Conversation) -> None:
    """A supervisor is there: the call for one is answered. Nothing where there was none."""
    if talk.called_supervisor_at is not None:
        talk.called_supervisor_at = None
        talk.call_seen_at = work.now


def end_assignment(work: Work, visit_id: UUID) -> None:
    """Nobody has the talk from now on, or somebody else."""
    work.session.execute(
        update(Assignment)
        .where(Assignment.visit_id == visit_id, Assignment.ended_at.is_(None))
        .values(ended_at=work.now)
    )


def conversation_of(visit: Visit) -> Conversation:
    """The talk of a visit.

    Raises:
        NotYoursError: it has none.
    """
    if visit.conversation is None:
        raise NotYoursError
    return visit.conversation


def _give(work: Work, talk: Conversation, member_id: UUID) -> None:
    """The talk is this member's, and from its end on their organisation's."""
    talk.counsellor_id = member_id
    talk.organisation = work.session.get_one(Member, member_id).organisation


def _as_subject(visit: Visit) -> Subject:
    return Subject(kind=SubjectKind.VISIT, id=visit.id)


def _note_owner(work: Work, visit_id: UUID, member_id: UUID) -> None:
    work.session.add(
        Assignment(id=uuid4(), visit_id=visit_id, member_id=member_id, began_at=work.now)
    )


def _tell(work: Work, contact: Contact, visit: Visit, member_id: UUID) -> None:
    contacts.changed(work, contact, visit.id)
    work.tell(Topic.member(member_id))
