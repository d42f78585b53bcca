"""Three years, a hundred thousand talks: how long the sheets of a month and of a year take."""

import resource
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Final

from bench import facts, houses
from bench.report import Measure, at_most, say
from bot import figures
from bot.embedded import EmbeddedRedis
from bot.settings import read_settings
from bot.wiring import Program
from domain.statistics.periods import Period
from services import monthly_sheet

TALKS: Final = 100_000
PEOPLE: Final = 4_000
MONTH_SECONDS: Final = 2.0
YEAR_SECONDS: Final = 30.0
MOST_MEGABYTES: Final = 500.0
_CLOCK: Final = datetime(2027, 4, 2, 9, 0, tzinfo=UTC).isoformat()
_NOBODY: Final = "http://127.0.0.1:9"
_PERIODS: Final = (
    ("month", Period.month(2027, 3), MONTH_SECONDS),
    ("quarter", Period.quarter(2026, 4), YEAR_SECONDS),
    ("year", Period.year(2026), YEAR_SECONDS),
)


def measure(folder: Path) -> list[Measure]:
    """Seconds of each sheet, and the most memory of this process while they are made."""
    with EmbeddedRedis(folder / "redis") as redis:
        house = houses.prepare(
            folder, database_url=None, redis=redis, line_url=_NOBODY, clock_start=_CLOCK
        )
        program = Program.build(read_settings(house.environment))
        try:
            return _measured(program, folder / "madobe.db")
        finally:
            program.close()


def _measured(program: Program, file: Path) -> list[Measure]:
    say(f"laying down the facts of {TALKS:,} talks")
    count = facts.lay_down(file, facts.Maker(talks=TALKS, people=PEOPLE))
    measures = [Measure(name="facts", value=count, unit="rows")]
    before = _megabytes()
    for name, period, goal in _PERIODS:
        began = perf_counter()
        with program.open_look() as work:
            monthly_sheet.make(work, period)
        measures.append(at_most(f"sheet of a {name}", perf_counter() - began, "s", goal))
    began = perf_counter()
    figures.make(program, Period.year(2026), tell=lambda _step, _percent: None)
    took = perf_counter() - began
    measures.append(at_most("release of a year, audited, with its files", took, "s", YEAR_SECONDS))
    measures.append(Measure(name="memory before the sheets", value=before, unit="MB"))
    measures.append(at_most("memory, at most", _megabytes(), "MB", MOST_MEGABYTES))
    return measures


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
