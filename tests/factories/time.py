"""Letting an evening run to a moment, and what was said until then."""

from datetime import datetime
from uuid import UUID

from domain.clock import TOKYO
from services import supervision
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening


def at(hour: int, minute: int = 0, second: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=TOKYO)


def go_to(evening: Evening, moment: datetime, *crew: OnDuty) -> None:
    """Let the evening run to a moment, with open consoles, in steps of a minute."""
    while evening.now < moment:
        for member in crew:
            member.beats()
        evening.tick(min(60.0, (moment - evening.now).total_seconds()))
    for member in crew:
        member.beats()


def at_risk(evening: Evening, visit_id: UUID, level: int) -> None:
    with evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=level)


def count(evening: Evening, words: str) -> int:
    return sum(words in said for said in evening.line.said)
