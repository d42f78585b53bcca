"""Keeping a referral: whose it is to write in, its steps, and what is sealed of it."""

from datetime import date
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.errors import NotFoundError, SealError
from domain.permission import Permission, Reach, reach
from domain.record_details import ReferStep
from domain.referral import ReferralOverError, SaidBy, Shows
from domain.secret import PrivateText
from services import audit, organisations, reading, referral_log, returning
from services.work import Work
from storage.models.member import Member
from storage.models.record import Record
from storage.models.referral import Referral, ReferralStep
from storage.models.visit import Visit
from storage.queries import contacts, messages, presences, referrals, visits

_STEP_WORDS: Final = {step: step.name.lower() for step in ReferStep}


def lock_to_keep(work: Work, referral_id: UUID, *, member_id: UUID) -> Referral:
    """An open referral this member keeps, under the lock of its contact.

    Raises:
        NotFoundError: there is none, or it is not theirs. ReferralOverError: it is closed.
    """
    row = lock(work, referral_id)
    if not may_keep(work, row, member_id=member_id):
        raise NotFoundError("No such referral")
    if row.closed_at is not None:
        raise ReferralOverError
    return row


def look(work: Work, referral_id: UUID, *, member_id: UUID) -> Referral:
    """A referral this member keeps, open or closed, without a lock: for pages.

    Raises:
        NotFoundError: there is none, or it is not theirs.
    """
    row = referrals.get(work.session, referral_id)
    if not may_keep(work, row, member_id=member_id):
        raise NotFoundError("No such referral")
    return row


def lock(work: Work, referral_id: UUID) -> Referral:
    """A referral under the lock of its contact, read anew.

    Raises:
        NotFoundError: there is none.
    """
    contacts.lock(work.session, referrals.get(work.session, referral_id).contact_id)
    return referrals.get(work.session, referral_id)


def may_keep(work: Work, row: Referral, *, member_id: UUID) -> bool:
    """Whether a referral is this member's to read and to keep.

    One's own: one has the talk it was made in, running or ended, or the person's talk of now. Whose
    talk went to somebody else keeps it no more. A supervisor's: those of their organisation,
    and those the agreement opens the records of. Nobody's who may know the person.
    """
    member = work.session.get_one(Member, member_id)
    far = reach(member.roles, Permission.REFER)
    if far is None or not member.is_active:
        return False
    if presences.is_conflict(work.session, row.contact_id, member_id):
        return False
    return _is_own(work, row, member_id) or _is_agreed(work, member, far, whose=row.organisation)


def require_referrer(work: Work, visit: Visit, *, member_id: UUID) -> None:
    """Whoever may refer from a talk: its counsellor, or a supervisor its records are open to.

    Raises:
        NotFoundError: no such talk, or not this member's to refer from.
    """
    reading.require(work, visit, member_id=member_id)
    member = work.session.get_one(Member, member_id)
    far = reach(member.roles, Permission.REFER)
    talk = visit.conversation
    if far is None or talk is None:
        raise NotFoundError("No such talk")
    if talk.counsellor_id != member_id and not _is_agreed(
        work, member, far, whose=talk.organisation
    ):
        raise NotFoundError("No such talk")


def may_refer(work: Work, visit: Visit, *, member_id: UUID) -> bool:
    """Whether ``require_referrer`` lets this member."""
    try:
        require_referrer(work, visit, member_id=member_id)
    except NotFoundError:
        return False
    return True


def today(work: Work) -> date:
    """This day in Tokyo."""
    return work.now.astimezone(TOKYO).date()


def about(row: Referral) -> Subject:
    """What the audit log says an act on a referral was about: the referral, never its talk."""
    return Subject(kind=SubjectKind.REFERRAL, id=row.id)


def add_step(  # noqa: PLR0913 - a step has this many parts
    work: Work,
    row: Referral,
    step: ReferStep,
    *,
    said_by: SaidBy,
    member_id: UUID | None,
    on: date | None = None,
    detail: str | None = None,
) -> None:
    """Add a step to the history, the log of facts and the audit log."""
    day = on or today(work)
    is_again = step is ReferStep.CONFIRMED and referrals.has_step(work.session, row.id, step)
    work.session.add(
        ReferralStep(
            id=uuid4(),
            referral_id=row.id,
            number=referrals.next_number(work.session, row.id),
            step=step,
            said_by=said_by,
            member_id=member_id,
            detail=detail,
            on=day,
        )
    )
    row.step = step
    work.session.flush()
    if not is_again:
        referral_log.note(work, row, step, on=day)  # linked once, however often they come
    if said_by is SaidBy.DESTINATION:
        return  # its portal notes the confirmation: two entries of one moment would tie them
    audit.note(
        work,
        Act.REFERRAL_STEP,
        actor_id=member_id if said_by is SaidBy.MEMBER else None,
        subject=about(row),
        reason=_STEP_WORDS[step],
    )


def seal_shown(work: Work, row: Referral, words: PrivateText | None) -> None:
    """Keep what the destination may read; None keeps nothing."""
    if words is None:
        row.sealed = row.wrapped_key = row.key_generation = None
        return
    sealed = work.house.seals.seal_words(
        work.session, row.visit_id, messages.place_of_referral(row.id), words
    )
    row.sealed = sealed.sealed
    row.wrapped_key = sealed.wrapped_key
    row.key_generation = sealed.key_generation


def open_shown(work: Work, row: Referral) -> PrivateText | None:
    """What the destination may read; None where it is nothing, or cannot be opened."""
    if row.shows is Shows.NOTHING:
        return None
    try:
        return work.house.seals.open_words(
            work.session, row.visit_id, messages.place_of_referral(row.id), row
        )
    except SealError:
        return None


def _is_own(work: Work, row: Referral, member_id: UUID) -> bool:
    """Whether the talk it was made in is theirs, or the person's running one, and it may be seen.

    Of another talk only what is open, of the same organisation, and never what the person does
    not wish to be seen.
    """
    visit = visits.get(work.session, row.visit_id)
    if visit.conversation is None and row.made_by == member_id:
        return True  # it is nobody else's talk
    if _has(visit, member_id) or _wrote_record(work, row, member_id):
        return True
    latest = visits.latest_of(work.session, row.contact_id)
    if latest is None or latest.id == row.visit_id or row.closed_at is not None:
        return False
    talk = latest.conversation
    if talk is None or talk.closed_at is not None or talk.counsellor_id != member_id:
        return False
    return row.organisation == talk.organisation and not returning.is_hidden(work, latest)


def _has(visit: Visit, member_id: UUID) -> bool:
    """Whether a talk is this member's, running or ended: not any more once it went to another."""
    return visit.conversation is not None and visit.conversation.counsellor_id == member_id


def _wrote_record(work: Work, row: Referral, member_id: UUID) -> bool:
    """Whether they made it and its talk's record is theirs, in place of whoever had the talk."""
    record = work.session.get(Record, row.visit_id)
    return row.made_by == member_id and record is not None and record.member_id == member_id


def _is_agreed(work: Work, member: Member, far: Reach, *, whose: str | None) -> bool:
    """Whether a supervisor may: their own organisation's, and what the agreement opens."""
    return (
        far >= Reach.AGREED
        and organisations.has_joined(work, member.organisation)
        and work.house.schedule.agreement.are_records_open(whose=whose, who=member.organisation)
    )
