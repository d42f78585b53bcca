"""What becomes of a visit, as facts for statistics: one row where it happens."""

from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import select

from domain.clock import TOKYO
from domain.message import Direction
from domain.statistics.fact import FactCode, FactKind
from routing import hours
from services import stat_facts, timetable
from services.work import Work
from storage.models.message import Message
from storage.models.visit import Visit
from storage.queries import visits


def began(work: Work, visit: Visit, *, is_first: bool) -> None:
    """A person has come; ``is_first``: as far as we know for the first time ever."""
    codes = {FactCode.FIRST_EVER: _yes_no(is_first)}
    stat_facts.note_of_visit(work, visit, FactKind.VISIT_BEGAN, codes=codes, at=visit.started_at)


def came_in(work: Work, *, at: datetime) -> None:
    """A person has written, and it came ``at`` this moment; whose words they are is not kept."""
    is_in_hours = hours.closed_window(timetable.current(work), now=at) is None
    codes = {FactCode.IN_HOURS: _yes_no(is_in_hours)}
    stat_facts.note(work, FactKind.MESSAGE_IN, codes=codes, at=at)


def waits(work: Work, visit: Visit, *, at: datetime) -> None:
    """The visit has its place in the line, for the first time."""
    stat_facts.note_of_visit(work, visit, FactKind.WAITED, codes=_day(visit, at), at=at)


def turned_away(work: Work, visit: Visit, *, at: datetime) -> None:
    """The visit came while it was open, and there was no room, for the first time."""
    stat_facts.note_of_visit(work, visit, FactKind.TURNED_AWAY, codes=_day(visit, at), at=at)


def taken(work: Work, visit: Visit) -> None:
    """A counsellor has taken the visit out of the line, for the first time."""
    minutes = _minutes(work.now - (visit.arrived_at or work.now))
    stat_facts.note_of_visit(work, visit, FactKind.TAKEN, number=minutes)


def said(work: Work, visit: Visit) -> None:
    """A counsellor has said something in it; the first time, the visit is answered."""
    talk = visit.conversation
    organisation = talk.organisation if talk is not None else None
    stat_facts.note(work, FactKind.MESSAGE_OUT, organisation=organisation)
    if visit.answered_at is None:
        visit.answered_at = work.now
        minutes = _minutes(work.now - (visit.arrived_at or work.now))
        is_first = not visits.was_answered_before(work.session, visit)
        codes = {FactCode.FIRST_EVER: _yes_no(is_first)}
        stat_facts.note_of_visit(work, visit, FactKind.ANSWERED, number=minutes, codes=codes)


def ended(work: Work, visit: Visit) -> None:
    """The visit is over; ``visit.end`` may still be left to its record."""
    codes = {FactCode.END: visit.end.value} if visit.end is not None else {}
    talk = visit.conversation
    if talk is not None and talk.closed_at is not None:
        codes[FactCode.MINUTES] = str(_minutes(talk.closed_at - talk.opened_at))
        codes[FactCode.EXCHANGES] = str(_exchanges(work, visit))
    stat_facts.note_of_visit(work, visit, FactKind.ENDED, codes=codes)


def _day(visit: Visit, at: datetime) -> dict[FactCode, str]:
    """The day it came on, where that is not the day of its first message."""
    day = at.astimezone(TOKYO).date()
    is_same = day == visit.started_at.astimezone(TOKYO).date()
    return {} if is_same else {FactCode.DAY: day.isoformat()}


def _exchanges(work: Work, visit: Visit) -> int:
    """How often the person wrote after a human had: 往復."""
    directions = work.session.scalars(
        select(Message.direction)
        .where(
            Message.visit_id == visit.id,
            Message.direction.in_((Direction.INBOUND, Direction.OUTBOUND)),
        )
        .order_by(Message.order_at)
    ).all()
    return sum(pair == (Direction.OUTBOUND, Direction.INBOUND) for pair in pairwise(directions))


def _minutes(length: timedelta) -> int:
    """Whole minutes, never less than none where a clock has stepped back."""
    return max(0, int(length.total_seconds() // 60))


def _yes_no(is_so: bool) -> str:  # noqa: FBT001 - a word for it
    return "yes" if is_so else "no"
