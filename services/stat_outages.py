"""What was not as always, as facts for statistics: outages, and changed definitions (sheet N).

LINE was away: twice in a row it has not answered, and then it did. We were away: our own clock has
not run while the window was to be open. What no program sees, somebody notes.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.audit import Act
from domain.clock import TOKYO
from domain.errors import RefusedError
from domain.statistics.definitions import CHANGED, DEFINITIONS
from domain.statistics.fact import FactCode, FactKind
from routing import hours
from services import audit, facts, stat_facts, timetable
from services.work import Work
from storage.models.statistics import StatFact
from storage.queries import stat_facts as rows

MISSED_AFTER: Final = timedelta(minutes=5)
"""A gap of the clock that is longer is an outage: a start anew takes less."""

LONGEST: Final = timedelta(days=7)
"""What is longer is counted as so long: the sheet speaks of months."""

_SHOWN: Final = timedelta(days=184)
_LINE: Final = "line_away"
_BEAT: Final = "beat"
_MINUTE: Final = timedelta(minutes=1)


class FutureOutageError(RefusedError):
    """The day has not come yet."""

    code = "future_outage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """An outage of a day. ``minutes`` is 0 where nobody knows; ``way``: line, own or noted."""

    on: date
    minutes: int
    way: str


def line_is_away(work: Work, channel_id: str) -> None:
    """LINE has not answered; since when, and that it was not only once, is kept."""
    since, _, times = (facts.find(work, _LINE, channel_id) or "").partition("|")
    since = since or work.now.isoformat()
    facts.remember(work, _LINE, channel_id, f"{since}|{int(times or 0) + 1}")


def line_is_back(work: Work, channel_id: str) -> None:
    """LINE has answered: if it had not twice in a row, that was an outage."""
    since, _, times = (facts.find(work, _LINE, channel_id) or "").partition("|")
    if not since:
        return
    facts.remember(work, _LINE, channel_id, "")
    if int(times) > 1:
        _note(work, datetime.fromisoformat(since), way="line")


def line_away_since(work: Work, channel_id: str) -> datetime | None:
    """Since when LINE has not answered; None while it does."""
    since = (facts.find(work, _LINE, channel_id) or "").partition("|")[0]
    return datetime.fromisoformat(since) if since else None


def beat(work: Work, channel_id: str) -> None:
    """Our clock runs; has it not for a while in which the window was open, that was an outage."""
    last = facts.find(work, _BEAT, channel_id)
    facts.remember(work, _BEAT, channel_id, work.now.isoformat())
    if last is not None and work.now - datetime.fromisoformat(last) > MISSED_AFTER:
        _note(work, datetime.fromisoformat(last), way="own")


def note(work: Work, day: date, *, minutes: int, member_id: UUID | None) -> None:
    """Somebody notes an outage of a day; how long, where it is known, else 0.

    Raises:
        FutureOutageError: that day has not come.
    """
    if day > _today(work):
        raise FutureOutageError("That day has not come yet.")
    codes = {FactCode.WAY: "noted"}
    stat_facts.note(work, FactKind.OUTAGE, number=minutes, on=day, codes=codes)
    audit.note(work, Act.FACT_NOTED, actor_id=member_id, reason=FactKind.OUTAGE.value)


def latest(work: Work) -> tuple[Outage, ...]:
    """Those of the last half year that nothing stands against, the newest first."""
    today = _today(work)
    found = rows.between(work.session, today - _SHOWN, today, kinds=[FactKind.OUTAGE])
    return tuple(
        Outage(on=fact.on, minutes=fact.number, way=fact.codes.get(FactCode.WAY, "noted"))
        for fact in reversed(found)
    )


def note_definition(work: Work, code: str, day: date) -> None:
    """Somebody notes that a word is understood otherwise from a day on.

    Raises:
        ValueError: there is no such definition.
    """
    if code not in {each.code for each in DEFINITIONS}:
        raise ValueError("No such definition")
    _note_definition(work, code, day)
    audit.note(work, Act.FACT_NOTED, actor_id=None, reason=code)


def note_definitions(work: Work) -> None:
    """Every definition that the code itself has changed, once."""
    for each in CHANGED:
        query = select(StatFact.codes).where(
            StatFact.kind == FactKind.DEFINITION_CHANGED, StatFact.on == each.since
        )
        known = {codes.get(FactCode.DEFINITION) for codes in work.session.scalars(query)}
        if each.code not in known:
            _note_definition(work, each.code, each.since)


def _note_definition(work: Work, code: str, day: date) -> None:
    codes = {FactCode.DEFINITION: code}
    stat_facts.note(work, FactKind.DEFINITION_CHANGED, on=day, codes=codes)


def _note(work: Work, since: datetime, *, way: str) -> None:
    """An outage that began at a moment and is over, by the minutes in which the window was open."""
    minutes = _open_minutes(work, max(since, work.now - LONGEST))
    if minutes:
        stat_facts.note(
            work,
            FactKind.OUTAGE,
            number=minutes,
            on=since.astimezone(TOKYO).date(),
            codes={FactCode.WAY: way},
        )


def _today(work: Work) -> date:
    return work.now.astimezone(TOKYO).date()


def _open_minutes(work: Work, since: datetime) -> int:
    schedule = timetable.current(work)
    moment, counted = since, timedelta()
    while moment < work.now:
        closes_at = hours.current_closing(schedule, now=moment)
        if closes_at is None:
            moment = hours.next_opening(schedule, now=moment) or work.now
            continue
        counted += min(closes_at, work.now) - moment
        moment = closes_at
    return round(counted / _MINUTE)
