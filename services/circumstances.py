"""The circumstances of a talk: what a counsellor has to know beside what was said in it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from domain.closing_phase import ClosingPhase, closing_phase
from domain.conversation import Passing, VisitState
from domain.offer import OfferKind
from domain.pace import Pace, pace
from domain.permission import Role
from domain.send_key import SendKey
from domain.silence import SilenceStep, step
from domain.told import ToldCodes
from services import (
    alerts,
    care,
    earlier,
    lowerings,
    notes,
    other_dangers,
    referral_lists,
    shown,
    timetable,
    told,
    unanswered,
)
from services.answered import Answered, list_answered
from services.care import ShownCare
from services.earlier import Before
from services.lowerings import ShownLowering
from services.notes import ShownNote
from services.other_dangers import OtherDangers
from services.referral_lists import ShownReferral
from services.shown_alerts import ShownAlert
from services.work import Work
from storage.models.member import Member
from storage.models.offer import Offer
from storage.models.visit import Companion, Conversation, Visit
from storage.queries import contacts, offers, presences, visits
from texts.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is being asked to go on with a talk, and until when."""

    alias: str
    kind: OfferKind
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What the evening's end means for a talk; ``is_extended``: a supervisor has said how long."""

    phase: ClosingPhase
    closes_at: datetime
    deadline: datetime
    is_extended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """One talk as one member stands to it.

    ``may_write`` belongs to its counsellor while the connection held, and to a supervisor beside.
    ``silent_since`` and ``unanswered_since`` are None while it is the other one's turn.
    ``called_at``: a supervisor is asked for and nobody has come; ``call_seen_at``: it was seen.
    ``has_side``: what stands in the panel beside the talk was looked up too, from ``notes`` on.
    ``alert`` is the open one, also a flag; ``lowering`` what is asked of its level.
    """

    is_owner: bool
    may_write: bool
    is_beside: bool
    beside: tuple[str, ...]
    risk: int
    passing: Passing | None
    may_keep: bool
    is_owner_here: bool
    is_asked_elsewhere: bool
    asked: Asked | None
    silence: SilenceStep
    silent_since: datetime | None
    pace: Pace
    unanswered_since: datetime | None
    clock: Clock | None
    called_at: datetime | None
    call_seen_at: datetime | None
    before: Before
    alert: ShownAlert | None
    lowering: ShownLowering | None
    dangers: OtherDangers
    send_key: SendKey
    language: Language
    has_side: bool
    notes: tuple[ShownNote, ...] = ()
    answered: tuple[Answered, ...] = ()
    told: ToldCodes = field(default_factory=dict)
    care: tuple[ShownCare, ...] = ()
    referrals: tuple[ShownReferral, ...] = ()


def around(work: Work, visit_id: UUID, *, member_id: UUID, with_side: bool = True) -> Circumstances:
    """The circumstances of a visit; whoever calls has made sure that the member may read it.

    ``with_side`` looks up the panel too: half of the price.

    Raises:
        NotFoundError: there is no such visit.
    """
    visit = visits.get(work.session, visit_id)
    running = visit.conversation if visit.state is VisitState.TALKING else None
    is_owner = visit.conversation is not None and visit.conversation.counsellor_id == member_id
    beside = _beside(work, visit_id) if running is not None else {}
    is_beside = member_id in beside
    passing = running.passing if running is not None else None
    waits = unanswered.since(work, [running]) if running is not None else {}
    offer = offers.open_of_visit(work.session, visit_id)
    silent_since = running.awaiting_since if running is not None else None
    member = work.session.get_one(Member, member_id)
    found = Circumstances(
        is_owner=is_owner,
        may_write=running is not None
        and (is_beside or (is_owner and passing is not Passing.DROPPED)),
        is_beside=is_beside,
        beside=tuple(beside.values()),
        risk=visit.risk,
        passing=passing,
        may_keep=not presences.is_conflict(work.session, visit.contact_id, member_id),
        is_owner_here=running is not None
        and presences.is_here(work.session, running.counsellor_id, now=work.now),
        is_asked_elsewhere=offer is not None and offer.member_id != member_id,
        asked=_asked(work, offer) if running is not None else None,
        silence=step(silent_since, now=work.now, risk=visit.risk),
        silent_since=silent_since,
        pace=pace(
            waits.get(visit_id),
            now=work.now,
            is_first=running is not None and running.first_words_at is None,
        ),
        unanswered_since=waits.get(visit_id),
        clock=_clock(work, visit, running),
        called_at=running.called_supervisor_at if running is not None else None,
        call_seen_at=running.call_seen_at if running is not None else None,
        before=earlier.look(
            work,
            visit,
            member_id=member_id,
            is_supervisor=Role.SUPERVISOR in member.roles,
            with_talks=with_side,
        ),
        alert=alerts.of_visit(work, visit_id),
        lowering=lowerings.find(work, visit_id, member_id=member_id) if visit.risk else None,
        dangers=other_dangers.look(work, visit),
        send_key=member.send_key,
        language=Language(contacts.get(work.session, visit.contact_id).language),
        has_side=with_side,
    )
    return _with_side(work, visit, member_id, found) if with_side else found


def _with_side(work: Work, visit: Visit, member_id: UUID, found: Circumstances) -> Circumstances:
    return replace(
        found,
        notes=notes.list_readable(work, visit, member_id=member_id),
        answered=list_answered(work, visit.id),
        told=told.find(work, visit.id),
        care=care.list_readable(work, visit, member_id=member_id),
        referrals=referral_lists.list_of(work, visit.id, member_id=member_id),
    )


def _asked(work: Work, offer: Offer | None) -> Asked | None:
    if offer is None or offer.expires_at <= work.now:
        return None
    alias = visits.alias_of_member(work.session, offer.member_id)
    return Asked(alias=alias, kind=offer.kind, expires_at=offer.expires_at)


def _beside(work: Work, visit_id: UUID) -> dict[UUID, str]:
    """Who writes beside the counsellor, and how they are called."""
    found = work.session.scalars(
        select(Companion.member_id)
        .where(Companion.visit_id == visit_id, Companion.left_at.is_(None))
        .order_by(Companion.joined_at)
    ).all()
    names = shown.member_aliases(work, found)
    return {member_id: names[member_id] for member_id in found}


def _clock(work: Work, visit: Visit, talk: Conversation | None) -> Clock | None:
    tonight = timetable.evening(work)
    if talk is None or tonight is None or tonight.goes_on:
        return None
    deadline = talk.extended_until or tonight.extension_until
    return Clock(
        phase=closing_phase(
            now=work.now, closes_at=tonight.closes_at, deadline=deadline, risk=visit.risk
        ),
        closes_at=tonight.closes_at,
        deadline=deadline,
        is_extended=talk.extended_until is not None,
    )
