"""The supervisor's board: the whole evening at one look. Nothing is changed here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.closing_phase import ClosingPhase, closing_phase
from domain.conversation import Passing
from domain.evening import Mode
from domain.message import Direction
from domain.presence import Presence, presence
from domain.secret import PrivateText
from domain.self_test import Finding
from domain.silence import SilenceStep, step
from routing.calendar import CalendarWarning, calendar_warning
from routing.evenings import Evening
from routing.waiting_line import Priority, priority
from services import (
    board_crew,
    day_report,
    desk,
    destination_warnings,
    directory_warnings,
    line_order,
    reading,
    self_test,
    shown,
    timetable,
)
from services.board_crew import CrewMember, Staffing
from services.day_report import DayNumbers
from services.desk import MOST_SHOWN, MissingRecord, WaitingPerson
from services.destination_warnings import Ending
from services.directory_warnings import DirectoryNews
from services.reading import Viewer
from services.work import Work
from storage.queries import board, own_talks, visits
from storage.queries import offers as offer_rows

_LOOKED_AT_ANEW: Final = frozenset({Finding.CALENDAR, Finding.SCHEDULE_FILE})


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """One place in the line. ``asked``: who is being asked; ``owner``: has the talk so far."""

    visit_id: UUID
    alias: str
    position: int
    priority: Priority
    risk: int
    earlier_risk: int
    arrived_at: datetime
    first_words: PrivateText | None
    asked: str | None
    owner: str | None
    is_declined_by_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """One running talk; ``is_persons_turn``: the counsellor has spoken last, at ``last_at``.

    ``called_at``: the counsellor asks for a supervisor since then. ``earlier_risk``: the highest
    level of danger of the person's visits before.
    """

    visit_id: UUID
    alias: str
    counsellor: str
    counsellor_presence: Presence
    last_at: datetime
    is_persons_turn: bool
    silence: SilenceStep
    risk: int
    passing: Passing | None
    phase: ClosingPhase
    deadline: datetime | None
    is_blocked: bool
    called_at: datetime | None
    earlier_risk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A closure decided in the console."""

    id: UUID
    from_at: datetime
    until_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything; ``waiting_count`` counts all who wait, ``waiting`` is the line's beginning.

    ``findings`` are the self-test's, without those that are looked at anew for every board.
    """

    waiting: tuple[WaitingRow, ...]
    waiting_count: int
    talks: tuple[TalkRow, ...]
    crew: tuple[CrewMember, ...]
    staffing: Staffing | None
    missing: tuple[MissingRecord, ...]
    night: tuple[WaitingPerson, ...]
    modes: frozenset[Mode]
    closures: tuple[Closure, ...]
    calendar: CalendarWarning | None
    directory: DirectoryNews
    destinations: tuple[Ending, ...]
    findings: tuple[Finding, ...]
    report: DayNumbers | None


def look(work: Work, *, channel_id: str, member_id: UUID) -> Board:
    """The board as it stands now, as this member may see it."""
    viewer = reading.viewer(work, member_id)
    tonight = timetable.evening(work)
    schedule = timetable.current(work)
    today = work.now.astimezone(TOKYO).date()
    people = board_crew.list_crew(work)
    return Board(
        waiting=_waiting(work, viewer),
        waiting_count=visits.count_waiting(work.session),
        talks=_talks(work, tonight, viewer),
        crew=people,
        staffing=board_crew.staffing(work, tonight, people),
        missing=_missing(work, viewer),
        night=desk.list_overnight(work, member_id=member_id),
        modes=frozenset(row.mode for row in board.modes(work.session)),
        closures=_closures(work),
        calendar=calendar_warning(schedule, today=today),
        directory=directory_warnings.news(work),
        destinations=destination_warnings.ending(work),
        findings=_findings(work, tonight, channel_id),
        report=day_report.find(work, tonight) if tonight is not None else None,
    )


def _findings(work: Work, tonight: Evening | None, channel_id: str) -> tuple[Finding, ...]:
    found = self_test.find(work, tonight, channel_id=channel_id) if tonight is not None else None
    return tuple(finding for finding in found or () if finding not in _LOOKED_AT_ANEW)


def _waiting(work: Work, viewer: Viewer) -> tuple[WaitingRow, ...]:
    line = line_order.standings(work)[:MOST_SHOWN]
    ids = [each.place.visit_id for each in line]
    first = shown.first_words(work, ids, since=viewer.reads_from)
    asked = {offer.visit_id: offer.member_id for offer in offer_rows.open_now(work.session)}
    owners = [each.owner_id for each in line if each.owner_id is not None]
    names = shown.member_aliases(work, [*asked.values(), *owners])
    declined = board.escalated(work.session, ids)
    before = own_talks.highest_risk_before(work.session, ids)
    return tuple(
        WaitingRow(
            visit_id=each.place.visit_id,
            alias=shown.alias(work, each.contact_id, viewer.organisation),
            position=position,
            priority=priority(each.place, now=work.now),
            risk=each.place.risk,
            earlier_risk=before.get(each.place.visit_id, 0),
            arrived_at=each.place.arrived_at,
            first_words=first.get(each.place.visit_id),
            asked=names.get(asked[each.place.visit_id]) if each.place.visit_id in asked else None,
            owner=names.get(each.owner_id) if each.owner_id is not None else None,
            is_declined_by_all=each.place.visit_id in declined,
        )
        for position, each in enumerate(line, start=1)
    )


def _talks(work: Work, tonight: Evening | None, viewer: Viewer) -> tuple[TalkRow, ...]:
    """Who calls first, then silent ones with danger, then danger, then who waits longest."""
    rows = board.running_talks(work.session)
    last = board.last_said(work.session, [row[0].id for row in rows])
    before = own_talks.highest_risk_before(work.session, [row[0].id for row in rows])
    talks = []
    for visit, talk, member, seen_at, blocked_at in rows:
        direction, last_at = last.get(visit.id, (Direction.INBOUND, talk.opened_at))
        deadline = _deadline(talk.extended_until, tonight)
        talks.append(
            TalkRow(
                visit_id=visit.id,
                alias=shown.alias(work, visit.contact_id, viewer.organisation),
                counsellor=member.alias,
                counsellor_presence=presence(seen_at or talk.opened_at, now=work.now),
                last_at=max(last_at, talk.opened_at),
                is_persons_turn=direction is Direction.OUTBOUND,
                silence=step(talk.awaiting_since, now=work.now, risk=visit.risk),
                risk=visit.risk,
                passing=talk.passing,
                phase=_phase(work.now, tonight, deadline, visit.risk),
                deadline=deadline,
                is_blocked=blocked_at is not None,
                called_at=talk.called_supervisor_at,
                earlier_risk=before.get(visit.id, 0),
            )
        )
    return tuple(sorted(talks, key=_concern))


def _concern(row: TalkRow) -> tuple[bool, bool, int, datetime, UUID]:
    is_quiet_risk = row.silence is SilenceStep.SUPERVISOR
    return row.called_at is None, not is_quiet_risk, -row.risk, row.last_at, row.visit_id


def _deadline(extended_until: datetime | None, tonight: Evening | None) -> datetime | None:
    if extended_until is not None or tonight is None:
        return extended_until
    return tonight.extension_until


def _phase(
    now: datetime, tonight: Evening | None, deadline: datetime | None, risk: int
) -> ClosingPhase:
    """A talk without any evening around it has outlived its own; day and night none is late."""
    if tonight is not None and tonight.goes_on:
        return ClosingPhase.OPEN
    closes_at = tonight.closes_at if tonight is not None else now - timedelta(seconds=1)
    return closing_phase(now=now, closes_at=closes_at, deadline=deadline or closes_at, risk=risk)


def _missing(work: Work, viewer: Viewer) -> tuple[MissingRecord, ...]:
    return tuple(
        MissingRecord(
            visit_id=visit_id,
            alias=shown.alias(work, contact_id, viewer.organisation),
            ended_at=ended_at,
            counsellor=counsellor,
        )
        for visit_id, contact_id, counsellor, ended_at in board.missing_records(
            work.session, most=MOST_SHOWN
        )
    )


def _closures(work: Work) -> tuple[Closure, ...]:
    return tuple(
        Closure(id=row.id, from_at=row.from_at, until_at=row.until_at, reason=row.reason)
        for row in board.closures(work.session, after=work.now)
    )
