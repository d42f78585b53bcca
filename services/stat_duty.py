"""Who was there, as facts for statistics: minutes on duty, and evenings without a supervisor."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.clock import TOKYO
from domain.permission import Permission, Role, may
from domain.presence import LOST_AFTER, Duty
from domain.statistics.fact import Correction, FactCode, FactKind
from domain.statistics.staffing import Stretch, minutes_without
from routing.evenings import Evening
from services import stat_facts
from services.work import Work
from storage.models.member import Member
from storage.models.presence import PresenceRow
from storage.models.statistics import StatFact

FORGOTTEN: Final = timedelta(hours=1)
"""Whoever was not seen for so long has gone without saying so: what follows is another duty."""

_MINUTE: Final = timedelta(minutes=1)


def seen_again(work: Work, row: PresenceRow) -> None:
    """A sign of somebody; after a long absence what was before it is noted, and a duty begins."""
    if row.duty is not Duty.AWAY and work.now - row.seen_at >= FORGOTTEN:
        left(work, row)
        row.duty_since = work.now


def left(work: Work, row: PresenceRow) -> None:
    """A member's duty is about to change: note how long it was what it is."""
    if row.duty is Duty.AWAY:
        return
    until = min(work.now, row.seen_at + LOST_AFTER)
    member = work.session.get_one(Member, row.member_id)
    since = row.duty_since.astimezone(TOKYO)
    stat_facts.note(
        work,
        FactKind.ON_DUTY,
        organisation=member.organisation,
        number=max(0, (until - row.duty_since) // _MINUTE),
        codes={
            FactCode.ROLE: _as(member),
            FactCode.FROM: str(since.hour * 60 + since.minute),
        },
        on=since.date(),
    )


def evening_over(work: Work, tonight: Evening) -> None:
    """Note an evening that is over: how long it was open, and for how long without a supervisor.

    Noted again, it stands in place of what was noted before.
    """
    day = tonight.opens_at.astimezone(TOKYO).date()
    hours = Stretch(begins_at=tonight.opens_at, ends_at=tonight.closes_at)
    absent = minutes_without(hours, _supervised(work, day))
    _note_anew(work, FactKind.EVENING, day, (tonight.closes_at - tonight.opens_at) // _MINUTE)
    _note_anew(work, FactKind.SUPERVISOR_ABSENT, day, absent)


def _note_anew(work: Work, kind: FactKind, day: date, minutes: int) -> None:
    earlier = work.session.scalars(
        select(StatFact).where(StatFact.on == day, StatFact.kind == kind)
    ).all()
    corrected = {row.corrects for row in earlier}
    before = next((row for row in earlier if row.id not in corrected), None)
    if before is None:
        stat_facts.note(work, kind, number=minutes, on=day)
    elif before.number != minutes:
        codes = {FactCode.REASON: Correction.REWRITTEN.value}
        stat_facts.note(work, kind, number=minutes, codes=codes, on=day, corrects=before.id)


def _supervised(work: Work, day: date) -> Iterable[Stretch]:
    """When a supervisor was there: those who have gone by then, and those who are still there."""
    for row in work.session.scalars(
        select(StatFact).where(StatFact.on == day, StatFact.kind == FactKind.ON_DUTY)
    ):
        if row.codes[FactCode.ROLE] == Role.SUPERVISOR:
            midnight = datetime.combine(day, datetime.min.time(), TOKYO)
            begins = midnight + int(row.codes[FactCode.FROM]) * _MINUTE
            yield Stretch(begins_at=begins, ends_at=begins + row.number * _MINUTE)
    for presence in work.session.scalars(select(PresenceRow).where(PresenceRow.duty != Duty.AWAY)):
        if _is_supervisor(work, presence.member_id):
            yield Stretch(
                begins_at=presence.duty_since,
                ends_at=min(work.now, presence.seen_at + LOST_AFTER),
            )


def _is_supervisor(work: Work, member_id: UUID) -> bool:
    return may(work.session.get_one(Member, member_id).roles, Permission.SUPERVISE_TALK)


def _as(member: Member) -> str:
    """In which role they were there; a supervisor is one, whatever else they are."""
    if may(member.roles, Permission.SUPERVISE_TALK):
        return Role.SUPERVISOR.value
    return member.role.value
