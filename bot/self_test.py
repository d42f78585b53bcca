"""The self-test half an hour before opening: what would go wrong tonight can still be mended."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, Protocol

from sqlalchemy import text

from bot import ways
from bot.logs import get_log
from bot.sending import line_client
from bot.wiring import Program
from domain.clock import TOKYO
from domain.errors import PlatformError
from domain.self_test import CLOCKS_APART, FEW_PUSHES, Finding
from routing.calendar import calendar_warning
from routing.evenings import Evening
from services import self_test, timetable
from services.work import NO_SUBJECT, JobName, Work
from storage.queries import line_events

_BEHIND_AFTER: Final = timedelta(minutes=1)


class Quota(Protocol):
    """What is asked of LINE."""

    def push_quota_left(self) -> int | None:
        """How many pushes are left this month, None without a limit."""


def run_if_due(program: Program) -> None:
    """Test once in the half hour before an evening; what is found stands on the board."""
    tonight = _untested_evening(program)
    if tonight is not None:
        _test(program, tonight, line_client(program.settings))


def run(program: Program, line: Quota) -> None:
    """The same, with a client for LINE."""
    tonight = _untested_evening(program)
    if tonight is not None:
        _test(program, tonight, line)


def _untested_evening(program: Program) -> Evening | None:
    with program.open_look() as look:
        tonight = timetable.evening(look)
        if tonight is None or look.now >= tonight.opens_at:
            return None
        channel_id = program.settings.line_channel_id
        is_tested = self_test.find(look, tonight, channel_id=channel_id) is not None
    return None if is_tested else tonight


def _test(program: Program, tonight: Evening, line: Quota) -> None:
    found = tuple(_findings(program, line))
    with program.open_work() as work:
        self_test.keep(work, tonight, found, channel_id=program.settings.line_channel_id)
        if work.house.schedule.phone_tree.ways:
            work.then(JobName.TRY_WAYS, NO_SUBJECT)  # takes its time, and has its own worker
    if found:
        get_log().warning("self-test", trouble=",".join(found), count=len(found))


def _findings(program: Program, line: Quota) -> Iterator[Finding]:
    yield from _line_findings(line)
    with program.open_look() as look:
        if _is_clock_apart(program, look):
            yield Finding.CLOCKS_APART
        today = look.now.astimezone(TOKYO).date()
        if calendar_warning(look.house.schedule, today=today) is not None:
            yield Finding.CALENDAR
        if not ways.has_all(program.settings.notify_file, look.house.schedule.phone_tree.ways):
            yield Finding.WAYS_MISSING
        if program.timetable.trouble is not None:
            yield Finding.SCHEDULE_FILE
        if line_events.count_parked(look.session):
            yield Finding.PARKED_EVENTS
        if line_events.unrung_batches(
            look.session, before=look.now - _BEHIND_AFTER, now=look.now, most=1
        ):
            yield Finding.WORKERS_BEHIND


def _line_findings(line: Quota) -> Iterator[Finding]:
    try:
        left = line.push_quota_left()
    except PlatformError:
        yield Finding.LINE_SHUT
        return
    if left is not None and left < FEW_PUSHES:
        yield Finding.FEW_PUSHES


def _is_clock_apart(program: Program, look: Work) -> bool:
    """Only where the database has a clock of its own; the machine's own time on both sides."""
    if program.database.is_sqlite:
        return False
    seconds = look.session.scalar(text("SELECT extract(epoch FROM clock_timestamp())"))
    machine_now = program.clock.now() - program.clock.offset
    return seconds is not None and (
        abs(machine_now.timestamp() - float(seconds)) > CLOCKS_APART.total_seconds()
    )
