"""One referral as the console shows it: where it stands, its history, what may be done now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from domain.audit import Act
from domain.conversation import VisitState
from domain.errors import RefusedError
from domain.record_details import ReferStep
from domain.referral import (
    ConsentAct,
    ConsentState,
    Interval,
    SaidBy,
    Shows,
    consent_after,
    steps_open,
)
from domain.secret import PrivateText
from services import (
    audit,
    referral_keeping,
    referral_lists,
    referral_places,
    referral_talk,
    shown,
    supervision,
)
from services.referral_lists import ShownReferral
from services.work import Work
from storage.models.referral import Referral
from storage.queries import referrals, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """One step; ``by`` is the member's name, where a member noted it."""

    step: ReferStep
    on: date
    said_by: SaidBy
    by: str | None
    detail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFollowUp:
    """A day to look again, and whether somebody has."""

    id: UUID
    interval: Interval
    due_on: date
    is_due: bool
    done_on: date | None


class _Words(Protocol):
    def __call__(self, work: Work, referral_id: UUID, *, member_id: UUID) -> PrivateText: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What may be sent into the talk now, word for word; None where it may not."""

    place: PrivateText | None = None
    ask: PrivateText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPage:
    """Everything about one referral. ``next_steps`` may be noted now.

    ``is_for_staff``: the place's name is not for the person; ``is_nameable`` is then for staff.
    """

    referral: ShownReferral
    shows: Shows
    words: PrivateText | None
    asked_at: datetime | None
    answered_at: datetime | None
    steps: tuple[ShownStep, ...]
    next_steps: tuple[ReferStep, ...]
    follow_ups: tuple[ShownFollowUp, ...]
    is_nameable: bool
    is_for_staff: bool
    is_in_talk: bool
    sending: Sending


def may_refer(work: Work, visit_id: UUID, *, member_id: UUID) -> bool:
    """Whether a member may refer from a talk, and note stages in it."""
    visit = visits.get(work.session, visit_id)
    return referral_keeping.may_refer(work, visit, member_id=member_id)


def look(work: Work, referral_id: UUID, *, member_id: UUID) -> ReferralPage:
    """One referral with its history.

    Raises:
        NotFoundError: there is none, or it is not for this member.
    """
    row = referral_keeping.look(work, referral_id, member_id=member_id)
    steps = referrals.steps(work.session, row.id)
    names = shown.member_aliases(work, [each.member_id for each in steps if each.member_id])
    today = referral_keeping.today(work)
    in_talk = is_in_talk(work, row, member_id=member_id)
    return ReferralPage(
        referral=referral_lists.listed(work, [row], member_id=member_id)[0],
        shows=row.shows,
        words=referral_keeping.open_shown(work, row),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        steps=tuple(
            ShownStep(
                step=each.step,
                on=each.on,
                said_by=each.said_by,
                by=names.get(each.member_id) if each.member_id is not None else None,
                detail=each.detail,
            )
            for each in steps
        ),
        next_steps=_next_steps(row),
        follow_ups=tuple(
            ShownFollowUp(
                id=each.id,
                interval=each.interval,
                due_on=each.due_on,
                is_due=each.done_on is None and each.due_on <= today,
                done_on=each.done_on,
            )
            for each in referrals.follow_ups(work.session, row.id)
        ),
        is_nameable=referral_places.is_nameable(
            work, row.destination_id, for_staff=row.is_for_staff
        ),
        is_for_staff=row.is_for_staff,
        is_in_talk=in_talk,
        sending=_sending(work, row, member_id) if in_talk else Sending(),
    )


def note_read(work: Work, referral_id: UUID, *, member_id: UUID) -> None:
    """Note that a member reads what the person lets the destination read; once for a while.

    Raises:
        NotFoundError: there is none, or it is not for this member.
    """
    row = referral_keeping.look(work, referral_id, member_id=member_id)
    act = Act.REFERRAL_READ
    if not audit.is_read_noted(work, act, actor_id=member_id, visit_id=row.id):
        audit.note(work, act, actor_id=member_id, subject=referral_keeping.about(row))


def is_in_talk(work: Work, row: Referral, *, member_id: UUID) -> bool:
    """Whether the person's running talk is this member's to write in."""
    latest = visits.latest_of(work.session, row.contact_id)
    if row.closed_at is not None or latest is None or latest.state is not VisitState.TALKING:
        return False
    talk = latest.conversation
    is_own = talk is not None and talk.counsellor_id == member_id
    return is_own or supervision.is_beside(work, latest.id, member_id)


def _next_steps(row: Referral) -> tuple[ReferStep, ...]:
    if row.closed_at is not None:
        return ()
    open_ones = steps_open(row.step, consent=row.consent, is_for_staff=row.is_for_staff)
    return tuple(step for step in ReferStep if step in open_ones)


def _sending(work: Work, row: Referral, member_id: UUID) -> Sending:
    may_ask = consent_after(row.consent, ConsentAct.ASK) is not None
    is_waiting = row.consent is ConsentState.ASKED and row.put_off_at is None
    ask = referral_talk.ask_words if may_ask and not is_waiting else None
    return Sending(
        place=_words(work, row, member_id, referral_talk.place_words),
        ask=_words(work, row, member_id, ask) if ask is not None else None,
    )


def _words(work: Work, row: Referral, member_id: UUID, words: _Words) -> PrivateText | None:
    try:
        return words(work, row.id, member_id=member_id)
    except RefusedError:
        return None
