"""The supervisor's board: the whole evening at one look. Nothing is changed here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.evening import Mode
from domain.secret import PrivateText
from domain.self_test import Finding
from routing.calendar import CalendarWarning, calendar_warning
from routing.evenings import Evening
from routing.waiting_line import Priority, priority
from services import (
    board_crew,
    board_talks,
    day_report,
    desk,
    destination_warnings,
    directory_warnings,
    line_order,
    line_state,
    reading,
    self_test,
    shown,
    timetable,
)
from services.board_crew import CrewMember, Staffing
from services.board_talks import TalkRow
from services.day_report import DayNumbers
from services.desk import MOST_SHOWN, MissingRecord, WaitingPerson
from services.destination_warnings import Ending
from services.directory_warnings import DirectoryNews
from services.line_state import LineState
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
    line: LineState
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
        talks=board_talks.list_talks(work, tonight, viewer),
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
        line=line_state.look(work, channel_id),
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
