"""The review (21:20): one's own day, and how heavy it was; that is told to a supervisor alone."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from domain.errors import SealError
from domain.permission import Permission, may
from domain.secret import PrivateText
from domain.service_day import ServiceDay
from domain.weight import LONGEST_WORDS, WEIGHTS, asks_for_somebody
from services import day, reading, shown
from services.day import RecordState
from services.work import Work
from storage.models.day import ReviewRow
from storage.models.member import Member
from storage.models.presence import PresenceRow
from storage.models.visit import Assignment
from storage.queries import records


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTalk:
    """A talk of one's own day, and how far its record has come."""

    visit_id: UUID
    alias: str
    opened_at: datetime
    ended_at: datetime | None
    state: RecordState


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said of their day: 1 is light, 5 is very heavy."""

    weight: int
    words: PrivateText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A colleague's day as their supervisor sees it; None while nothing was said."""

    alias: str
    said: Said | None
    asks_for_somebody: bool


def say(work: Work, *, member_id: UUID, said: Said) -> None:
    """Say how heavy one's day was; saying it again replaces it.

    Raises:
        ValueError: not one of ``WEIGHTS``, or more words than ``LONGEST_WORDS``.
    """
    words = said.words.reveal().strip() if said.words is not None else ""
    if said.weight not in WEIGHTS or len(words) > LONGEST_WORDS:
        raise ValueError("not a weight of a day")
    today = ServiceDay.around(work.now)
    row = work.session.get(ReviewRow, (today.on, member_id)) or ReviewRow(
        on=today.on, member_id=member_id
    )
    row.organisation = work.session.get_one(Member, member_id).organisation
    row.said_at = work.now
    row.sealed = work.house.seals.seal_passing(
        json.dumps([said.weight, words], ensure_ascii=False).encode(), _place(row)
    )
    work.session.add(row)


def find_own(work: Work, on: ServiceDay, *, member_id: UUID) -> Said | None:
    """What one has said oneself."""
    row = work.session.get(ReviewRow, (on.on, member_id))
    return None if row is None else _opened(work, row)


def list_own(work: Work, on: ServiceDay, *, member_id: UUID) -> tuple[OwnTalk, ...]:
    """One's own talks of a day, the oldest first."""
    own = reading.viewer(work, member_id).organisation
    return tuple(
        OwnTalk(
            visit_id=row.visit.id,
            alias=shown.alias(work, row.visit.contact_id, own),
            opened_at=row.talk.opened_at,
            ended_at=row.talk.closed_at,
            state=day.state_of(row),
        )
        for row in records.opened_between(work.session, on.begins_at, on.ends_at)
        if row.talk.counsellor_id == member_id
    )


def list_colleagues(work: Work, on: ServiceDay, *, member_id: UUID) -> tuple[Reviewed, ...]:
    """Whoever of one's own organisation was on that day, for a supervisor; nobody for others."""
    member = work.session.get_one(Member, member_id)
    if not may(member.roles, Permission.SIGN_OFF_RECORD):
        return ()
    rows = {
        row.member_id: row
        for row in work.session.scalars(
            select(ReviewRow).where(
                ReviewRow.on == on.on, ReviewRow.organisation == member.organisation
            )
        )
    }
    here = work.session.scalars(
        select(Member)
        .where(
            Member.id.in_({*rows, *_on_that_day(work, on)}),
            Member.organisation == member.organisation,
            Member.id != member_id,
        )
        .order_by(Member.alias, Member.id)
    )
    return tuple(_reviewed(work, each, rows.get(each.id)) for each in here)


def list_heavy(work: Work, on: ServiceDay, member_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Who of these has said of a day that it weighs heavily; not how heavily, nor their words."""
    rows = work.session.scalars(
        select(ReviewRow).where(ReviewRow.on == on.on, ReviewRow.member_id.in_(list(member_ids)))
    )
    said = {row.member_id: _opened(work, row) for row in rows}
    return frozenset(
        member_id
        for member_id, each in said.items()
        if each is not None and asks_for_somebody(each.weight)
    )


def _on_that_day(work: Work, on: ServiceDay) -> set[UUID]:
    """Who had a talk that day; today also who has been at a console."""
    had = work.session.scalars(
        select(Assignment.member_id).where(
            Assignment.began_at >= on.begins_at, Assignment.began_at < on.ends_at
        )
    )
    seen = work.session.scalars(
        select(PresenceRow.member_id).where(
            PresenceRow.seen_at >= on.begins_at, PresenceRow.seen_at < on.ends_at
        )
    )
    return {*had, *seen}


def _reviewed(work: Work, member: Member, row: ReviewRow | None) -> Reviewed:
    said = None if row is None else _opened(work, row)
    return Reviewed(
        alias=member.alias,
        said=said,
        asks_for_somebody=said is not None and asks_for_somebody(said.weight),
    )


def _opened(work: Work, row: ReviewRow) -> Said | None:
    try:
        kept = work.house.seals.open_passing(row.sealed, _place(row)).decode()
    except SealError:
        return None  # its key is gone with the time it was meant for
    weight, words = json.loads(kept)
    return Said(weight=weight, words=PrivateText(words) if words else None)


def _place(row: ReviewRow) -> str:
    return f"reviews|{row.on.isoformat()}|{row.member_id}"
