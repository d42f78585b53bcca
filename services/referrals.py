"""Referrals: a destination is offered, how far it came is noted, and it is closed."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act
from domain.details.kinds import DetailKind
from domain.errors import NotFoundError, TextTooLongError
from domain.message import without_my_number
from domain.record_details import ReferStep
from domain.referral import (
    LONGEST_SHOWN,
    ConsentNotOpenError,
    ConsentState,
    DestinationGoneError,
    Interval,
    NotTheirWordsError,
    SaidBy,
    Shows,
    TellsTooMuchError,
    due_on,
    require_step,
)
from domain.referral_code import CodePurpose
from domain.secret import PrivateText
from services import (
    audit,
    contacts,
    details,
    handover_papers,
    own_words,
    referral_card,
    referral_codes,
    referral_keeping,
    referral_places,
)
from services.work import Work
from storage.models.referral import Referral, ReferralFollowUp
from storage.queries import contacts as contact_rows
from storage.queries import referrals, visits

PLANNED: Final = "planned"
LOOKED: Final = "looked"
"""Why a day to look again stands in the audit log: it was set, or somebody has looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """What the destination may read of the person: nothing, a nickname, or their own words."""

    shows: Shows = Shows.NOTHING
    words: PrivateText | None = None


def propose(work: Work, visit_id: UUID, destination_id: UUID, *, member_id: UUID) -> UUID:
    """Begin a referral, from the talk or from its record; an open one is given again.

    Nothing is sent by this, and nobody is told.

    Raises:
        NotFoundError: no such talk, or not this member's to refer from.
        DestinationGoneError: the destination may not be referred to now.
    """
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    referral_keeping.require_referrer(work, visit, member_id=member_id)
    open_one = referrals.find_open(work.session, visit_id, destination_id)
    if open_one is not None:
        return open_one.id
    place = referral_places.get(work, destination_id, for_staff=True)
    talk = visit.conversation
    row = Referral(
        id=uuid4(),
        visit_id=visit.id,
        contact_id=visit.contact_id,
        destination_id=destination_id,
        organisation=talk.organisation if talk is not None else None,
        name=place.name,
        kind=place.kind.value,
        made_by=member_id,
        made_at=work.now,
        consent=ConsentState.NOT_ASKED,
        shows=Shows.NOTHING,
        is_for_staff=place.is_for_staff,
    )
    work.session.add(row)
    work.session.flush()
    audit.note(work, Act.REFERRAL_MADE, actor_id=member_id, subject=referral_keeping.about(row))
    _changed(work, row)
    return row.id


def show(work: Work, referral_id: UUID, display: Display, *, member_id: UUID) -> None:
    """Write down what the destination may read, before the person is asked: in their own words.

    Another display than before is asked about anew, whatever the person has answered.

    Raises:
        NotFoundError, ReferralOverError: as ``referral_keeping.lock_to_keep``.
        ConsentNotOpenError: the person has agreed to something else; they are asked anew first.
        TextTooLongError: longer than a nickname, or than a short note.
        TellsTooMuchError: a telephone number, an address, a school … stands in it.
        NotTheirWordsError: the person has written nothing of the kind in what the member may read.
        DestinationGoneError: no person is told of it, so nothing is shown there.
    """
    row = referral_keeping.lock_to_keep(work, referral_id, member_id=member_id)
    if row.is_for_staff:
        raise DestinationGoneError
    if row.consent is ConsentState.GIVEN:
        raise ConsentNotOpenError
    words = display.words if display.shows in LONGEST_SHOWN else None
    if words is not None:
        words = without_my_number(PrivateText(" ".join(words.reveal().split())))
        if len(words.reveal()) > LONGEST_SHOWN[display.shows]:
            raise TextTooLongError
        if any(each.kind is not DetailKind.NAME for each in details.find(work, words)):
            raise TellsTooMuchError
        if not own_words.are_said(work, row.visit_id, words, member_id=member_id):
            raise NotTheirWordsError
    has_words = words is not None and bool(words.reveal())
    shows = display.shows if has_words else Shows.NOTHING
    before = referral_keeping.open_shown(work, row)
    if shows is row.shows and (before == words or not has_words):
        return
    row.consent = ConsentState.NOT_ASKED  # whatever was asked and answered was something else
    row.put_off_at = None
    row.shows = shows
    referral_keeping.seal_shown(work, row, words if has_words else None)
    _changed(work, row)


def note_step(work: Work, referral_id: UUID, step: ReferStep, *, member_id: UUID) -> None:
    """Note how far it came, by somebody of ours.

    Raises:
        NotFoundError, ReferralOverError: as ``referral_keeping.lock_to_keep``.
        NoConsentError, StepNotOpenError: as ``domain.referral.require_step``.
    """
    row = referral_keeping.lock_to_keep(work, referral_id, member_id=member_id)
    require_step(row.step, step, consent=row.consent, is_for_staff=row.is_for_staff)
    referral_keeping.add_step(work, row, step, said_by=SaidBy.MEMBER, member_id=member_id)
    _changed(work, row)


def close(work: Work, referral_id: UUID, *, member_id: UUID) -> None:
    """Close it: its code holds no more, and its days are done. Its history stays.

    Whoever had a code is told that it holds no more, calmly and without a sound.

    Raises:
        NotFoundError, ReferralOverError: as ``referral_keeping.lock_to_keep``.
    """
    row = referral_keeping.lock_to_keep(work, referral_id, member_id=member_id)
    had_code = referral_card.has_code(work, row)
    row.closed_at = work.now
    referral_codes.withdraw(work, purpose=CodePurpose.REFERRAL, subject_id=row.id)
    handover_papers.recall(work, row, member_id=member_id)
    for each in referrals.follow_ups(work.session, row.id):
        if each.done_on is None:
            each.done_on, each.done_by = referral_keeping.today(work), member_id
    audit.note(work, Act.REFERRAL_CLOSED, actor_id=member_id, subject=referral_keeping.about(row))
    if had_code:
        referral_card.tell_closed(work, contact_rows.get(work.session, row.contact_id))
    _changed(work, row)


def plan_follow_up(work: Work, referral_id: UUID, interval: Interval, *, member_id: UUID) -> date:
    """Set a day to look at it again, from today; gives it. The same day is set once.

    Raises:
        NotFoundError, ReferralOverError: as ``referral_keeping.lock_to_keep``.
    """
    row = referral_keeping.lock_to_keep(work, referral_id, member_id=member_id)
    day = due_on(interval, since=referral_keeping.today(work))
    known = referrals.follow_ups(work.session, row.id)
    if not any(each.due_on == day and each.done_on is None for each in known):
        work.session.add(
            ReferralFollowUp(
                id=uuid4(),
                referral_id=row.id,
                interval=interval,
                due_on=day,
                planned_by=member_id,
            )
        )
        work.session.flush()
        _note_follow_up(work, row, member_id, reason=PLANNED)
    return day


def finish_follow_up(work: Work, referral_id: UUID, follow_up_id: UUID, *, member_id: UUID) -> None:
    """Say that one has looked.

    Raises:
        NotFoundError: there is no such day, or the referral is not theirs.
        ReferralOverError: it is closed.
    """
    row = referral_keeping.lock_to_keep(work, referral_id, member_id=member_id)
    for each in referrals.follow_ups(work.session, row.id):
        if each.id == follow_up_id:
            if each.done_on is None:
                each.done_on, each.done_by = referral_keeping.today(work), member_id
                _note_follow_up(work, row, member_id, reason=LOOKED)
            return
    raise NotFoundError("No such day")


def _note_follow_up(work: Work, row: Referral, member_id: UUID, *, reason: str) -> None:
    subject = referral_keeping.about(row)
    audit.note(work, Act.REFERRAL_FOLLOW_UP, actor_id=member_id, subject=subject, reason=reason)


def _changed(work: Work, row: Referral) -> None:
    contacts.changed(work, contact_rows.get(work.session, row.contact_id), row.visit_id)
