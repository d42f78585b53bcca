"""Presences: coming on duty, a rest, going home, and being lost."""

from uuid import UUID

from domain.audit import Act, Steered, Subject, SubjectKind
from domain.conversation import Passing, VisitState
from domain.errors import OpenTalksError
from domain.presence import Duty, Presence, presence
from services import (
    audit,
    notices_of_the_evening,
    offers,
    ownership,
    room,
    standing_down,
    stat_duty,
    training,
)
from services.live import WAITING_LINE, Topic
from services.work import Work
from storage.models.presence import PresenceRow
from storage.queries import contacts as contact_rows
from storage.queries import line, presences, visits


def beat(work: Work, member_id: UUID) -> None:
    """A sign of an open console; it neither begins duty nor ends it."""
    row = presences.find(work.session, member_id)
    if row is None:
        row = _new(work, member_id)
    if presence(row.seen_at, now=work.now) is not Presence.HERE and row.duty is not Duty.AWAY:
        work.tell(WAITING_LINE)  # grey on the board until now
        work.serve_line()
    stat_duty.seen_again(work, row)
    row.seen_at = max(row.seen_at, work.now)


def come(work: Work, member_id: UUID) -> None:
    """Ready for talks from now on.

    Raises:
        TrainingMissingError: a required course or a good certificate is missing.
    """
    training.require(work, member_id)
    _set(work, member_id, Duty.READY)
    work.serve_line()


def pause(work: Work, member_id: UUID) -> None:
    """No new talks for a while; what one was being asked goes to the next."""
    line.lock(work.session)
    _set(work, member_id, Duty.PAUSED)
    offers.withdraw_from(work, member_id)


def leave(work: Work, member_id: UUID) -> None:
    """Go home.

    Raises:
        OpenTalksError: talks are still open; hand them over, or end them.
    """
    line.lock(work.session)
    if line.count_talks(work.session, member_id):
        raise OpenTalksError
    _set(work, member_id, Duty.AWAY)
    offers.withdraw_from(work, member_id)
    standing_down.step_aside(work, member_id)


def set_capacity(
    work: Work, member_id: UUID, capacity: int | None, *, by: UUID | None = None
) -> None:
    """How many talks at once this evening; None is as the schedule says.

    Running talks stay; what one is being asked beyond it goes to the next.
    """
    line.lock(work.session)
    row = presences.find(work.session, member_id) or _new(work, member_id)
    row.capacity = capacity
    subject = Subject(kind=SubjectKind.MEMBER, id=member_id)
    audit.note(work, Act.EVENING_STEERED, actor_id=by, subject=subject, reason=Steered.CAPACITY)
    work.session.flush()
    offers.withdraw_newest(work, member_id, most=-room.room_of(work, member_id))
    work.tell(WAITING_LINE)
    work.tell(Topic.member(member_id))
    work.serve_line()


def take_note(work: Work, member_id: UUID) -> None:
    """Whoever has a talk is watched over from then on, also without having come on duty."""
    row = presences.find(work.session, member_id) or _new(work, member_id)
    if row.duty is Duty.AWAY:
        row.duty, row.duty_since = Duty.PAUSED, work.now
    row.seen_at = max(row.seen_at, work.now)


def drop(work: Work, visit_id: UUID) -> None:
    """Its counsellor is lost: the person is told once, and the talk is offered on."""
    line.lock(work.session)
    visit = visits.get(work.session, visit_id)
    contact_rows.lock(work.session, visit.contact_id)
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    if talk is None or visit.state is not VisitState.TALKING or talk.passing is Passing.DROPPED:
        return
    row = presences.find(work.session, talk.counsellor_id)
    if row is None or presence(row.seen_at, now=work.now) is not Presence.LOST:
        return
    offers.withdraw_from(work, talk.counsellor_id)
    contact = contact_rows.get(work.session, visit.contact_id)
    if contact.blocked_at is None:
        notices_of_the_evening.dropped(work, contact, visit)
    ownership.seek_another(work, contact, visit, Passing.DROPPED)


def _set(work: Work, member_id: UUID, duty: Duty) -> None:
    row = presences.find(work.session, member_id) or _new(work, member_id)
    stat_duty.seen_again(work, row)
    if row.duty is not duty:
        stat_duty.left(work, row)
        row.duty, row.duty_since = duty, work.now
    row.seen_at = max(row.seen_at, work.now)
    work.tell(WAITING_LINE)
    work.tell(Topic.member(member_id))


def _new(work: Work, member_id: UUID) -> PresenceRow:
    row = PresenceRow(
        member_id=member_id,
        duty=Duty.AWAY,
        duty_since=work.now,
        seen_at=work.now,
        capacity=None,
    )
    work.session.add(row)
    work.session.flush()
    return row
