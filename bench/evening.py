"""A full evening: 200 talks on 200 open pages, people writing, counsellors answering.

Two hundred people who each write every twenty seconds are ten words a second.
"""

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import houses, pages, stage
from bench.pages import Story, Told
from bench.report import Measure, at_most, median, part, say
from bench.stage import PAGES

RATE: Final = 10
ANSWERS_A_SECOND: Final = 5
PAGE_MS: Final = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evening:
    """What was told, when answers came to LINE, and how long events lay before a worker began."""

    told: Told
    came_at: dict[str, float]
    lay: list[float]


def measure(folder: Path, executor: Executor, *, seconds: float) -> list[Measure]:
    """Phone → page, counsellor → LINE, and door → worker, in milliseconds."""
    evening = _lived(folder, executor, seconds)
    told = evening.told
    if told.missing():
        raise RuntimeError(f"{len(told.missing())} messages were not shown within ten seconds")
    to_page = [told.shown_at[mark] - at for mark, at in told.written_at.items()]
    to_line = [evening.came_at[text] - at for text, at in told.answered_at.items()]
    page = f"phone → open page ({PAGES} pages, {RATE}/s)"
    return [
        Measure(name=f"{page}: p50", value=median(to_page) * 1e3, unit="ms"),
        at_most(f"{page}: p95", part(to_page, 0.95) * 1e3, "ms", PAGE_MS),
        Measure(name=f"{PAGES} pages, opened at once", value=told.opening_seconds, unit="s"),
        Measure(name="memory of an open desk", value=told.bytes_a_page / 1e3, unit="kB"),
        Measure(
            name="the web service's share of a core",
            value=told.spent_seconds / seconds,
            unit="core",
        ),
        Measure(name="counsellor → LINE: p50", value=median(to_line) * 1e3, unit="ms"),
        Measure(name="counsellor → LINE: p95", value=part(to_line, 0.95) * 1e3, unit="ms"),
        Measure(name="webhook → worker starts: p50", value=median(evening.lay) * 1e3, unit="ms"),
        Measure(
            name="webhook → worker starts: p95", value=part(evening.lay, 0.95) * 1e3, unit="ms"
        ),
    ]


def _lived(folder: Path, executor: Executor, seconds: float) -> _Evening:
    with stage.prepared(folder, executor) as on:
        story = Story(
            port=on.house.port,
            secret=houses.CHANNEL_SECRET,
            talks=on.talks,
            rate=RATE,
            answers_a_second=ANSWERS_A_SECOND,
            seconds=seconds,
        )
        say(f"{RATE} messages and {ANSWERS_A_SECOND} answers a second, {seconds:.0f} s long")
        last = on.last_event()
        told = executor.submit(pages.live_through, story).result()
        stage.wait_for(lambda: told.answered_at.keys() <= on.line.came_at.keys())
        lay = on.lay(after=last)
    return _Evening(told=told, came_at=on.line.came_at, lay=lay)
