"""Supervision: beside a talk, in it, or in place of its counsellor; and longer than planned."""

from datetime import timedelta
from uuid import UUID

from domain.alert import Origin
from domain.audit import Act, Passed, Steered, Subject, SubjectKind
from domain.errors import NotOnDutyError, TalkEndedError, TooLongExtensionError
from domain.message import Direction, without_my_number
from domain.risk_level import JOINED
from domain.secret import PrivateText
from services import (
    alerts,
    audit,
    contacts,
    handover,
    offers,
    ownership,
    timetable,
    training,
    transcript,
)
from services import presences as presence_acts
from services.work import Work
from storage.models.visit import Companion
from storage.queries import presences


def join(work: Work, visit_id: UUID, *, supervisor_id: UUID) -> None:
    """Write beside the counsellor from now on.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
    """
    visit, contact = handover.running_talk(work, visit_id)
    row = work.session.get(Companion, (visit_id, supervisor_id))
    if row is None:
        row = Companion(visit_id=visit_id, member_id=supervisor_id, joined_at=work.now)
        work.session.add(row)
    row.joined_at, row.left_at = work.now, None
    ownership.answer_call(work, ownership.conversation_of(visit))
    _note(work, Act.TALK_JOINED, supervisor_id, visit_id, None)
    contacts.changed(work, contact, visit.id)


def step_back(work: Work, visit_id: UUID, *, supervisor_id: UUID) -> None:
    """Only read along again."""
    if is_beside(work, visit_id, supervisor_id):
        visit, contact = handover.running_talk(work, visit_id)
        _leave_side(work, visit_id, supervisor_id)
        contacts.changed(work, contact, visit.id)


def is_beside(work: Work, visit_id: UUID, member_id: UUID) -> bool:
    """Whether a supervisor writes beside the counsellor."""
    row = work.session.get(Companion, (visit_id, member_id))
    return row is not None and row.left_at is None


def whisper(work: Work, visit_id: UUID, *, supervisor_id: UUID, text: PrivateText) -> None:
    """Say something to the counsellor; the person never sees it.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
    """
    visit, contact = handover.running_talk(work, visit_id)
    if not text.reveal().strip():
        return
    transcript.add_outbound(
        work,
        contact,
        visit,
        without_my_number(text),
        direction=Direction.WHISPER,
        author_id=supervisor_id,
    )


def take_over(work: Work, visit_id: UUID, *, supervisor_id: UUID) -> None:
    """Have the talk oneself from now on, whatever room one has.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
        TrainingMissingError: the supervisor takes no talks as it stands.
    """
    visit, contact = handover.running_talk(work, visit_id)
    training.require(work, supervisor_id)
    offers.withdraw_for(work, visit)
    presence_acts.take_note(work, supervisor_id)
    ownership.answer_call(work, ownership.conversation_of(visit))
    _leave_side(work, visit_id, supervisor_id)
    ownership.pass_on(work, contact, visit, supervisor_id, how=Passed.TAKEN_OVER)
    work.serve_line()


def reassign(
    work: Work, visit_id: UUID, *, to_member_id: UUID, supervisor_id: UUID | None = None
) -> None:
    """Give a running talk to another counsellor at once.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
        NotOnDutyError, NoRoomError: the other one cannot.
    """
    visit, contact = handover.running_talk(work, visit_id)
    owner_id = ownership.conversation_of(visit).counsellor_id
    if owner_id == to_member_id:
        raise NotOnDutyError
    offers.withdraw_for(work, visit)
    handover.require_free(work, contact, to_member_id, instead_of=owner_id)
    _leave_side(work, visit_id, to_member_id)
    ownership.pass_on(work, contact, visit, to_member_id, by=supervisor_id, how=Passed.REASSIGNED)
    work.serve_line()


def give_back(work: Work, visit_id: UUID) -> None:
    """The counsellor whose connection was lost goes on with the talk.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
        NotOnDutyError: they are not back yet.
    """
    visit, contact = handover.running_talk(work, visit_id)
    talk = ownership.conversation_of(visit)
    if not presences.is_here(work.session, talk.counsellor_id, now=work.now):
        raise NotOnDutyError
    offers.withdraw_for(work, visit)
    ownership.settle(visit)
    contacts.changed(work, contact, visit.id)


def extend(work: Work, visit_id: UUID, *, minutes: int, supervisor_id: UUID | None = None) -> None:
    """Let a talk run on after closing: to half past at most, with R3 and above without a bound.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
        TooLongExtensionError: the evening allows no more.
    """
    visit, contact = handover.running_talk(work, visit_id)
    tonight = timetable.evening(work)
    if tonight is None:
        raise TalkEndedError
    until = max(work.now, tonight.closes_at) + timedelta(minutes=minutes)
    if visit.risk < JOINED:
        until = min(until, tonight.extension_until)
    if until <= work.now:
        raise TooLongExtensionError
    ownership.conversation_of(visit).extended_until = until
    _note(work, Act.EVENING_STEERED, supervisor_id, visit_id, Steered.EXTENDED)
    contacts.changed(work, contact, visit.id)


def raise_risk(
    work: Work, visit_id: UUID, *, level: int, supervisor_id: UUID | None = None
) -> None:
    """Raise the level of danger; nobody lowers it here.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError: there is no such running talk.
    """
    visit, contact = handover.running_talk(work, visit_id)
    alerts.raise_sign(work, visit, level=level, origin=Origin.SUPERVISOR, by=supervisor_id)
    contacts.changed(work, contact, visit.id)


def _leave_side(work: Work, visit_id: UUID, member_id: UUID) -> None:
    """Whoever has the talk is not beside it; nothing where they were not."""
    row = work.session.get(Companion, (visit_id, member_id))
    if row is not None and row.left_at is None:
        row.left_at = work.now


def _note(work: Work, act: Act, actor_id: UUID | None, visit_id: UUID, reason: str | None) -> None:
    subject = Subject(kind=SubjectKind.VISIT, id=visit_id)
    audit.note(work, act, actor_id=actor_id, subject=subject, reason=reason)
