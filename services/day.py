"""The day: its talks, their records, and what keeps it from being closed."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.conversation import VisitState
from domain.errors import NotFoundError
from domain.incident import Need
from domain.record import LEVEL_NUMBERS, RiskLevel
from domain.service_day import ServiceDay
from services import (
    day_report,
    incident_day,
    open_records,
    reading,
    record_in_place,
    shown,
    sign_off,
    timetable,
)
from services.day_report import DayNumbers
from services.incident_day import LeftOver
from services.open_records import HeldBack
from services.work import Work
from storage.models.day import DayClosing
from storage.models.evening import DayReport
from storage.queries import records, visits
from storage.queries.records import TalkOfDay


@unique
class RecordState(StrEnum):
    """How far the record of a talk has come."""

    RUNNING = "running"  # the talk is not over
    MISSING = "missing"
    UNSIGNED = "unsigned"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTalk:
    """One talk of the day. ``may_read``: its record is this member's to read, and to sign.

    ``is_own``: they are its counsellor.
    ``may_be_written``: by them, in place of a counsellor who does not write any more.
    ``need``: what is missing of its incident.
    ``number`` and ``risk`` are told only to those who may read it; ``risk`` is the highest of what
    was said during the talk and what its record says.
    """

    visit_id: UUID
    alias: str
    counsellor: str
    organisation: str | None
    opened_at: datetime
    ended_at: datetime | None
    state: RecordState
    may_read: bool
    is_own: bool
    may_be_written: bool
    number: str | None
    risk: RiskLevel | None
    signed_by: str | None
    is_signed_by_author: bool
    need: Need | None

    @property
    def is_left(self) -> bool:
        """Whether it keeps the day from being closed."""
        return self.state is not RecordState.SIGNED or self.need is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Somebody in danger whom nobody talked with, without an incident.

    ``may_read``: what they wrote is this member's to read.
    """

    visit_id: UUID
    alias: str
    may_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day as a supervisor sees it; ``numbers`` are the report's draft, or as they stand now.

    ``is_over``: it can be closed as far as the clock goes. ``other_incidents``: those of people
    nobody talked with on this day that lack a conference.
    """

    on: date
    talks: tuple[DayTalk, ...]
    numbers: tuple[DayNumbers, ...]
    is_drafted: bool
    is_today: bool
    is_over: bool
    closed_at: datetime | None
    closed_by: str | None
    held_back: tuple[HeldBack, ...]
    other_incidents: tuple[LeftOver, ...]
    unanswered: tuple[Unanswered, ...]

    @property
    def left(self) -> tuple[DayTalk, ...]:
        """What keeps the day from being closed."""
        return tuple(talk for talk in self.talks if talk.is_left)


_NOT_OVER: Final = frozenset({VisitState.WAITING, VisitState.TALKING, VisitState.RESTING})


def look(work: Work, day: ServiceDay, *, member_id: UUID) -> Day:
    """One day through a member's eyes.

    Raises:
        NotFoundError: their organisation was not there yet.
    """
    require_there(work, day, member_id=member_id)
    closing = work.session.get(DayClosing, day.on)
    drafts = _drafts(work, day)
    is_today = day == ServiceDay.around(work.now)
    talks = list_talks(work, day, member_id=member_id)
    return Day(
        on=day.on,
        talks=talks,
        numbers=drafts or (_as_it_stands(work) if is_today else ()),
        is_drafted=bool(drafts),
        is_today=is_today,
        is_over=is_over(work, day),
        closed_at=closing.closed_at if closing is not None else None,
        closed_by=shown.member_alias(work, closing.closed_by) if closing is not None else None,
        held_back=open_records.list_full(work) if is_today else (),
        other_incidents=incident_day.list_left_over(
            work, day, known=[each.visit_id for each in talks], member_id=member_id
        ),
        unanswered=_unanswered(work, day, member_id),
    )


def require_there(work: Work, day: ServiceDay, *, member_id: UUID) -> None:
    """The day is one on which the member's organisation took part.

    Raises:
        NotFoundError: it had not joined yet.
    """
    if not reading.viewer(work, member_id).may_hear(day.begins_at):
        raise NotFoundError("No such day")


def list_talks(work: Work, day: ServiceDay, *, member_id: UUID) -> tuple[DayTalk, ...]:
    """Every talk that began on this day, the oldest first."""
    viewer = reading.viewer(work, member_id)
    names = {each.code: each.name for each in timetable.current(work).organisations}
    rows = records.opened_between(work.session, day.begins_at, day.ends_at)
    needs = incident_day.needs(work, [row.visit.id for row in rows])
    return tuple(
        replace(
            _talk(work, row, viewer.organisation, names, member_id), need=needs.get(row.visit.id)
        )
        for row in rows
        if viewer.may_hear(row.talk.closed_at or work.now)
    )


def is_over(work: Work, day: ServiceDay) -> bool:
    """Whether nobody new can come to this day any more."""
    today = ServiceDay.around(work.now)
    return day.on < today.on or (day.on == today.on and not timetable.goes_on(work))


def state_of(row: TalkOfDay) -> RecordState:
    """How far the record of a talk has come."""
    if row.visit.state in _NOT_OVER:
        return RecordState.RUNNING
    if row.record is None:
        return RecordState.MISSING
    return RecordState.UNSIGNED if row.sign_off is None else RecordState.SIGNED


def _unanswered(work: Work, day: ServiceDay, member_id: UUID) -> tuple[Unanswered, ...]:
    own = reading.viewer(work, member_id).organisation
    return tuple(
        Unanswered(
            visit_id=each.id,
            alias=shown.alias(work, each.contact_id, own),
            may_read=reading.can_read(work, each.id, member_id=member_id),
        )
        for each in incident_day.unanswered(work, day)
    )


def _talk(
    work: Work, row: TalkOfDay, own: str | None, names: dict[str, str], member_id: UUID
) -> DayTalk:
    may_read = sign_off.may_sign(work, row.visit.id, member_id=member_id)
    shows = row.record if may_read else None
    whose = row.talk.organisation
    signed = row.sign_off
    return DayTalk(
        visit_id=row.visit.id,
        alias=shown.alias(work, row.visit.contact_id, own),
        counsellor=row.counsellor.alias,
        organisation=names.get(whose, whose) if whose is not None else None,
        opened_at=row.talk.opened_at,
        ended_at=row.talk.closed_at,
        state=state_of(row),
        may_read=may_read,
        is_own=row.talk.counsellor_id == member_id,
        may_be_written=may_read and record_in_place.is_left(work, row.visit),
        number=shows.number if shows is not None else None,
        risk=_risk(row) if may_read else None,
        signed_by=visits.alias_of_member(work.session, signed.member_id) if signed else None,
        is_signed_by_author=signed is not None and signed.is_own,
        need=None,
    )


def _risk(row: TalkOfDay) -> RiskLevel | None:
    written = RiskLevel(row.record.risk) if row.record is not None else None
    if row.visit.risk > (LEVEL_NUMBERS[written] if written is not None else 0):
        return RiskLevel(f"R{row.visit.risk}")
    return written


def _drafts(work: Work, day: ServiceDay) -> tuple[DayNumbers, ...]:
    """The drafts of the evenings that opened on this day; an evening is named by its opening."""
    rows = work.session.scalars(
        select(DayReport).where(DayReport.drafted_at >= day.begins_at).order_by(DayReport.evening)
    ).all()
    return tuple(
        DayNumbers(**json.loads(row.numbers))
        for row in rows
        if day == ServiceDay.around(datetime.fromisoformat(row.evening))
    )


def _as_it_stands(work: Work) -> tuple[DayNumbers, ...]:
    tonight = timetable.evening(work)
    return () if tonight is None else (day_report.count(work, tonight),)
